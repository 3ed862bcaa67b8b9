"""Wires the house when Django starts."""

from django.apps import AppConfig


class RapportConfig(AppConfig):
    """The configuration."""

    name = "rapport.config"
    label = "config"

    def ready(self) -> None:
        """Bind events to handlers."""
        from rapport.config import events, leaving

        events.bind_all()
        leaving.bind()
