"""Addresses of staff."""

from __future__ import annotations

from django.urls import path

from rapport.people.clinicians import views

app_name = "staff"
urlpatterns = [
    path("practice/staff/", views.staff, name="list"),
    path("practice/staff/add/", views.add, name="add"),
    path("practice/staff/<uuid:user_id>/", views.person, name="person"),
    path("practice/staff/<uuid:user_id>/roles/", views.roles, name="roles"),
    path("practice/staff/<uuid:user_id>/profile/", views.profile, name="profile"),
    path("practice/staff/<uuid:user_id>/licence/", views.licence, name="licence"),
    path("practice/staff/<uuid:user_id>/second-factor/", views.second_factor, name="second_factor"),
    path("practice/staff/<uuid:user_id>/deactivate/", views.deactivate, name="deactivate"),
    path("practice/staff/<uuid:user_id>/activate/", views.activate, name="activate"),
]
