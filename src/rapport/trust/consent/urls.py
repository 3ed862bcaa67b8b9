"""Addresses of consent."""

from __future__ import annotations

from django.urls import path

from rapport.trust.consent import views

app_name = "consent"
urlpatterns = [
    path("clients/<uuid:client_id>/consent/", views.overview, name="overview"),
    path("clients/<uuid:client_id>/consent/sign/", views.sign, name="sign"),
    path("clients/<uuid:client_id>/consent/thanks/<slug:language>/", views.thanks, name="thanks"),
    path("clients/<uuid:client_id>/consent/print/", views.print_text, name="print"),
    path("clients/<uuid:client_id>/consent/decline/", views.decline, name="decline"),
    path("clients/<uuid:client_id>/consent/revoke/", views.revoke, name="revoke"),
    path("consent-texts/<uuid:document_id>/", views.text, name="text"),
]
