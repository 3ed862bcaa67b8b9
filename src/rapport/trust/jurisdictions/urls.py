"""Addresses of the rule registry."""

from __future__ import annotations

from django.urls import path

from rapport.trust.jurisdictions import views

app_name = "jurisdictions"
urlpatterns = [
    path("rules/", views.registry, name="list"),
    path("rules/<slug:rule_id>/", views.rule, name="rule"),
    path("rules/<slug:rule_id>/looked-up/", views.attest, name="attest"),
]
