"""Reading ease and word choice of texts for clients."""

from rapport.engines.readability.measure import Flag, Readability, flagged, measure, syllables

__all__ = ["Flag", "Readability", "flagged", "measure", "syllables"]
