"""Registers the app with Django."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """The practice."""

    name = "rapport.people.practice"
    label = "people_practice"
