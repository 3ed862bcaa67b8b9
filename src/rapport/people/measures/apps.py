"""Registers the app with Django."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Instruments and their administrations."""

    name = "rapport.people.measures"
    label = "people_measures"
