"""Registers the app with Django."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Diagnoses, medications, allergies and contacts."""

    name = "rapport.clinic.record"
    label = "clinic_record"
