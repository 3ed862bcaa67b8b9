"""Registers the app with Django."""

from django.apps import AppConfig


class ChartConfig(AppConfig):
    """Today, clients, chart."""

    name = "rapport.web.chart"
    label = "web_chart"
