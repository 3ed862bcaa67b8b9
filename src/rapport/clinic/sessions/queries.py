"""Every read that pages and jobs need of sessions, recordings and transcripts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rapport.base.errors import NotFound
from rapport.clinic.sessions.blobs import RecordingStream
from rapport.clinic.sessions.models import (
    EarlierUtterance,
    Participant,
    Progress,
    RecognisedWindow,
    Recording,
    RecordingState,
    Session,
    Transcript,
    Utterance,
)
from rapport.engines import kinds
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

UNDER_WAY = (RecordingState.RECEIVING, RecordingState.RECEIVED)
LONGEST_WORK = timedelta(days=1)


class NothingThere(NotFound):
    """There is no such session, recording or transcript for this actor."""


@dataclass(frozen=True)
class Line:
    """One utterance as a page shows it."""

    id: uuid.UUID
    version: int
    spoken: kinds.Utterance


def session_for(*, by: Actor, session_id: uuid.UUID) -> Session:
    """Give a session whose chart ``by`` may see.

    Raises:
        NothingThere, NoSuchClient: none, or not for this actor.
    """
    session = Session.objects.select_related("clinician").filter(id=session_id).first()
    if session is None:
        raise NothingThere("There is no such session.")
    careteams.client_for(by=by, client_id=session.client_id)
    return session


def session_by_id(session_id: uuid.UUID) -> Session:
    """Give a session to a job, which works under the gate instead of a care team."""
    return Session.objects.get(id=session_id)


def sessions_of(*, client_id: uuid.UUID) -> list[Session]:
    """Give a client's sessions, newest first. The caller has established that the actor may see the chart."""
    sessions = Session.objects.filter(client_id=client_id).select_related("clinician")
    return sorted(sessions, key=lambda s: s.started_at, reverse=True)


def participants_of(session_id: uuid.UUID) -> list[Participant]:
    """Give who else was in the room."""
    return list(Participant.objects.filter(session_id=session_id))


def progress_of(session_id: uuid.UUID) -> Progress | None:
    """Give how far the work on a session is, if any has begun."""
    return Progress.objects.filter(session_id=session_id).first()


def recording_of(session_id: uuid.UUID) -> Recording | None:
    """Give a session's newest recording, deleted or not."""
    return Recording.objects.filter(session_id=session_id).order_by("-began_at").first()


def recording_by_id(recording_id: uuid.UUID) -> Recording | None:
    """Give a recording to a job."""
    return Recording.objects.select_related("session").filter(id=recording_id).first()


def received_chunks(recording_id: uuid.UUID) -> list[int]:
    """Give the numbers of the pieces that are stored, so that an upload sends only the rest."""
    numbers = Recording.objects.filter(id=recording_id).values_list("chunks__number", flat=True)
    return sorted(number for number in numbers if number is not None)


def audio_for(*, by: Actor, recording_id: uuid.UUID) -> tuple[Recording, RecordingStream]:
    """Give a recording as a seekable stream, with the playing on the record.

    Raises:
        NothingThere: none, not for this actor, or deleted.
    """
    recording = recording_by_id(recording_id)
    if recording is None or recording.state == RecordingState.DELETED:
        raise NothingThere("This recording is not there any more. The deletion register says when and why.")
    careteams.client_for(by=by, client_id=recording.session.client_id)
    audit.record(
        by=by, action=AuditAction.RECORDING_PLAYED, subject=("recording", recording.id),
        client_id=recording.session.client_id,
    )  # fmt: skip
    return recording, RecordingStream(recording)


def transcript_of(session_id: uuid.UUID) -> Transcript | None:
    """Give a session's transcript that is not deleted."""
    return Transcript.objects.filter(session_id=session_id, deleted_at=None).order_by("-made_at").first()


def any_transcript_of(session_id: uuid.UUID) -> Transcript | None:
    """Give a session's newest transcript row, deleted or not: a deleted one says when it went."""
    return Transcript.objects.filter(session_id=session_id).order_by("-made_at").first()


def lines_for(*, by: Actor, transcript: Transcript, client_id: uuid.UUID) -> list[Line]:
    """Give a transcript's lines to a page, with the read on the record."""
    audit.record(
        by=by, action=AuditAction.TRANSCRIPT_READ, subject=("transcript", transcript.id), client_id=client_id
    )
    return [Line(u.id, u.version, _spoken(u)) for u in transcript.utterances.all()]


def line(utterance_id: uuid.UUID) -> Line:
    """Give one line as it reads now. The caller has established that the actor may see the chart."""
    utterance = Utterance.objects.get(id=utterance_id)
    return Line(utterance.id, utterance.version, _spoken(utterance))


def spoken_transcript(transcript_id: uuid.UUID) -> kinds.Transcript:
    """Give a transcript as engines take it, as corrected."""
    transcript = Transcript.objects.get(id=transcript_id)
    utterances = tuple(_spoken(u) for u in transcript.utterances.all())
    ends = [u.end for u in utterances if u.end is not None]
    return kinds.Transcript(utterances, transcript.language, max(ends, default=None))


def earlier_readings(utterance_id: uuid.UUID) -> list[EarlierUtterance]:
    """Give how a line read before, oldest first."""
    return list(EarlierUtterance.objects.filter(utterance_id=utterance_id).order_by("version"))


def kept_window(*, recording_id: uuid.UUID, name: str) -> Any:
    """Give what an earlier run recognised in a window, or None."""
    found = RecognisedWindow.objects.filter(recording_id=recording_id, name=name).first()
    return found.data if found else None


def due_for_purge(*, at: datetime) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Give the ids of recordings and transcripts whose time has come.

    With no days at all a recording goes once it is written down, not while that is under way.
    """
    recordings = Recording.objects.filter(purge_after__lte=at).exclude(state=RecordingState.DELETED)
    recordings = recordings.exclude(state__in=UNDER_WAY, began_at__gt=at - LONGEST_WORK)
    transcripts = Transcript.objects.filter(purge_after__lte=at, deleted_at=None)
    return list(recordings.values_list("id", flat=True)), list(transcripts.values_list("id", flat=True))


def _spoken(utterance: Utterance) -> kinds.Utterance:
    body = utterance.body
    return kinds.Utterance(
        ref=body["ref"],
        index=utterance.index,
        speaker=kinds.Speaker(body["speaker"]),
        text=body["text"],
        start=body["start"],
        end=body["end"],
        words=tuple(kinds.Word(*word) for word in body["words"]),
    )


def line_for(*, by: Actor, utterance_id: uuid.UUID) -> tuple[Line, Session]:
    """Give a line and its session to someone who may see the chart, with the read on the record.

    Raises:
        NothingThere, NoSuchClient: none, or not for this actor.
    """
    found = Utterance.objects.select_related("transcript__session").filter(id=utterance_id).first()
    if found is None:
        raise NothingThere("There is no such line.")
    session = found.transcript.session
    careteams.client_for(by=by, client_id=session.client_id)
    audit.record(
        by=by, action=AuditAction.TRANSCRIPT_READ, subject=("transcript", found.transcript_id),
        client_id=session.client_id, detail={"line": found.index},
    )  # fmt: skip
    return Line(found.id, found.version, _spoken(found)), session
