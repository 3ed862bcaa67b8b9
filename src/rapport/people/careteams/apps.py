"""Registers the app with Django."""

from django.apps import AppConfig


class CareteamsConfig(AppConfig):
    """Who cares for whom."""

    name = "rapport.people.careteams"
    label = "people_careteams"
