"""Registers the app with Django."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long recordings and transcripts are kept, purges and legal holds."""

    name = "rapport.trust.retention"
    label = "trust_retention"
