"""Psychotherapy notes under 45 CFR 164.501: separate, the author's alone."""
