"""Whether a licence still holds: a pure function of two days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=60)  # the renewal window of most state boards opens about then


class Standing(StrEnum):
    """How a licence stands on a day."""

    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"


def standing(expires_on: date, *, on: date) -> Standing:
    """Give how a licence that is valid through ``expires_on`` stands."""
    if expires_on < on:
        return Standing.EXPIRED
    return Standing.ENDS_SOON if expires_on - on <= SOON else Standing.IN_FORCE
