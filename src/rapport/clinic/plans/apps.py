"""Registers the app with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Treatment plan goals and objectives."""

    name = "rapport.clinic.plans"
    label = "clinic_plans"
