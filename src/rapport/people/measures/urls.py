"""Addresses of measures in a client's chart."""

from __future__ import annotations

from django.urls import path

from rapport.people.measures import views

app_name = "measures"
urlpatterns = [
    path("clients/<uuid:client_id>/measures/", views.measures, name="list"),
    path("clients/<uuid:client_id>/measures/<uuid:measure_id>/", views.measure, name="one"),
    path("clients/<uuid:client_id>/measures/<slug:key>/enter/", views.enter, name="enter"),
]
