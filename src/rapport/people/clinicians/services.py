"""Writes on staff: profiles and licences; and what only the owner may do to somebody's account."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from rapport.base.errors import MayNot, Unable
from rapport.people.clinicians.models import Licence, StaffProfile
from rapport.people.practice.places import STATES
from rapport.people.practice.services import check_npi, check_owner
from rapport.safeguards.accounts import services as accounts
from rapport.safeguards.accounts.kinds import Proof, ResetReason
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class MayNotChangeProfile(MayNot):
    """Staff change their own preferences; the owner changes the rest."""


class UnableToKeepLicence(Unable):
    """The licence names no state of ours."""


@transaction.atomic
def add_staff(
    *, by: Actor, username: str, display_name: str, credential: str, roles: Iterable[Role], password: str
) -> uuid.UUID:
    """Add someone who will sign in, with how they sign; give their id.

    Raises:
        MayNotChangePractice: not the owner. UnableToAddUser: the user name is taken.
    """
    check_owner(by)
    user = accounts.add_user(
        by=by, username=username, display_name=display_name, roles=roles, password=password
    )
    if credential:
        set_profile(by=by, user_id=user.id, credential=credential)
    return user.id


@transaction.atomic
def change_roles(*, by: Actor, user_id: uuid.UUID, roles: Iterable[Role]) -> None:
    """Give someone exactly these roles.

    Raises:
        MayNotChangePractice: not the owner. UnableToChangeUser: nobody would own the practice.
    """
    check_owner(by)
    accounts.set_roles(by=by, user_id=user_id, roles=roles)


@transaction.atomic
def let_go(*, by: Actor, user_id: uuid.UUID) -> None:
    """Stop someone from signing in, now.

    Raises:
        MayNotChangePractice: not the owner. UnableToChangeUser: they are the last owner.
    """
    check_owner(by)
    accounts.deactivate(by=by, user_id=user_id)


@transaction.atomic
def take_back(*, by: Actor, user_id: uuid.UUID) -> None:
    """Let someone sign in again.

    Raises:
        MayNotChangePractice: not the owner.
    """
    check_owner(by)
    accounts.activate_again(by=by, user_id=user_id)


@transaction.atomic
def reset_second_factor(*, by: Actor, user_id: uuid.UUID, reason: ResetReason, proof: Proof) -> None:
    """Take away somebody's second factor, with the reason on the record.

    Raises:
        MayNotChangePractice: not the owner. UnableToChangeUser: it is one's own.
    """
    check_owner(by)
    accounts.reset_second_factor(by=by, user_id=user_id, reason=reason, proof=proof)


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
    """Add a licence, or renew the one with the same number.

    Raises:
        UnableToKeepLicence: the two letters name no state.
    """
    require_person(by)
    if jurisdiction not in STATES:
        raise UnableToKeepLicence("Choose the state from the list.")
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
