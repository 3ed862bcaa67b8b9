"""Reads of retention settings, holds and the register of deletions."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from rapport.people.careteams import queries as careteams
from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention import policies
from rapport.trust.retention.kinds import LONGEST_AUDIO_DAYS, Days, PurgePlan
from rapport.trust.retention.models import Deletion, LegalHold, RetentionSetting


def practice_days() -> Days:
    """Give what counts where neither client nor session have a setting of their own."""
    return _merged(_setting(client_id=None, session_id=None))


def days_for(*, client_id: uuid.UUID, session_id: uuid.UUID | None = None) -> Days:
    """Give what counts: the session's own, else the client's, the practice's, the default."""
    return _merged(
        _setting(client_id=None, session_id=None),
        _setting(client_id=client_id, session_id=None),
        _setting(client_id=client_id, session_id=session_id) if session_id else None,
    )


def own_setting(
    *, client_id: uuid.UUID | None, session_id: uuid.UUID | None = None
) -> RetentionSetting | None:
    """Give the setting of exactly this scope, if there is one."""
    return _setting(client_id=client_id, session_id=session_id)


def keeps_excerpts(*, client_id: uuid.UUID, session_id: uuid.UUID | None = None) -> bool:
    """Whether a signed sentence keeps at most 25 words of its source, or only hash and time."""
    return days_for(client_id=client_id, session_id=session_id).excerpts


def audio_purge_at(
    *, client_id: uuid.UUID, recorded_at: datetime, session_id: uuid.UUID | None = None
) -> datetime:
    """Give when audio goes at the latest if the note is never signed."""
    days = days_for(client_id=client_id, session_id=session_id).audio
    return recorded_at + timedelta(days=min(days, LONGEST_AUDIO_DAYS))


def plan_for(
    *,
    client_id: uuid.UUID,
    recorded_at: datetime,
    signed_at: datetime | None,
    session_id: uuid.UUID | None = None,
    draft_needed: bool = True,
) -> PurgePlan:
    """Give when audio and transcript of a session go under what counts for it now, holds included."""
    return policies.purge_plan(
        recorded_at=recorded_at,
        signed_at=signed_at,
        days=days_for(client_id=client_id, session_id=session_id),
        draft_needed=draft_needed,
        held=is_held(client_id=client_id),
    )


def is_held(*, client_id: uuid.UUID) -> bool:
    """Whether a legal hold is open."""
    return LegalHold.objects.filter(client_id=client_id, lifted_at=None).exists()


def open_hold(*, by: Actor, client_id: uuid.UUID) -> LegalHold | None:
    """Give the open hold with its reason to owner or care team, with the read on the record."""
    if not by.has(Role.OWNER):
        careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.CHART_READ, subject=("retention", client_id), client_id=client_id)
    return LegalHold.objects.filter(client_id=client_id, lifted_at=None).first()


def deletion_of(*, kind: str, subject_id: uuid.UUID) -> Deletion | None:
    """Give when and by which rule something was deleted, for a link that leads nowhere now."""
    return Deletion.objects.filter(kind=kind, subject_id=subject_id).first()


def deletions_of(*, client_id: uuid.UUID) -> list[Deletion]:
    """Give what was deleted of a client's, newest first."""
    return list(Deletion.objects.filter(client_id=client_id).order_by("-at"))


def _setting(*, client_id: uuid.UUID | None, session_id: uuid.UUID | None) -> RetentionSetting | None:
    rows = RetentionSetting.objects.filter(session_id=session_id)
    own = rows.filter(client=None) if client_id is None else rows.filter(client_id=client_id)
    return own.first()


def _merged(*scopes: RetentionSetting | None) -> Days:
    """Take each scope's answer, widest first; excerpts may be left to the scope above."""
    days = Days(excerpts=bool(practice.setting("keep_excerpts")))
    for row in scopes:
        if row is not None:
            excerpts = days.excerpts if row.excerpts is None else row.excerpts
            days = Days(row.audio_days, row.transcript_days, row.until_signature, excerpts)
    return days
