"""Registers the app with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Session summaries for therapist and client, approved before anyone sees them."""

    name = "rapport.clinic.reports"
    label = "clinic_reports"
