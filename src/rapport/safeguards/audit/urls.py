"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from rapport.safeguards.audit import views

app_name = "audit"
urlpatterns = [
    path("record/", views.record, name="record"),
    path("record/verify/", views.verify, name="verify"),
    path("record/checkpoint/", views.checkpoint, name="checkpoint"),
]
