"""Writes on the practice: setting it up once, changing it, changing a setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from stdnum import luhn

from rapport.base.errors import MayNot, Unable
from rapport.people.practice.models import Practice
from rapport.people.practice.places import STATES
from rapport.people.practice.policies import check_setting
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

NPI_DIGITS = 10


class UnableToSetUp(Unable):
    """Something that the practice needs is missing or does not fit; the message says what."""


class MayNotChangePractice(MayNot):
    """Only the owner changes the practice."""


def check_npi(npi: str) -> None:
    """Stop an NPI whose check digit does not fit (45 CFR 162.406: Luhn over 80840 + NPI).

    Raises:
        UnableToSetUp: it is not ten digits or the check digit is wrong.
    """
    if len(npi) != NPI_DIGITS or not npi.isdigit() or not luhn.is_valid("80840" + npi):
        raise UnableToSetUp("This NPI is not valid: it has ten digits, and the last one checks the others.")


@transaction.atomic
def set_up_practice(
    *,
    by: Actor,
    name: str,
    jurisdiction: str,
    time_zone: str,
    at: datetime,
    npi: str = "",
    phone: str = "",
    address: str = "",
    opening_hours: Sequence[tuple[int, str, str]] = (),
    is_demonstration: bool = False,
) -> Practice:
    """Make the practice of this installation, once.

    Raises:
        UnableToSetUp: it exists already, or a value does not fit.
    """
    if Practice.objects.exists():
        raise UnableToSetUp("This installation holds a practice already.")
    if not name.strip():
        raise UnableToSetUp("Enter the practice's name.")
    if npi:
        check_npi(npi)
    if jurisdiction not in STATES:
        raise UnableToSetUp("Choose the state from the list, by its two letters.")
    _check_zone(time_zone)
    practice = Practice.objects.create(
        name=name.strip(), npi=npi, phone=phone, address=address, jurisdiction=jurisdiction,
        time_zone=time_zone, opening_hours=[list(row) for row in opening_hours],
        is_demonstration=is_demonstration, set_up_at=at,
    )  # fmt: skip
    audit.record(by=by, action=AuditAction.PRACTICE_CHANGED, subject=("practice", practice.id))
    return practice


@transaction.atomic
def change_facts(
    *,
    by: Actor,
    name: str,
    npi: str = "",
    phone: str = "",
    address: str = "",
    opening_hours: Sequence[tuple[int, str, str]] = (),
) -> None:
    """Change how the practice is called, reached and when it is open; the record names what was changed.

    State and time zone stay: rules, consents and every written time hang on them.

    Raises:
        MayNotChangePractice: not the owner. UnableToSetUp: a value does not fit.
    """
    check_owner(by)
    if not name.strip():
        raise UnableToSetUp("Enter the practice's name.")
    if npi:
        check_npi(npi)
    practice = Practice.objects.select_for_update().get()
    wanted = {
        "name": name.strip(), "npi": npi, "phone": phone.strip(), "address": address.strip(),
        "opening_hours": [list(row) for row in opening_hours],
    }  # fmt: skip
    changed = sorted(key for key, value in wanted.items() if getattr(practice, key) != value)
    if not changed:
        return
    for key in changed:
        setattr(practice, key, wanted[key])
    practice.save(update_fields=changed)
    audit.record(
        by=by,
        action=AuditAction.PRACTICE_CHANGED,
        subject=("practice", practice.id),
        detail={"changed": changed},
    )


@transaction.atomic
def change_settings(*, by: Actor, changes: Mapping[str, bool | int | str]) -> None:
    """Change settings; the record says which.

    Raises:
        MayNotChangePractice: not the owner. UnusableSetting: a name or value does not fit.
    """
    check_owner(by)
    practice = Practice.objects.select_for_update().get()
    for name, value in changes.items():
        check_setting(name, value)
        practice.settings[name] = value
    practice.save(update_fields=["settings"])
    audit.record(
        by=by,
        action=AuditAction.SETTING_CHANGED,
        subject=("practice", practice.id),
        detail={"settings": sorted(changes)},
    )


def check_owner(by: Actor) -> None:
    """Stop anyone but the owner.

    Raises:
        MayNotChangePractice: for everyone else.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotChangePractice("This page is for the owner of the practice.")


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UnableToSetUp("Choose a time zone from the list.") from error
