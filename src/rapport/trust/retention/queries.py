"""Reads of retention settings, holds and the register of deletions."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from rapport.trust.retention.models import Deletion, LegalHold, RetentionSetting
from rapport.trust.retention.policies import LONGEST_AUDIO_DAYS, Days


def days_for(*, client_id: uuid.UUID, session_id: uuid.UUID | None = None) -> Days:
    """Give the days that count: the session's own, else the client's, the practice's, the default."""
    rows = RetentionSetting.objects.all()
    scopes = [rows.filter(client=None, session_id=None), rows.filter(client_id=client_id, session_id=None)]
    if session_id is not None:
        scopes.append(rows.filter(session_id=session_id))
    found = [row for row in (scope.first() for scope in scopes) if row is not None]
    return Days(found[-1].audio_days, found[-1].transcript_days) if found else Days()


def audio_purge_at(
    *, client_id: uuid.UUID, recorded_at: datetime, session_id: uuid.UUID | None = None
) -> datetime:
    """Give when audio goes at the latest if the note is never signed."""
    days = days_for(client_id=client_id, session_id=session_id).audio
    return recorded_at + timedelta(days=min(days, LONGEST_AUDIO_DAYS))


def is_held(*, client_id: uuid.UUID) -> bool:
    """Whether a legal hold is open."""
    return LegalHold.objects.filter(client_id=client_id, lifted_at=None).exists()


def deletions_of(*, client_id: uuid.UUID) -> list[Deletion]:
    """Give what was deleted of a client's, newest first."""
    return list(Deletion.objects.filter(client_id=client_id).order_by("-at"))
