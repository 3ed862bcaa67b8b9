"""A score as other apps see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Taken:
    """One administration: what was taken when, with the result as it was scored then."""

    id: uuid.UUID
    instrument: str
    name: str
    taken_on: date
    total: int | None
    maximum: int
    band: str
