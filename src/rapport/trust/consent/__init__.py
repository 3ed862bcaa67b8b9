"""Consent documents per purpose and the signatures on them."""
