"""Registers the app with Django."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    """The first-run guide."""

    name = "rapport.config.setup"
    label = "config_setup"
