"""Erasing what was kept while a recording was listened to."""

from __future__ import annotations

import uuid

from django.db import transaction

from rapport.clinic.sessions.models import RecognisedWindow
from rapport.clinic.sessions.services.recordings import mark_transcribed
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


@transaction.atomic
def finish_listening(*, by: Actor, recording_id: uuid.UUID) -> None:
    """Say that a transcript stands for this recording and erase the windows it was made from.

    Both or neither: a job killed before goes on from its windows, and none outlives the transcript's making.
    """
    mark_transcribed(by=by, recording_id=recording_id)
    erased, _each = RecognisedWindow.objects.filter(recording_id=recording_id).delete()
    audit.record(
        by=by,
        action=AuditAction.PROCESSING_STAGE,
        subject=("recording", recording_id),
        detail={"windows_erased": erased},
    )
