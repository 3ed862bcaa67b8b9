"""Reads of staff profiles and licences."""

from __future__ import annotations

import uuid
from datetime import date

from rapport.people.clinicians.models import Licence, StaffProfile


def profile_of(user_id: uuid.UUID) -> StaffProfile | None:
    """Give someone's professional profile, if they have one."""
    return StaffProfile.objects.select_related("user").filter(user_id=user_id).first()


def credential_of(user_id: uuid.UUID) -> str:
    """Give the credential as it is printed behind a signature, or nothing."""
    found = profile_of(user_id)
    return found.credential if found else ""


def supervisor_of(user_id: uuid.UUID) -> uuid.UUID | None:
    """Give who cosigns this person's notes, if anyone."""
    found = profile_of(user_id)
    return found.supervisor_id if found else None


def licences_of(user_id: uuid.UUID) -> list[Licence]:
    """Give someone's licences by jurisdiction."""
    return list(Licence.objects.filter(user_id=user_id).order_by("jurisdiction"))


def licensed_states(user_id: uuid.UUID, *, on: date) -> tuple[str, ...]:
    """Give the jurisdictions in which someone's licence is in force on a day."""
    rows = Licence.objects.filter(user_id=user_id, expires_on__gte=on)
    return tuple(sorted(set(rows.values_list("jurisdiction", flat=True))))


def supervised_by(user_id: uuid.UUID) -> list[uuid.UUID]:
    """Give those whose notes this person cosigns."""
    return list(StaffProfile.objects.filter(supervisor_id=user_id).values_list("user_id", flat=True))
