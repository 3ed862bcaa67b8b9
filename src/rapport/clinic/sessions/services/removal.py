"""Deleting recordings and transcripts for real: the key is destroyed, and the deletion is registered."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.clinic.sessions import blobs
from rapport.clinic.sessions.models import Recording, RecordingState, Transcript
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault
from rapport.trust.retention import services as retention


def delete_recording(*, by: Actor, recording_id: uuid.UUID, rule: str, at: datetime) -> None:
    """Destroy a recording's key, take its blobs away and register the deletion. Twice does no harm.

    Raises:
        OnLegalHold: the client's records are held; nothing is deleted.
    """
    with transaction.atomic():
        recording = (
            Recording.objects.select_for_update(of=("self",)).select_related("session").get(id=recording_id)
        )
        if recording.state == RecordingState.DELETED:
            return
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
    vault.destroy_key(recording.key_id)
    blobs.remove(recording)


def delete_transcript(*, by: Actor, transcript_id: uuid.UUID, rule: str, at: datetime) -> None:
    """Destroy a transcript's key and register the deletion. Twice does no harm.

    Raises:
        OnLegalHold: the client's records are held; nothing is deleted.
    """
    with transaction.atomic():
        found = Transcript.objects.select_for_update(of=("self",)).select_related("session")
        transcript = found.get(id=transcript_id)
        if transcript.deleted_at is not None:
            return
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
    vault.destroy_key(transcript.key_id)
