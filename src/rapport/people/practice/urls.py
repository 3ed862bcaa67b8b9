"""Addresses of the practice."""

from __future__ import annotations

from django.urls import path

from rapport.people.practice import views

app_name = "practice"
urlpatterns = [
    path("practice/", views.overview, name="overview"),
    path("practice/edit/", views.edit, name="edit"),
    path("practice/machine/", views.this_machine, name="machine"),
    path("practice/settings/", views.settings_page, name="settings"),
]
