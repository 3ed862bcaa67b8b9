"""Staff as their page shows them: plain values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from rapport.people.clinicians.policies import Standing


@dataclass(frozen=True)
class LicenceRow:
    """One licence with how it stands today, and the days that are left (less than 0 once it has expired)."""

    kind: str
    number: str
    jurisdiction: str
    expires_on: date
    standing: Standing
    days_left: int


@dataclass(frozen=True)
class StaffRow:
    """One member of staff: who they are, what they may do, and what holds."""

    id: uuid.UUID
    name: str
    username: str
    is_active: bool
    roles: tuple[str, ...]
    credential: str
    npi: str
    supervisor: str
    has_second_factor: bool
    licences: tuple[LicenceRow, ...]
    needs_licence: bool

    @property
    def worst(self) -> Standing | None:
        """Give the standing that somebody should look at, if there is one."""
        found = {licence.standing for licence in self.licences}
        return next((one for one in (Standing.EXPIRED, Standing.ENDS_SOON) if one in found), None)
