"""Registers the app with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The one gate for AI and the record of what each run took, gave and became."""

    name = "rapport.trust.ledger"
    label = "trust_ledger"
