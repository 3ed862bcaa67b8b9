"""Registers the app with Django."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Tasks for people."""

    name = "rapport.people.worklist"
    label = "people_worklist"
