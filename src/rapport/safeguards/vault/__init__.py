"""Encryption: keys in a tree outside the database, and model fields that open lazily."""
