"""Registers the app with Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Encryption."""

    name = "rapport.safeguards.vault"
    label = "safeguards_vault"
