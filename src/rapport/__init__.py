"""Rapport: a practice platform for psychotherapists. docs/architecture.md shows the house and its floors."""

__version__ = "0.1.0"
