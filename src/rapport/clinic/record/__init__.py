"""Diagnoses, medications, allergies and contacts."""
