"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "rapport.safeguards.accounts"
    label = "safeguards_accounts"

    def ready(self) -> None:
        """Hear of everything that happens at the door."""
        from rapport.safeguards.accounts.signing_in import listen

        listen()
