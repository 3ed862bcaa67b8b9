"""Putting a transcript into the chart and correcting it; every earlier reading is kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.base import events
from rapport.base.errors import Conflict, MayNot, Unable
from rapport.clinic.sessions.models import (
    EarlierUtterance,
    RecognisedWindow,
    Recording,
    RecordingState,
    Session,
    Transcript,
    Utterance,
)
from rapport.engines import kinds
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault

SWAPPED = {kinds.Speaker.CLINICIAN: kinds.Speaker.CLIENT, kinds.Speaker.CLIENT: kinds.Speaker.CLINICIAN}


class UnableToCorrect(Unable):
    """A correction that leaves no words, or for a transcript that was deleted."""


class RecordingWasStopped(MayNot):
    """Consent was revoked, or the recording deleted, while it was worked on: nothing of it is kept."""


class SomebodyElseChangedIt(Conflict):
    """This was changed since the page was opened; nothing was overwritten."""


@transaction.atomic
def add_transcript(
    *,
    by: Actor,
    session_id: uuid.UUID,
    spoken: kinds.Transcript,
    source: str,
    at: datetime,
    notices: Sequence[str] = (),
    engine: Mapping[str, str] | None = None,
    recording_id: uuid.UUID | None = None,
) -> Transcript:
    """Keep a transcript under a key of its own and say that it is there (event ``transcript.ready``).

    A job that runs twice finds the transcript of its recording already there and changes nothing.

    Raises:
        RecordingWasStopped: consent went, or the recording was deleted, while it was worked on.
    """
    session = Session.objects.select_for_update().get(id=session_id)
    known = recording_id and Transcript.objects.filter(recording_id=recording_id, deleted_at=None).first()
    if known:
        return known
    if recording_id is not None:
        _check_still_wanted(recording_id)
    transcript = Transcript(
        key_id=vault.create_key(purpose="transcript", parent=session.key_id),
        session=session, recording_id=recording_id, source=source, language=spoken.language[:12],
        engine=dict(engine or {}), notices=list(notices), made_at=at,
    )  # fmt: skip
    transcript.save(force_insert=True)
    Utterance.objects.bulk_create(
        Utterance(key_id=transcript.key_id, transcript=transcript, index=i, body=body_of(utterance))
        for i, utterance in enumerate(spoken.utterances)
    )
    _record(by, AuditAction.TRANSCRIPT_ADDED, transcript, session, {"utterances": len(spoken.utterances)})
    events.publish("transcript.ready", session_id=session.id, transcript_id=transcript.id)
    return transcript


@transaction.atomic
def correct_utterance(
    *, by: Actor, utterance_id: uuid.UUID, text: str, speaker: str, seen_version: int, at: datetime
) -> Utterance:
    """Change what an utterance says or who said it, keeping how it read before.

    Raises:
        UnableToCorrect: no words are left. SomebodyElseChangedIt: it is not at ``seen_version`` any more.
    """
    require_person(by)
    found = Utterance.objects.select_for_update(of=("self",)).select_related("transcript__session")
    utterance = found.get(id=utterance_id)
    session = utterance.transcript.session
    careteams.client_for(by=by, client_id=session.client_id)
    if not text.strip():
        raise UnableToCorrect(
            "A line needs at least one word. To leave it out of the note, reject its sentences."
        )
    if utterance.version != seen_version:
        raise SomebodyElseChangedIt("This line was changed meanwhile. Look at it again before you change it.")
    body = dict(utterance.body)
    words = body["words"] if body["text"] == text.strip() else []
    _replace(
        by, utterance, {**body, "text": text.strip(), "speaker": kinds.Speaker(speaker), "words": words}, at
    )
    _record(by, AuditAction.TRANSCRIPT_CORRECTED, utterance.transcript, session, {"line": utterance.index})
    return utterance


@transaction.atomic
def swap_speakers(*, by: Actor, transcript_id: uuid.UUID, seen_versions: int, at: datetime) -> None:
    """Turn clinician into client and client into clinician throughout.

    ``seen_versions`` is the sum of the lines' versions on the page: two people who both see that the roles
    are wrong would otherwise turn them twice.

    Raises:
        SomebodyElseChangedIt: a line was changed meanwhile.
    """
    require_person(by)
    transcript = (
        Transcript.objects.select_for_update(of=("self",)).select_related("session").get(id=transcript_id)
    )
    careteams.client_for(by=by, client_id=transcript.session.client_id)
    lines = list(transcript.utterances.select_for_update())
    if sum(line.version for line in lines) != seen_versions:
        raise SomebodyElseChangedIt("The transcript was changed meanwhile. Look at it again before you swap.")
    for utterance in lines:
        speaker = kinds.Speaker(utterance.body["speaker"])
        _replace(by, utterance, {**utterance.body, "speaker": SWAPPED.get(speaker, speaker)}, at)
    _record(by, AuditAction.TRANSCRIPT_CORRECTED, transcript, transcript.session, {"speakers": "swapped"})


@transaction.atomic
def keep_window(*, by: Actor, recording_id: uuid.UUID, name: str, data: Any) -> None:
    """Keep what was recognised in one window, under the recording's key."""
    recording = Recording.objects.get(id=recording_id)
    if RecognisedWindow.objects.filter(recording=recording, name=name).exists():
        return
    RecognisedWindow(key_id=recording.key_id, recording=recording, name=name, data=data).save(
        force_insert=True
    )
    audit.record(
        by=by,
        action=AuditAction.PROCESSING_STAGE,
        subject=("recording", recording_id),
        detail={"window": name},
    )


def body_of(utterance: kinds.Utterance) -> dict[str, Any]:
    """Give an utterance as it is stored."""
    return {
        "ref": utterance.ref,
        "speaker": utterance.speaker,
        "start": utterance.start,
        "end": utterance.end,
        "text": utterance.text,
        "words": [_word(w) for w in utterance.words],
    }


def _word(word: kinds.Word) -> list[Any]:
    plain = [word.text, word.start, word.end, word.probability]
    return [*plain, word.heard, word.correction] if word.correction else plain


def _check_still_wanted(recording_id: uuid.UUID) -> None:
    recording = Recording.objects.select_for_update().get(id=recording_id)
    if recording.state in {RecordingState.STOPPED, RecordingState.DELETED}:
        raise RecordingWasStopped(
            "This recording was stopped or deleted meanwhile, so nothing was taken from it. "
            "Write or dictate the note yourself."
        )


def _replace(by: Actor, utterance: Utterance, body: dict[str, Any], at: datetime) -> None:
    EarlierUtterance(
        key_id=utterance.key_id, utterance=utterance, version=utterance.version, body=utterance.body,
        replaced_by=by.id, replaced_at=at,
    ).save(force_insert=True)  # fmt: skip
    utterance.body, utterance.version = body, utterance.version + 1
    utterance.save(update_fields=["body", "version"])


def _record(
    by: Actor, action: AuditAction, transcript: Transcript, session: Session, detail: audit.Detail
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=("transcript", transcript.id),
        client_id=session.client_id,
        detail=detail,
    )
