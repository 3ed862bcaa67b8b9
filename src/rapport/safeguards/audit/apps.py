"""Registers the app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record of every read and write, sealed by a hash tree."""

    name = "rapport.safeguards.audit"
    label = "safeguards_audit"
