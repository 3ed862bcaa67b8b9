"""Fills an empty database with the demonstration practice, through the same services as real use."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from rapport.config.demo import charting, content_kinds
from rapport.config.demo.content import load_demo
from rapport.config.demo.state import Seeding
from rapport.people.clinicians import services as clinicians
from rapport.people.practice import services as practice
from rapport.safeguards.accounts import queries as account_queries
from rapport.safeguards.accounts import services as accounts
from rapport.safeguards.actors import Actor, Role

PASSWORD = "harbor-street-demo"  # noqa: S105  # fictional people, on the maker's own machine


def seed(*, now: datetime) -> None:
    """Make the whole demonstration practice, or nothing at all."""
    content = load_demo(today=now.date())
    maker = Actor(id=uuid.uuid4(), name="Demonstration", roles=frozenset(Role))
    seeding = Seeding(content=content, now=now, owner=maker)
    with transaction.atomic():
        _practice(seeding)
        for person in content.staff:
            _person(seeding, person)
        for person in content.staff:
            _profile(seeding, person)
        for client in content.clients:
            charting.chart(seeding, client)
        charting.desk(seeding)


def _practice(seeding: Seeding) -> None:
    content = seeding.content
    practice.set_up_practice(
        by=seeding.owner, name=content.name, npi=content.npi, phone=content.phone, address=content.address,
        jurisdiction=content.jurisdiction, time_zone=content.time_zone, opening_hours=content.opening_hours,
        is_demonstration=True, at=seeding.now - timedelta(days=730),
    )  # fmt: skip
    practice.change_settings(by=seeding.owner, changes=content.settings)


def _person(seeding: Seeding, person: content_kinds.Staff) -> None:
    user = accounts.add_user(
        by=seeding.owner, username=person.id.split("-")[0], display_name=person.name, email=person.email,
        roles=[Role(role) for role in person.roles], password=PASSWORD,
    )  # fmt: skip
    TOTP.activate(user, generate_totp_secret())
    seeding.actors[person.id] = user.actor()


def _profile(seeding: Seeding, person: content_kinds.Staff) -> None:
    actor = seeding.actors[person.id]
    supervisor = seeding.actors[person.supervisor].id if person.supervisor else None
    if person.credential:
        clinicians.set_profile(
            by=seeding.owner, user_id=actor.id, credential=person.credential, npi=person.npi,
            supervisor_id=supervisor,
        )  # fmt: skip
        clinicians.choose_preferences(by=seeding.owner, user_id=actor.id, note_format=person.note_format)
    for licence in person.licences:
        clinicians.add_licence(
            by=seeding.owner, user_id=actor.id, kind=licence.kind, number=licence.number,
            jurisdiction=licence.jurisdiction,
            expires_on=seeding.now.date() + timedelta(days=licence.expires_in_days),
        )  # fmt: skip


def signed_in_names() -> list[Any]:
    """Give the demonstration's users, clinicians first."""
    return sorted(account_queries.active_users(), key=lambda u: ("clinician" not in u.roles, u.display_name))
