"""Registers the app with Django."""

from django.apps import AppConfig


class CliniciansConfig(AppConfig):
    """Staff profiles."""

    name = "rapport.people.clinicians"
    label = "people_clinicians"
