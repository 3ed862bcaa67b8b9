"""Fetching a note or sentence for a change: locked, scoped to the actor, and at the revision they saw."""

from __future__ import annotations

import uuid

from rapport.clinic.notes.models import Note, Sentence
from rapport.clinic.notes.permissions import check_may_write
from rapport.clinic.notes.policies import NoSuchNote, check_editable
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


def locked_note(by: Actor, note_id: uuid.UUID) -> Note:
    """Give a note, locked until the transaction ends, to someone who may see its client's chart.

    Raises:
        NoSuchNote, NoSuchClient.
    """
    note = Note.objects.select_for_update().filter(id=note_id).first()
    if note is None:
        raise NoSuchNote("There is no such note.")
    careteams.client_for(by=by, client_id=note.client_id)
    return note


def editable_note(by: Actor, note_id: uuid.UUID) -> Note:
    """Give a note, locked, to its author while it may be changed.

    Raises:
        NoSuchNote, NotYourNote, NoteIsLocked, WrongState.
    """
    note = locked_note(by, note_id)
    check_may_write(by, note)
    check_editable(note)
    return note


def editable_sentence(by: Actor, sentence_id: uuid.UUID) -> tuple[Note, Sentence]:
    """Give a sentence with its note, both locked, to the author.

    Raises:
        NoSuchNote, NotYourNote, NoteIsLocked, WrongState.
    """
    sentence = Sentence.objects.filter(id=sentence_id).first()
    if sentence is None:
        raise NoSuchNote("There is no such sentence.")
    note = editable_note(by, sentence.note_id)
    return note, Sentence.objects.select_for_update().get(id=sentence_id)


def touch(*, by: Actor, note: Note, action: AuditAction, detail: audit.Detail | None = None) -> None:
    """Raise the note's revision and put the change on the record."""
    note.revision += 1
    note.save(update_fields=["revision"])
    audit.record(by=by, action=action, subject=("note", note.id), client_id=note.client_id, detail=detail)
