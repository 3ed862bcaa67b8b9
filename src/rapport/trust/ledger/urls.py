"""Addresses of the AI ledger."""

from __future__ import annotations

from django.urls import path

from rapport.trust.ledger import views

app_name = "ledger"
urlpatterns = [path("ai/runs/", views.runs, name="runs")]
