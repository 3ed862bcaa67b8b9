"""Registers the app with Django."""

from django.apps import AppConfig


class VendorsConfig(AppConfig):
    """Outside services and the permits without which nothing leaves."""

    name = "rapport.trust.vendors"
    label = "trust_vendors"
