"""Registers the app with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """User interface components."""

    name = "rapport.base.ui"
    label = "base_ui"
