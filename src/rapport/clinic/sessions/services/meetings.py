"""Making a session: when it was, with whom and where."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from rapport.base.errors import NotFound, Unable
from rapport.clinic.sessions.models import Participant, Session
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

FACTS = frozenset(
    {"modality", "place", "client_location", "clinician_location", "attendance", "reason_for_audio"}
)
LONGEST_SESSION = timedelta(hours=8)


class NoSuchSession(NotFound):
    """There is no such session for this actor."""


class UnableToOpenSession(Unable):
    """The times or facts of this session do not fit; the message says which."""


@transaction.atomic
def open_session(
    *,
    by: Actor,
    client_id: uuid.UUID,
    clinician_id: uuid.UUID,
    started_at: datetime,
    at: datetime,
    ended_at: datetime | None = None,
    facts: Mapping[str, str] | None = None,
) -> Session:
    """Put a session into the chart.

    Raises:
        NoSuchClient: not this actor's client. UnableToOpenSession: the times do not fit.
    """
    require_person(by)
    client = careteams.client_for(by=by, client_id=client_id)
    _check_times(started_at, ended_at, at)
    if unknown := set(facts or {}) - FACTS:
        raise UnableToOpenSession(f"Not a fact of a session: {sorted(unknown)}")
    session = Session(
        key_id=client.key_id, client_id=client_id, clinician_id=clinician_id,
        started_at=started_at, ended_at=ended_at, facts=dict(facts or {}), made_at=at,
    )  # fmt: skip
    session.save(force_insert=True)
    audit.record(
        by=by, action=AuditAction.SESSION_ADDED, subject=("session", session.id), client_id=client_id
    )
    return session


@transaction.atomic
def add_participant(*, by: Actor, session_id: uuid.UUID, name: str, relation: str) -> None:
    """Name someone else who is in the room."""
    require_person(by)
    session = Session.objects.select_for_update().get(id=session_id)
    careteams.client_for(by=by, client_id=session.client_id)
    Participant(key_id=session.key_id, session=session, name=name, relation=relation).save(force_insert=True)
    audit.record(
        by=by,
        action=AuditAction.SESSION_CHANGED,
        subject=("session", session_id),
        client_id=session.client_id,
    )


def _check_times(started_at: datetime, ended_at: datetime | None, at: datetime) -> None:
    if started_at > at + timedelta(days=1):
        raise UnableToOpenSession("This session lies in the future. Check its date.")
    if ended_at is not None and ended_at <= started_at:
        raise UnableToOpenSession("The session ends before it starts. Check its times.")
    if ended_at is not None and ended_at - started_at > LONGEST_SESSION:
        raise UnableToOpenSession("A session lasts eight hours at most. Check its times.")
