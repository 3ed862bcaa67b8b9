"""Writes on retention: settings, holds, and the register of what was deleted."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.base.errors import MayNot, Unable
from rapport.people.careteams import queries as careteams
from rapport.people.clients import queries as clients
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention.models import Deletion, LegalHold, RetentionSetting
from rapport.trust.retention.policies import LONGEST_AUDIO_DAYS
from rapport.trust.retention.queries import is_held

LONGEST_TRANSCRIPT_DAYS = 365


class OnLegalHold(MayNot):
    """The client's records are under legal hold; nothing is deleted."""


class MayNotSetRetention(MayNot):
    """Only the owner sets this for the practice; the care team sets it for a client."""


class UnusableRetention(Unable):
    """The days are outside what is allowed."""


@transaction.atomic
def set_days(
    *,
    by: Actor,
    audio_days: int,
    transcript_days: int,
    at: datetime,
    client_id: uuid.UUID | None = None,
    session_id: uuid.UUID | None = None,
) -> None:
    """Set the days for the practice, a client or a session.

    Raises:
        UnusableRetention: audio over 7 days, transcript over a year. MayNotSetRetention.
    """
    require_person(by)
    if client_id is None and not by.has(Role.OWNER):
        raise MayNotSetRetention("Only the owner sets this for the practice.")
    if client_id is not None:
        careteams.client_for(by=by, client_id=client_id)
    if not 0 <= audio_days <= LONGEST_AUDIO_DAYS or not 0 <= transcript_days <= LONGEST_TRANSCRIPT_DAYS:
        raise UnusableRetention(
            "Audio is kept 7 days at most, a transcript 365 days after signature at most."
        )
    values = {"audio_days": audio_days, "transcript_days": transcript_days, "by": by.id, "at": at}
    RetentionSetting.objects.update_or_create(client_id=client_id, session_id=session_id, defaults=values)
    audit.record(
        by=by, action=AuditAction.RETENTION_CHANGED, subject=("retention", client_id or "practice"),
        client_id=client_id,
    )  # fmt: skip


@transaction.atomic
def record_deletion(
    *, by: Actor, client_id: uuid.UUID, kind: str, subject_id: uuid.UUID, rule: str, at: datetime
) -> None:
    """Put a deletion into the register, in the transaction of the deletion itself.

    Raises:
        OnLegalHold: nothing of this client's may be deleted now.
    """
    if is_held(client_id=client_id):
        raise OnLegalHold("This client's records are under legal hold. Nothing was deleted.")
    Deletion.objects.create(client_id=client_id, kind=kind, subject_id=subject_id, rule=rule, by=by.id, at=at)
    audit.record(
        by=by, action=AuditAction.KEY_DESTROYED, subject=(kind, subject_id), client_id=client_id,
        detail={"rule": rule},
    )  # fmt: skip


@transaction.atomic
def set_legal_hold(*, by: Actor, client_id: uuid.UUID, reason: str, at: datetime) -> None:
    """Stop every deletion for a client.

    Raises:
        UnusableRetention: no reason. NoSuchClient: not this actor's client.
    """
    require_person(by)
    client = clients.client_by_id(client_id)
    if client is None or not reason.strip():
        raise UnusableRetention("Say what the hold is for.")
    if not by.has(Role.OWNER):
        careteams.client_for(by=by, client_id=client_id)
    if is_held(client_id=client_id):
        return
    LegalHold(key_id=client.key_id, client_id=client_id, reason=reason.strip(), set_by=by.id, set_at=at).save(
        force_insert=True
    )
    audit.record(by=by, action=AuditAction.LEGAL_HOLD_SET, subject=("client", client_id), client_id=client_id)


@transaction.atomic
def lift_legal_hold(*, by: Actor, client_id: uuid.UUID, at: datetime) -> None:
    """Let retention go on again.

    Raises:
        MayNotSetRetention: only the owner lifts a hold.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotSetRetention("Only the owner lifts a legal hold.")
    LegalHold.objects.filter(client_id=client_id, lifted_at=None).update(lifted_at=at, lifted_by=by.id)
    audit.record(
        by=by, action=AuditAction.LEGAL_HOLD_LIFTED, subject=("client", client_id), client_id=client_id
    )
