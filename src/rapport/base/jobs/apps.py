"""Registers the app with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs."""

    name = "rapport.base.jobs"
    label = "base_jobs"
