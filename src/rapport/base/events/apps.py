"""Registers the app with Django."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Durable events."""

    name = "rapport.base.events"
    label = "base_events"
