"""Addresses of the practice."""

from __future__ import annotations

from django.urls import path

from rapport.people.practice import views

app_name = "practice"
urlpatterns = [
    path("practice/", views.overview, name="overview"),
    path("practice/settings/", views.settings_page, name="settings"),
    path("practice/staff/add/", views.add_staff, name="add_staff"),
]
