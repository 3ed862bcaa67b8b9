"""Addresses of psychotherapy notes."""

from __future__ import annotations

from django.urls import path

from rapport.clinic.psychotherapy_notes import views

app_name = "psychotherapy_notes"
urlpatterns = [
    path("clients/<uuid:client_id>/psychotherapy-notes/", views.own_list, name="list"),
    path("clients/<uuid:client_id>/psychotherapy-notes/new/", views.new, name="new"),
    path("psychotherapy-notes/<uuid:note_id>/", views.edit, name="edit"),
]
