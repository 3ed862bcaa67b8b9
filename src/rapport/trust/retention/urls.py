"""Addresses of retention."""

from __future__ import annotations

from django.urls import path

from rapport.trust.retention import views

app_name = "retention"
urlpatterns = [
    path("retention/", views.practice_settings, name="settings"),
    path("clients/<uuid:client_id>/retention/", views.client_settings, name="client"),
    path("clients/<uuid:client_id>/retention/follow/", views.follow_practice, name="follow"),
    path("clients/<uuid:client_id>/retention/hold/", views.hold, name="hold"),
    path("clients/<uuid:client_id>/retention/lift/", views.lift, name="lift"),
]
