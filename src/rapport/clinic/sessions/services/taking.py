"""Taking in what did not come from the microphone: a transcript that was brought, or the supplied sample."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from rapport.base.errors import MayNot
from rapport.clinic.sessions.gates import check_may_transcribe
from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import Recording, Session, Transcript
from rapport.clinic.sessions.policies import CHUNK_BYTES
from rapport.clinic.sessions.services.progress import restart_clock
from rapport.clinic.sessions.services.recordings import begin_recording, finish_recording, store_chunk
from rapport.clinic.sessions.services.transcripts import add_transcript
from rapport.engines.sample import session as sample
from rapport.engines.transcripts import ParsedTranscript
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person


class SampleIsFiction(MayNot):
    """The sample belongs to fictional people and never goes into a real practice's chart."""


@transaction.atomic
def take_transcript(
    *, by: Actor, session_id: uuid.UUID, parsed: ParsedTranscript, at: datetime
) -> Transcript:
    """Keep a transcript that a clinician brought; the note is drafted from it.

    Raises:
        NoSuchClient, ConsentNotInForce, FeatureIsOff.
    """
    require_person(by)
    session = Session.objects.get(id=session_id)
    careteams.client_for(by=by, client_id=session.client_id)
    check_may_transcribe(session=session, at=at)
    restart_clock(by=by, session_id=session_id, stage=Stage.DRAFTING, at=at)
    return add_transcript(
        by=by,
        session_id=session_id,
        spoken=parsed.transcript,
        source="brought",
        at=at,
        notices=parsed.notices,
    )


def take_sample(*, by: Actor, session_id: uuid.UUID, at: datetime) -> Recording:
    """Take the supplied fictional recording, chunk by chunk as any other.

    Raises:
        SampleIsFiction: this is a real practice. Otherwise as `begin_recording`.
    """
    if not settings.DEMONSTRATION:
        raise SampleIsFiction("The sample can be used in a demonstration only.")
    data = sample.audio_path().read_bytes()
    recording = begin_recording(by=by, session_id=session_id, source="sample", media_type="audio/ogg", at=at)
    pieces = [data[i : i + CHUNK_BYTES] for i in range(0, len(data), CHUNK_BYTES)]
    for number, piece in enumerate(pieces):
        digest = hashlib.sha256(piece).hexdigest()
        store_chunk(by=by, recording_id=recording.id, number=number, data=piece, sha256=digest, at=at)
    return finish_recording(by=by, recording_id=recording.id, chunks=len(pieces), at=at)
