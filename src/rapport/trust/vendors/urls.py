"""Addresses of vendors."""

from __future__ import annotations

from django.urls import path

from rapport.trust.vendors import views

app_name = "vendors"
urlpatterns = [
    path("vendors/", views.vendors_page, name="list"),
    path("vendors/new/", views.decide, name="new"),
    path("vendors/<uuid:vendor_id>/", views.decide, name="change"),
    path("vendors/<uuid:vendor_id>/close/", views.close, name="close"),
]
