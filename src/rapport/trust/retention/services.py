"""Writes on retention: settings, holds, and the register of what was deleted."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from rapport.base.errors import MayNot, Unable
from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention.kinds import LONGEST_AUDIO_DAYS, LONGEST_TRANSCRIPT_DAYS
from rapport.trust.retention.models import Deletion, LegalHold, RetentionSetting
from rapport.trust.retention.queries import is_held

_HOLD_LOCK = 0x484F4C44  # "HOLD": with a client's number, a hold and a deletion never pass each other


class OnLegalHold(MayNot):
    """The client's records are under legal hold; nothing is deleted."""


class MayNotSetRetention(MayNot):
    """Only the owner sets this for the practice; the care team sets it for a client."""


class UnusableRetention(Unable):
    """The days are outside what is allowed, or a reason is missing."""


@transaction.atomic
def set_days(
    *,
    by: Actor,
    audio_days: int,
    transcript_days: int,
    at: datetime,
    until_signature: bool = True,
    excerpts: bool | None = None,
    client_id: uuid.UUID | None = None,
    session_id: uuid.UUID | None = None,
) -> None:
    """Set what counts for the practice, a client or a session; the record keeps every value there was.

    ``excerpts=None`` leaves excerpts to the scope above.

    Raises:
        UnusableRetention: audio over 7 days, transcript over a year. MayNotSetRetention.
    """
    _check_may_set(by, client_id)
    if session_id is not None and client_id is None:
        raise UnusableRetention("A session's setting needs its client.")
    if not 0 <= audio_days <= LONGEST_AUDIO_DAYS or not 0 <= transcript_days <= LONGEST_TRANSCRIPT_DAYS:
        raise UnusableRetention(
            "Audio is kept 7 days at most, a transcript 365 days after signature at most."
        )
    values = {
        "audio_days": audio_days, "transcript_days": transcript_days, "until_signature": until_signature,
        "excerpts": excerpts,
    }  # fmt: skip
    scope: dict[str, Any] = {"client_id": client_id, "session_id": session_id}
    RetentionSetting.objects.update_or_create(**scope, defaults={**values, "by": by.id, "at": at})
    subject = ("retention", session_id or client_id or "practice")
    audit.record(
        by=by, action=AuditAction.RETENTION_CHANGED, subject=subject, client_id=client_id, detail=values
    )


@transaction.atomic
def follow_practice(*, by: Actor, client_id: uuid.UUID) -> None:
    """Drop a client's own setting, so that the practice's counts again."""
    _check_may_set(by, client_id)
    RetentionSetting.objects.filter(client_id=client_id, session_id=None).delete()
    audit.record(
        by=by, action=AuditAction.RETENTION_CHANGED, subject=("retention", client_id), client_id=client_id,
        detail={"own_setting": False},
    )  # fmt: skip


@transaction.atomic
def record_deletion(
    *, by: Actor, client_id: uuid.UUID, kind: str, subject_id: uuid.UUID, rule: str, at: datetime
) -> None:
    """Put a deletion into the register, in the transaction of the deletion itself.

    Raises:
        OnLegalHold: nothing of this client's may be deleted now.
    """
    _one_at_a_time(client_id)
    if is_held(client_id=client_id):
        raise OnLegalHold("This client's records are under legal hold. Nothing was deleted.")
    Deletion.objects.create(
        client_id=client_id, kind=kind, subject_id=subject_id, rule=rule, by=by.id, by_name=by.name, at=at
    )
    audit.record(
        by=by, action=AuditAction.KEY_DESTROYED, subject=(kind, subject_id), client_id=client_id,
        detail={"rule": rule},
    )  # fmt: skip


@transaction.atomic
def set_legal_hold(*, by: Actor, client_id: uuid.UUID, reason: str, at: datetime) -> None:
    """Stop every deletion for a client; a second hold changes nothing.

    Raises:
        UnusableRetention: no reason. NoSuchClient: not this actor's client.
    """
    require_person(by)
    client = _client_to_hold(by, client_id)
    if not reason.strip():
        raise UnusableRetention("Say what the hold is for.")
    _one_at_a_time(client_id)
    if is_held(client_id=client_id):
        return
    hold = LegalHold(
        key_id=client.key_id, client_id=client_id, reason=reason.strip(), set_by=by.id, set_by_name=by.name,
        set_at=at,
    )  # fmt: skip
    hold.save(force_insert=True)
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
    if LegalHold.objects.filter(client_id=client_id, lifted_at=None).update(lifted_at=at, lifted_by=by.id):
        audit.record(
            by=by, action=AuditAction.LEGAL_HOLD_LIFTED, subject=("client", client_id), client_id=client_id
        )


def check_owner(by: Actor) -> None:
    """Stop everyone but the owner.

    Raises:
        MayNotSetRetention: see there. NotAPerson: an engine or a job.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotSetRetention("Only the owner sets this for the practice.")


def _check_may_set(by: Actor, client_id: uuid.UUID | None) -> None:
    if client_id is None:
        check_owner(by)
    else:
        require_person(by)
        careteams.client_for(by=by, client_id=client_id)


def _client_to_hold(by: Actor, client_id: uuid.UUID) -> ClientRow:
    """Give a client to the owner, who may not see the chart, or to the care team."""
    if not by.has(Role.OWNER):
        return careteams.client_for(by=by, client_id=client_id)
    return careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)


def _one_at_a_time(client_id: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_HOLD_LOCK, str(client_id)])
