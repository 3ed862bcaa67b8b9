"""How long one session is kept, and the warning before its recording goes unsigned."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rapport.clinic.sessions.models import Recording, RecordingState, Session, Transcript
from rapport.clinic.sessions.policies import latest_purge
from rapport.clinic.sessions.services.meetings import NoSuchSession
from rapport.people.careteams import queries as careteams
from rapport.people.worklist import services as worklist
from rapport.safeguards.actors import Actor
from rapport.trust.retention import queries as retention
from rapport.trust.retention import services as retention_services
from rapport.trust.retention.policies import WARN_BEFORE

WARNING = "recording.goes"
_STANDING = (RecordingState.RECEIVED, RecordingState.TRANSCRIBED, RecordingState.FAILED)


@transaction.atomic
def keep_session(
    *,
    by: Actor,
    session_id: uuid.UUID,
    audio_days: int,
    transcript_days: int,
    until_signature: bool,
    excerpts: bool | None,
    at: datetime,
) -> None:
    """Set this session's own days; a recording that is there follows them at once.

    Raises:
        NoSuchSession, NoSuchClient: none, or not for this actor. UnusableRetention, MayNotSetRetention.
    """
    session = Session.objects.filter(id=session_id).first()
    if session is None:
        raise NoSuchSession("There is no such session.")
    careteams.client_for(by=by, client_id=session.client_id)
    retention_services.set_days(
        by=by, audio_days=audio_days, transcript_days=transcript_days, until_signature=until_signature,
        excerpts=excerpts, client_id=session.client_id, session_id=session_id, at=at,
    )  # fmt: skip
    if _is_signed(session_id):
        return
    for recording in Recording.objects.select_for_update().filter(session=session, state__in=_STANDING):
        kept_until = retention.audio_purge_at(
            client_id=session.client_id, session_id=session_id, recorded_at=recording.began_at
        )
        recording.purge_after = min(latest_purge(recording.began_at), kept_until)
        recording.save(update_fields=["purge_after"])


@transaction.atomic
def warn_of_purges(*, by: Actor, at: datetime) -> None:
    """Tell clinicians two days ahead of recordings that go before their note is signed."""
    soon = Recording.objects.select_related("session").filter(
        state__in=_STANDING, purge_after__gt=at, purge_after__lte=at + WARN_BEFORE
    )
    for recording in soon:
        if _is_signed(recording.session_id):
            continue
        day = timezone.localtime(recording.purge_after)
        worklist.make_task(
            by=by, client_id=recording.session.client_id, owner_id=recording.session.clinician_id,
            kind=WARNING, subject_id=recording.id, due_at=recording.purge_after, at=at,
            text=f"The recording goes on {day:%B} {day.day}. Hear what you need and sign before that.",
        )  # fmt: skip


def settle_warning(*, by: Actor, recording_id: uuid.UUID, at: datetime) -> None:
    """Close the warning about a recording that is gone."""
    worklist.close_tasks_about(by=by, kind=WARNING, subject_id=recording_id, at=at)


def _is_signed(session_id: uuid.UUID) -> bool:
    """Whether the signature has set when the transcript goes."""
    return Transcript.objects.filter(session_id=session_id, purge_after__isnull=False).exists()
