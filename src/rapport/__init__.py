"""Rapport: a practice platform for psychotherapists. See docs/architecture.md for the house and its floors."""
