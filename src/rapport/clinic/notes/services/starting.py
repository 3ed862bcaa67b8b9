"""Starting a note: from a session's draft, typed, dictated or from a stamp."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.base import jobs
from rapport.base.errors import Unable
from rapport.clinic.notes.models import Decision, Note, NoteKind, NoteOrigin, NoteState, Sentence
from rapport.clinic.notes.policies import NoSuchNote
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions.gates import DICTATION
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToStartNote(Unable):
    """This note cannot be started like this; the message says why."""


@transaction.atomic
def start_note(
    *,
    by: Actor,
    client_id: uuid.UUID,
    format: str,  # noqa: A002  # the field's word for SOAP, DAP and the others
    origin: str,
    at: datetime,
    session_id: uuid.UUID | None = None,
    kind: str = NoteKind.PROGRESS,
    sentences: Sequence[tuple[str, str]] = (),
    facts: Mapping[str, Any] | None = None,
) -> Note:
    """Open a note that the author writes themself; ``sentences`` are (section, text) it starts with.

    A session has one note: if there is one already that was not voided, that one is given back.

    Raises:
        NoSuchClient: not this actor's client. UnableToStartNote: no clinical role.
    """
    require_person(by)
    if not by.is_clinical:
        raise UnableToStartNote("Notes are written by clinical staff.")
    client = careteams.client_for(by=by, client_id=client_id)
    known = _note_of(session_id)
    if known is not None:
        return known
    note = Note(
        key_id=client.key_id, client_id=client_id, session_id=session_id, author_id=by.id, kind=kind,
        origin=origin, format=format, state=NoteState.DRAFT, facts=dict(facts or {}), made_at=at, ready_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    for order, (section, text) in enumerate(sentences):
        _written(note, section, text, order)
    audit.record(by=by, action=AuditAction.NOTE_CHANGED, subject=("note", note.id), client_id=client_id)
    return note


@transaction.atomic
def request_draft(*, by: Actor, session_id: uuid.UUID, format: str, at: datetime) -> Note:  # noqa: A002  # see start_note
    """Open the note of a session whose draft a job will make from the transcript. Twice does no harm.

    ``by`` may be the service that follows a finished transcript: the note belongs to the session's clinician.
    """
    session = sessions.session_by_id(session_id)
    known = _note_of(session_id)
    if known is not None:
        return known
    note = Note(
        key_id=session.key_id, client_id=session.client_id, session_id=session_id,
        author_id=session.clinician_id, origin=origin_of(session_id), format=format,
        state=NoteState.PREPARING, made_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    jobs.enqueue("notes.draft", note_id=note.id)
    audit.record(by=by, action=AuditAction.NOTE_CHANGED, subject=("note", note.id), client_id=note.client_id)
    return note


@transaction.atomic
def fill_draft(
    *,
    by: Actor,
    note_id: uuid.UUID,
    sentences: Sequence[Mapping[str, Any]],
    findings: Mapping[str, Any],
    run_id: uuid.UUID,
    at: datetime,
) -> None:
    """Put a finished draft into a note that waits for one; a second run finds it filled and changes nothing.

    Each sentence: section, body (text, kind, evidence, topic, second_look) and output_id.
    """
    note = Note.objects.select_for_update().filter(id=note_id).first()
    if note is None:
        raise NoSuchNote("There is no such note.")
    if note.state != NoteState.PREPARING:
        return
    Sentence.objects.bulk_create(
        Sentence(
            key_id=note.key_id, note=note, section=row["section"], order=order,
            output_id=row["output_id"], body={**row["body"], "proposed": row["body"]["text"]},
        )
        for order, row in enumerate(sentences)
    )  # fmt: skip
    note.findings, note.run_id, note.state, note.ready_at = dict(findings), run_id, NoteState.DRAFT, at
    note.save(update_fields=["findings", "run_id", "state", "ready_at"])
    audit.record(
        by=by, action=AuditAction.NOTE_DRAFTED, subject=("note", note.id), client_id=note.client_id,
        detail={"sentences": len(sentences)},
    )  # fmt: skip


@transaction.atomic
def give_up_draft(*, by: Actor, note_id: uuid.UUID, why: str, at: datetime) -> None:
    """Open a note for writing by hand after its draft could not be made; its page says ``why``."""
    note = Note.objects.select_for_update().get(id=note_id)
    if note.state != NoteState.PREPARING:
        return
    note.state, note.origin, note.ready_at = NoteState.DRAFT, NoteOrigin.TYPED, at
    note.findings = {"notices": [why]}
    note.save(update_fields=["state", "origin", "ready_at", "findings"])
    audit.record(by=by, action=AuditAction.NOTE_CHANGED, subject=("note", note.id), client_id=note.client_id)


def origin_of(session_id: uuid.UUID) -> NoteOrigin:
    """Give what a session's note is made from: the clinician's dictation, or what was said."""
    transcript = sessions.transcript_of(session_id)
    dictated = transcript is not None and transcript.source == DICTATION
    return NoteOrigin.DICTATED if dictated else NoteOrigin.DRAFTED


def _note_of(session_id: uuid.UUID | None) -> Note | None:
    if session_id is None:
        return None
    return Note.objects.filter(session_id=session_id).exclude(state=NoteState.VOIDED).first()


def _written(note: Note, section: str, text: str, order: int) -> None:
    body = {"text": text, "kind": "from_clinician", "evidence": [], "topic": "", "second_look": []}
    Sentence(
        key_id=note.key_id, note=note, section=section, order=order, decision=Decision.WRITTEN, body=body
    ).save(force_insert=True)
