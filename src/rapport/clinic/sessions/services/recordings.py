"""Receiving a recording chunk by chunk. A chunk is acknowledged only after it is stored encrypted."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rapport.base import jobs
from rapport.base.errors import MayNot, NotFound, Unable
from rapport.clinic.sessions import blobs
from rapport.clinic.sessions.gates import DICTATION, check_may_receive
from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import Chunk, Recording, RecordingState, Session
from rapport.clinic.sessions.policies import CHUNK_BYTES, check_transition, latest_purge, sound_type
from rapport.clinic.sessions.services.meetings import NoSuchSession
from rapport.clinic.sessions.services.progress import fail, restart_clock
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault
from rapport.trust.retention import queries as retention

GIVEN_UP = (
    "Writing down this recording failed several times for a reason of the machine's, not yours. Nothing is "
    "lost: the recording is kept. Try again; if it stops again, write or dictate the note yourself."
)
MOST_CHUNKS = 2 * 1024**3 // CHUNK_BYTES
STOPPED = (
    "The client took their consent back, so this recording was stopped and nothing more is taken from it. "
    "Write or dictate the note yourself."
)


class NoSuchRecording(NotFound):
    """There is no such recording for this actor."""


class UnableToStoreChunk(Unable):
    """This piece did not arrive whole, or differs from what arrived under its number before."""


class UnableToFinishRecording(Unable):
    """Pieces are missing; the message says which, so that they can be sent again."""


@transaction.atomic
def begin_recording(
    *, by: Actor, session_id: uuid.UUID, source: str, media_type: str, at: datetime, upload_key: str = ""
) -> Recording:
    """Open a recording that chunks can be sent to; the same ``upload_key`` goes on with the same one.

    Raises:
        NoSuchSession, ConsentNotInForce, CaptureIsOff, FeatureIsOff: see `gates.check_may_receive`.
    """
    require_person(by)
    session = Session.objects.select_for_update().filter(id=session_id).first()
    if session is None:
        raise NoSuchSession("There is no such session.")
    client = careteams.client_for(by=by, client_id=session.client_id)
    check_may_receive(session=session, source=source, at=at)
    known = _begun(session, upload_key)
    if known is not None:
        return known
    kept_until = retention.audio_purge_at(client_id=client.id, session_id=session_id, recorded_at=at)
    recording = Recording(
        key_id=vault.create_key(purpose="recording", parent=client.key_id),
        session=session,
        source=source,
        media_type=sound_type(media_type),
        upload_key=upload_key[:64],
        began_at=at,
        purge_after=min(latest_purge(at), kept_until),
    )
    recording.save(force_insert=True)
    restart_clock(by=by, session_id=session_id, stage=Stage.RECEIVING, at=at)
    _record(by, AuditAction.RECORDING_STARTED, recording, session.client_id)
    return recording


def store_chunk(
    *, by: Actor, recording_id: uuid.UUID, number: int, data: bytes, sha256: str, at: datetime
) -> Chunk:
    """Store one piece, encrypted, and only then return. The same piece may come twice, and in any order.

    Raises:
        NoSuchRecording, WrongState, ConsentNotInForce. UnableToStoreChunk: the piece is damaged or
        contradicts one that is there. UnableToStore: the disk is full.
    """
    with transaction.atomic():
        recording, client_id = _locked(by, recording_id)
        if hashlib.sha256(data).hexdigest() != sha256 or not data:
            raise UnableToStoreChunk("This piece did not arrive whole. Send it again.")
        known = Chunk.objects.filter(recording=recording, number=number).first()
        if known is not None:
            return _same(known, sha256)
        check_transition(recording.state, RecordingState.RECEIVED)
        check_may_receive(session=recording.session, source=recording.source, at=at)
        blob = blobs.put(recording, number, data)
        chunk = Chunk.objects.create(
            recording=recording, number=number, size=len(data), sha256=sha256, blob=blob, stored_at=at
        )
        _record(by, AuditAction.RECORDING_CHUNK_STORED, recording, client_id, {"number": number})
    return chunk


@transaction.atomic
def finish_recording(*, by: Actor, recording_id: uuid.UUID, chunks: int, at: datetime) -> Recording:
    """Say that all ``chunks`` pieces are here, and queue the transcription. Twice does no harm.

    Raises:
        UnableToFinishRecording: pieces are missing, or there are none.
    """
    recording, client_id = _locked(by, recording_id)
    if recording.state in {RecordingState.RECEIVED, RecordingState.TRANSCRIBED}:
        return recording
    check_transition(recording.state, RecordingState.RECEIVED)
    if not 0 < chunks <= MOST_CHUNKS:
        raise UnableToFinishRecording("A recording has at least one piece, and 2 GB at most.")
    there = set(Chunk.objects.filter(recording=recording).values_list("number", flat=True))
    missing = sorted(set(range(chunks)) - there)
    if missing or not there:
        raise UnableToFinishRecording(
            f"{len(missing) or 'All'} pieces are missing. Send them again, then finish."
        )
    recording.state, recording.expected_chunks, recording.finished_at = RecordingState.RECEIVED, chunks, at
    recording.save(update_fields=["state", "expected_chunks", "finished_at"])
    restart_clock(by=by, session_id=recording.session_id, stage=Stage.LISTENING, at=at)
    jobs.enqueue("sessions.transcribe", recording_id=recording.id)
    _record(by, AuditAction.RECORDING_FINISHED, recording, client_id, {"chunks": chunks})
    return recording


@transaction.atomic
def retry_transcription(*, by: Actor, recording_id: uuid.UUID, at: datetime) -> None:
    """Try a failed recording again, going on from what was recognised already."""
    recording, client_id = _locked(by, recording_id)
    check_transition(recording.state, RecordingState.RECEIVED)
    recording.state = RecordingState.RECEIVED
    recording.save(update_fields=["state"])
    restart_clock(by=by, session_id=recording.session_id, stage=Stage.LISTENING, at=at)
    jobs.enqueue("sessions.transcribe", recording_id=recording.id)
    _record(by, AuditAction.RECORDING_FINISHED, recording, client_id, {"retry": True})


@transaction.atomic
def mark_transcribed(*, by: Actor, recording_id: uuid.UUID) -> None:
    """Say that a transcript stands for this recording."""
    _set_state(by, recording_id, RecordingState.TRANSCRIBED)


@transaction.atomic
def mark_failed(*, by: Actor, recording_id: uuid.UUID) -> None:
    """Say that this recording could not be transcribed; the audio stays until its purge."""
    _set_state(by, recording_id, RecordingState.FAILED)


@transaction.atomic
def give_up_transcription(*, by: Actor, recording_id: uuid.UUID, at: datetime) -> None:
    """Tell the clinician that no further try is made by itself; the recording stays until its purge."""
    recording = Recording.objects.select_for_update().filter(id=recording_id).first()
    if recording is None or recording.state != RecordingState.RECEIVED:
        return
    _set_state(by, recording_id, RecordingState.FAILED)
    fail(by=by, session_id=recording.session_id, message=GIVEN_UP, at=at)


@transaction.atomic
def stop_recordings_of(*, by: Actor, client_id: uuid.UUID, at: datetime | None = None) -> int:
    """Stop every capture that consent or law do not allow any more, and count them; dictation is none.

    What is still allowed goes on: another purpose was taken back. With ``at`` the pages that wait are told.
    """
    going_on = (
        Recording.objects.select_for_update(of=("self",))
        .filter(session__client_id=client_id, state__in=[RecordingState.RECEIVING, RecordingState.RECEIVED])
        .exclude(source=DICTATION)
    )
    refused = [one for one in going_on.select_related("session") if not _is_allowed(one)]
    for recording in refused:
        recording.state = RecordingState.STOPPED
        recording.save(update_fields=["state"])
        _record(by, AuditAction.RECORDING_FINISHED, recording, client_id, {"stopped": True})
        if at is not None:
            fail(by=by, session_id=recording.session_id, message=STOPPED, at=at)
    return len(refused)


def _is_allowed(recording: Recording) -> bool:
    try:
        check_may_receive(session=recording.session, source=recording.source, at=timezone.now())
    except MayNot:
        return False
    return True


def _begun(session: Session, upload_key: str) -> Recording | None:
    if not upload_key:
        return None
    begun = Recording.objects.filter(session=session, upload_key=upload_key, state=RecordingState.RECEIVING)
    return begun.first()


def _locked(by: Actor, recording_id: uuid.UUID) -> tuple[Recording, uuid.UUID]:
    found = (
        Recording.objects.select_for_update(of=("self",)).select_related("session").filter(id=recording_id)
    )
    recording = found.first()
    if recording is None:
        raise NoSuchRecording("There is no such recording.")
    careteams.client_for(by=by, client_id=recording.session.client_id)
    return recording, recording.session.client_id


def _same(known: Chunk, sha256: str) -> Chunk:
    if known.sha256 != sha256:
        raise UnableToStoreChunk("Another piece is stored under this number. Start the upload again.")
    return known


def _set_state(by: Actor, recording_id: uuid.UUID, state: RecordingState) -> None:
    recording = (
        Recording.objects.select_for_update(of=("self",)).select_related("session").get(id=recording_id)
    )
    if recording.state == state:
        return
    check_transition(recording.state, state)
    recording.state = state
    recording.save(update_fields=["state"])
    _record(by, AuditAction.RECORDING_FINISHED, recording, recording.session.client_id, {"state": state})


def _record(
    by: Actor,
    action: AuditAction,
    recording: Recording,
    client_id: uuid.UUID,
    detail: audit.Detail | None = None,
) -> None:
    audit.record(
        by=by, action=action, subject=("recording", recording.id), client_id=client_id, detail=detail
    )
