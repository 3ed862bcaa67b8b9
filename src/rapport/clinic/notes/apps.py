"""Registers the app with Django."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Notes."""

    name = "rapport.clinic.notes"
    label = "clinic_notes"
