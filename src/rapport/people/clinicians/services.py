"""Writes on staff profiles."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from rapport.base.errors import MayNot
from rapport.people.clinicians.models import Licence, StaffProfile
from rapport.people.practice.services import check_npi
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class MayNotChangeProfile(MayNot):
    """Staff change their own preferences; the owner changes the rest."""


@transaction.atomic
def set_profile(
    *,
    by: Actor,
    user_id: uuid.UUID,
    credential: str,
    npi: str = "",
    supervisor_id: uuid.UUID | None = None,
) -> None:
    """Set how someone signs and who cosigns for them.

    Raises:
        UnableToSetUp: the NPI's check digit does not fit.
    """
    require_person(by)
    if npi:
        check_npi(npi)
    values = {"credential": credential, "npi": npi, "supervisor_id": supervisor_id}
    StaffProfile.objects.update_or_create(user_id=user_id, defaults=values)
    _record(by, user_id)


@transaction.atomic
def add_licence(
    *, by: Actor, user_id: uuid.UUID, kind: str, number: str, jurisdiction: str, expires_on: date
) -> None:
    """Add a licence, or renew the one with the same number."""
    require_person(by)
    Licence.objects.update_or_create(
        user_id=user_id,
        jurisdiction=jurisdiction,
        number=number,
        defaults={"kind": kind, "expires_on": expires_on},
    )
    _record(by, user_id)


@transaction.atomic
def choose_preferences(
    *, by: Actor, user_id: uuid.UUID, impressions_first: bool | None = None, note_format: str = ""
) -> None:
    """Remember how a clinician likes to work.

    Raises:
        MayNotChangeProfile: for somebody else, unless ``by`` is the owner.
    """
    require_person(by)
    if by.id != user_id and not by.has(Role.OWNER):
        raise MayNotChangeProfile("You can change your own preferences.")
    values = {"impressions_first": impressions_first, "note_format": note_format}
    StaffProfile.objects.update_or_create(user_id=user_id, defaults=values)
    _record(by, user_id)


def _record(by: Actor, user_id: uuid.UUID) -> None:
    audit.record(by=by, action=AuditAction.STAFF_PROFILE_CHANGED, subject=("user", user_id))
