"""The first run: what is asked, and how a real practice begins from the answers.

The terminal (`rapport init`) and the pages of `config.setup` ask the same questions and begin here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.db import transaction
from django.utils import timezone

from rapport.base.errors import Unable
from rapport.people.clinicians import services as clinicians
from rapport.people.practice import services as practice
from rapport.people.practice.places import STATES
from rapport.safeguards.accounts import services as accounts
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault.recovery import make_shares
from rapport.safeguards.vault.services import keystore

if TYPE_CHECKING:
    from rapport.safeguards.accounts.models import User

SHORTEST_PASSWORD = 12


class UnusableAnswer(Unable):
    """An answer does not fit its question."""


def _something(answer: str) -> None:
    if not answer:
        raise UnusableAnswer("Please write something here.")


def _state(answer: str) -> None:
    if answer.upper() not in STATES:
        raise UnusableAnswer("Two letters, such as OR.")


def _zone(answer: str) -> None:
    if answer not in available_timezones():
        raise UnusableAnswer("A time zone such as America/Los_Angeles.")


def _npi(answer: str) -> None:
    if answer:
        practice.check_npi(answer)


def _password(answer: str) -> None:
    if len(answer) < SHORTEST_PASSWORD:
        raise UnusableAnswer("At least 12 characters; a few words are best.")


def _day(answer: str) -> None:
    try:
        date.fromisoformat(answer)
    except ValueError as error:
        raise UnusableAnswer("A date such as 2028-06-30.") from error


QUESTIONS: tuple[tuple[str, str, Callable[[str], None]], ...] = (
    ("practice", "Name of the practice", _something),
    ("jurisdiction", "State (two letters)", _state),
    ("time_zone", "Time zone (such as America/Los_Angeles)", _zone),
    ("npi", "NPI of the practice (empty if there is none)", _npi),
    ("name", "Your name", _something),
    ("credential", "Your credential as it is printed (such as LCSW)", _something),
    ("licence", "Your licence number", _something),
    ("licence_until", "Licence valid until (YYYY-MM-DD)", _day),
    ("username", "User name to sign in with", _something),
    ("password", "Password (12 characters or more)", _password),
)


def check_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Give what is wrong, by question; nothing if all fit."""
    wrong = {}
    for name, _, check in QUESTIONS:
        try:
            check(answers.get(name, "").strip())
        except Unable as error:
            wrong[name] = str(error)
    return wrong


def begin(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Make practice, owner and licence from the answers; give the recovery shares, which are shown once.

    Raises:
        UnableToSetUp, UnusableAnswer: nothing was made.
    """
    make_practice(answers)
    return recovery_shares()


def recovery_shares() -> tuple[str, ...]:
    """Give three lists of words, any two of which bring the keys of this installation back."""
    return make_shares(keystore())


@transaction.atomic
def make_practice(
    answers: Mapping[str, str], *, opening_hours: Sequence[tuple[int, str, str]] = (), origin: str = ""
) -> User:
    """Make practice, owner and licence; give the owner. The recovery shares were shown, or follow at once.

    Raises:
        UnableToSetUp, UnusableAnswer: nothing was made.
    """
    given = {name: answers.get(name, "").strip() for name, _, _ in QUESTIONS}
    given["password"] = answers.get("password", "")
    for name, _, check in QUESTIONS:
        check(given[name])
    state, first = given["jurisdiction"].upper(), Actor.service("first run")
    practice.set_up_practice(
        by=first, name=given["practice"], jurisdiction=state, time_zone=given["time_zone"], npi=given["npi"],
        opening_hours=opening_hours, at=timezone.now(),
    )  # fmt: skip
    user = accounts.add_user(
        by=first, username=given["username"], display_name=given["name"], password=given["password"],
        roles=[Role.OWNER, Role.CLINICIAN],
    )  # fmt: skip
    owner = user.actor(origin=origin)
    clinicians.set_profile(by=owner, user_id=user.id, credential=given["credential"])
    clinicians.add_licence(
        by=owner, user_id=user.id, kind=given["credential"], number=given["licence"], jurisdiction=state,
        expires_on=date.fromisoformat(given["licence_until"]),
    )  # fmt: skip
    audit.record(by=owner, action=AuditAction.RECOVERY_SHARES_MADE, subject=("keystore", "practice"))
    return user
