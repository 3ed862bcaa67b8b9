"""Clients and their demographics."""
