"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "rapport.safeguards.accounts"
    label = "safeguards_accounts"
