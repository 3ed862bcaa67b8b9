"""Registers the app with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The page frame."""

    name = "rapport.web"
    label = "web"
