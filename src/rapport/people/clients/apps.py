"""Registers the app with Django."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Clients and their demographics."""

    name = "rapport.people.clients"
    label = "people_clients"
