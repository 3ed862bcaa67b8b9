"""Registers the app with Django."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Sessions, participants, recordings and transcripts."""

    name = "rapport.clinic.sessions"
    label = "clinic_sessions"
