"""Registers the app with Django."""

from django.apps import AppConfig


class JurisdictionsConfig(AppConfig):
    """Dated, sourced rules that switch features by place and licence."""

    name = "rapport.trust.jurisdictions"
    label = "trust_jurisdictions"
