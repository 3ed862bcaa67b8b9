"""Deleting recordings and transcripts for real: the key is destroyed, and the deletion is registered."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from rapport.clinic.sessions import blobs
from rapport.clinic.sessions.models import Chunk, Recording, RecordingState, Transcript
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault
from rapport.trust.retention import services as retention
from rapport.trust.retention.services import OnLegalHold

KEY_WAS_GONE = "key destroyed before"


def delete_recording(*, by: Actor, recording_id: uuid.UUID, rule: str, at: datetime) -> None:
    """Destroy a recording's key, take its blobs away and register the deletion. Twice does no harm.

    Raises:
        OnLegalHold: the client's records are held; nothing is deleted.
    """
    with transaction.atomic():
        recording = (
            Recording.objects.select_for_update(of=("self",)).select_related("session").get(id=recording_id)
        )
        if recording.state != RecordingState.DELETED:
            _register_recording(by, recording, rule, at)
    vault.destroy_key(recording.key_id)  # again, where a kill came between the register and this
    blobs.remove(recording)


def _register_recording(by: Actor, recording: Recording, rule: str, at: datetime) -> None:
    client_id = recording.session.client_id
    retention.record_deletion(
        by=by, client_id=client_id, kind="recording", subject_id=recording.id, rule=rule, at=at
    )
    recording.state = RecordingState.DELETED
    recording.save(update_fields=["state"])
    audit.record(
        by=by, action=AuditAction.RECORDING_DELETED, subject=("recording", recording.id),
        client_id=client_id, detail={"rule": rule},
    )  # fmt: skip


def delete_transcript(*, by: Actor, transcript_id: uuid.UUID, rule: str, at: datetime) -> None:
    """Destroy a transcript's key and register the deletion. Twice does no harm.

    Raises:
        OnLegalHold: the client's records are held; nothing is deleted.
    """
    with transaction.atomic():
        found = Transcript.objects.select_for_update(of=("self",)).select_related("session")
        transcript = found.get(id=transcript_id)
        if transcript.deleted_at is None:
            _register_transcript(by, transcript, rule, at)
    vault.destroy_key(transcript.key_id)


def _register_transcript(by: Actor, transcript: Transcript, rule: str, at: datetime) -> None:
    client_id = transcript.session.client_id
    retention.record_deletion(
        by=by, client_id=client_id, kind="transcript", subject_id=transcript.id, rule=rule, at=at
    )
    transcript.deleted_at = at
    transcript.save(update_fields=["deleted_at"])
    audit.record(
        by=by, action=AuditAction.TRANSCRIPT_DELETED, subject=("transcript", transcript.id),
        client_id=client_id, detail={"rule": rule},
    )  # fmt: skip


def finish_removals(*, by: Actor, at: datetime) -> None:
    """Bring rows and keys together again: after a kill in the middle of a deletion, or a restored backup.

    What is registered as deleted loses its key; what has lost its key is registered as deleted.
    """
    for recording in Recording.objects.all():
        _settle(recording, is_deleted=recording.state == RecordingState.DELETED, by=by, at=at)
    for transcript in Transcript.objects.all():
        _settle(transcript, is_deleted=transcript.deleted_at is not None, by=by, at=at)


def _settle(row: Recording | Transcript, *, is_deleted: bool, by: Actor, at: datetime) -> None:
    if vault.keystore().is_destroyed(row.key_id) == is_deleted:
        return
    with suppress(OnLegalHold):  # the hold stops the entry; the key is gone all the same
        if isinstance(row, Recording):
            delete_recording(by=by, recording_id=row.id, rule=KEY_WAS_GONE, at=at)
        else:
            delete_transcript(by=by, transcript_id=row.id, rule=KEY_WAS_GONE, at=at)


def sweep_blobs(*, before: datetime) -> int:
    """Remove blobs stored before a time that no recording names, and give how many.

    A kill between storing a piece and acknowledging it leaves one; so does one in the middle of a deletion.
    """
    wanted = set(
        Chunk.objects.exclude(recording__state=RecordingState.DELETED).values_list("blob", flat=True)
    )
    orphans = [name for name in blobs.stored_before(before) if name not in wanted]
    for name in orphans:
        blobs.store().delete(name)
    return len(orphans)
