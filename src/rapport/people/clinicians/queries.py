"""Reads of staff profiles and licences."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from rapport.base.errors import NotFound
from rapport.people.clinicians.kinds import LicenceRow, StaffRow
from rapport.people.clinicians.models import Licence, StaffProfile
from rapport.people.clinicians.policies import standing
from rapport.people.practice.services import check_owner
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.actors import Actor, Role

if TYPE_CHECKING:
    from rapport.safeguards.accounts.models import User

LICENSED = frozenset({Role.CLINICIAN, Role.SUPERVISOR})


class NoSuchPerson(NotFound):
    """There is no such member of staff."""


def staff(*, by: Actor, on: date) -> list[StaffRow]:
    """Give everyone who works here or did, those who may sign in first.

    Raises:
        MayNotChangePractice: not the owner.
    """
    check_owner(by)
    profiles = {one.user_id: one for one in StaffProfile.objects.select_related("supervisor")}
    licences = defaultdict(list)
    for licence in Licence.objects.order_by("jurisdiction", "expires_on"):
        licences[licence.user_id].append(_licence(licence, on))
    protected = accounts.with_second_factor()
    return [
        _row(user, profiles.get(user.id), tuple(licences[user.id]), user.id in protected)
        for user in (*accounts.active_users(), *accounts.former_users())
    ]


def person(*, by: Actor, user_id: uuid.UUID, on: date) -> StaffRow:
    """Give one member of staff.

    Raises:
        MayNotChangePractice: not the owner. NoSuchPerson: nobody here has this id.
    """
    found = next((row for row in staff(by=by, on=on) if row.id == user_id), None)
    if found is None:
        raise NoSuchPerson("Nobody here has this address.")
    return found


def possible_supervisors(*, besides: uuid.UUID) -> list[tuple[str, str]]:
    """Give who may cosign for somebody: id and name."""
    users = accounts.active_users(Role.SUPERVISOR, Role.CLINICIAN)
    return [(str(user.id), user.display_name) for user in users if user.id != besides]


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


def _row(
    user: User,
    profile: StaffProfile | None,
    licences: tuple[LicenceRow, ...],
    protected: bool,  # noqa: FBT001  # a fact about them
) -> StaffRow:
    return StaffRow(
        id=user.id, name=user.display_name, username=user.username, is_active=user.is_active,
        roles=tuple(user.roles), credential=profile.credential if profile else "",
        npi=profile.npi if profile else "",
        supervisor=profile.supervisor.display_name if profile and profile.supervisor else "",
        has_second_factor=protected, licences=licences,
        needs_licence=user.is_active and not licences and not LICENSED.isdisjoint(map(Role, user.roles)),
    )  # fmt: skip


def _licence(row: Licence, on: date) -> LicenceRow:
    return LicenceRow(
        row.kind, row.number, row.jurisdiction, row.expires_on, standing(row.expires_on, on=on),
        (row.expires_on - on).days,
    )  # fmt: skip
