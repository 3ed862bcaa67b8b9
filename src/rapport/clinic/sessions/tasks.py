"""Jobs on sessions: transcribing, stopping when consent is revoked, and purging what has had its time."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from rapport.base.errors import Expected, MayNot
from rapport.base.jobs import given_up, job
from rapport.clinic.sessions import ai_tasks, queries, services
from rapport.clinic.sessions.gates import DICTATION
from rapport.clinic.sessions.models import RecordingState
from rapport.safeguards.actors import Actor
from rapport.trust.retention.services import OnLegalHold

UNREADABLE = (Expected, *ai_tasks.UNREADABLE)
ORPHANED_AFTER = timedelta(hours=24)  # longer than any upload takes
OTHER_WAYS = "Write or dictate the note yourself."
KEEPER = Actor.service("retention")


@job("sessions.transcribe", attempts=6)
def transcribe(*, recording_id: uuid.UUID) -> None:
    """Transcribe a recording. A refusal or unreadable audio is told to the clinician, not tried again."""
    recording = queries.recording_by_id(recording_id)
    if recording is None or recording.state != RecordingState.RECEIVED:
        return
    try:
        ai_tasks.transcribe_recording(recording)
    except MayNot as refused:
        services.stop_recordings_of(
            by=ai_tasks.WORKER, client_id=recording.session.client_id, at=timezone.now()
        )
        if recording.source == DICTATION:
            services.mark_failed(by=ai_tasks.WORKER, recording_id=recording_id)
        _tell(recording.session_id, _with_other_ways(str(refused)))
    except UNREADABLE as error:
        services.mark_failed(by=ai_tasks.WORKER, recording_id=recording_id)
        _tell(recording.session_id, str(error))


def on_consent_revoked(*, client_id: uuid.UUID, **_: object) -> None:
    """Stop every capture of this client at once."""
    services.stop_recordings_of(by=KEEPER, client_id=client_id, at=timezone.now())


@job("sessions.tell_given_up", every="*/2 * * * *")
def tell_given_up() -> None:
    """Tell clinicians of recordings that are not tried again by themselves."""
    for ids in given_up("sessions.transcribe"):
        services.give_up_transcription(
            by=ai_tasks.WORKER, recording_id=ids["recording_id"], at=timezone.now()
        )


@job("sessions.purge", every="*/10 * * * *")
def purge() -> None:
    """Delete what has had its time, unless held; warn of what goes soon; settle what broke off."""
    services.finish_removals(by=KEEPER, at=timezone.now())
    services.sweep_blobs(before=timezone.now() - ORPHANED_AFTER)
    services.warn_of_purges(by=KEEPER, at=timezone.now())
    recordings, transcripts = queries.due_for_purge(at=timezone.now())
    for recording_id in recordings:
        _unless_held(services.delete_recording, recording_id=recording_id)
        services.settle_warning(by=KEEPER, recording_id=recording_id, at=timezone.now())
    for transcript_id in transcripts:
        _unless_held(services.delete_transcript, transcript_id=transcript_id)


def _unless_held(delete: object, **which: uuid.UUID) -> None:
    try:
        delete(by=KEEPER, rule="retention", at=timezone.now(), **which)  # type: ignore[operator]  # either of the two above
    except OnLegalHold:
        return


def _with_other_ways(refusal: str) -> str:
    return refusal if OTHER_WAYS in refusal else f"{refusal} {OTHER_WAYS}"


def _tell(session_id: uuid.UUID, message: str) -> None:
    services.fail(by=ai_tasks.WORKER, session_id=session_id, message=message, at=timezone.now())
