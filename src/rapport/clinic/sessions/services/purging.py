"""What a signature sets going: the recording goes, and the transcript after the days that were chosen."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.clinic.sessions.models import Recording, RecordingState, Session, Transcript
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention import queries as retention
from rapport.trust.retention.policies import purge_plan


@transaction.atomic
def schedule_purge(*, by: Actor, session_id: uuid.UUID, signed_at: datetime) -> None:
    """Set when a signed session's recording and transcript go; the purge job deletes them."""
    session = Session.objects.get(id=session_id)
    days = retention.days_for(client_id=session.client_id, session_id=session_id)
    for recording in Recording.objects.filter(session=session).exclude(state=RecordingState.DELETED):
        plan = purge_plan(recorded_at=recording.began_at, signed_at=signed_at, days=days)
        if plan.audio_at is not None:
            recording.purge_after = min(recording.purge_after, plan.audio_at)
            recording.save(update_fields=["purge_after"])
    plan = purge_plan(recorded_at=signed_at, signed_at=signed_at, days=days)
    Transcript.objects.filter(session=session, deleted_at=None).update(purge_after=plan.transcript_at)
    audit.record(
        by=by,
        action=AuditAction.RETENTION_CHANGED,
        subject=("session", session_id),
        client_id=session.client_id,
    )
