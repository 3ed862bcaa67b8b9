"""Registers the app with Django."""

from django.apps import AppConfig


class PsychotherapyNotesConfig(AppConfig):
    """Psychotherapy notes under 45 CFR 164.501."""

    name = "rapport.clinic.psychotherapy_notes"
    label = "clinic_psychotherapy_notes"
