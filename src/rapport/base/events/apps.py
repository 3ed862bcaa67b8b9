"""Registers the app with Django."""

from django.apps import AppConfig
from django.core import checks as django_checks


class EventsConfig(AppConfig):
    """Durable events."""

    name = "rapport.base.events"
    label = "base_events"

    def ready(self) -> None:
        """Have Django check every binding."""
        from rapport.base.events.checks import handlers_exist

        django_checks.register(handlers_exist)
