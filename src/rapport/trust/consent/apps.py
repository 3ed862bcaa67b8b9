"""Registers the app with Django."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consent documents per purpose and the signatures on them."""

    name = "rapport.trust.consent"
    label = "trust_consent"
