"""Writes on psychotherapy notes: the author alone, under keys apart from the client's record."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.base.errors import Conflict, Unable
from rapport.clinic.psychotherapy_notes.models import PsychotherapyNote
from rapport.clinic.psychotherapy_notes.permissions import NotTheAuthor
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.vault import services as vault


class UnableToWrite(Unable):
    """The note is empty."""


class ChangedMeanwhile(Conflict):
    """The note was changed in another window; nothing was overwritten."""


@transaction.atomic
def write_note(*, by: Actor, client_id: uuid.UUID, text: str, at: datetime) -> PsychotherapyNote:
    """Write a psychotherapy note under a key of its own that no other key opens.

    Raises:
        UnableToWrite: it is empty. NoSuchClient: not this actor's client.
    """
    require_person(by)
    careteams.client_for(by=by, client_id=client_id)
    if not text.strip():
        raise UnableToWrite("Write the note first.")
    note = PsychotherapyNote(
        key_id=vault.create_key(purpose="psychotherapy note"), client_id=client_id, author_id=by.id,
        text=text.strip(), made_at=at, changed_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    _record(by, note)
    return note


@transaction.atomic
def change_note(
    *, by: Actor, note_id: uuid.UUID, text: str, seen_revision: int, at: datetime
) -> PsychotherapyNote:
    """Change one's own psychotherapy note.

    Raises:
        NotTheAuthor, UnableToWrite. ChangedMeanwhile: it is not at ``seen_revision`` any more.
    """
    require_person(by)
    note = PsychotherapyNote.objects.select_for_update().filter(id=note_id, author_id=by.id).first()
    if note is None:
        raise NotTheAuthor("There is no such note.")
    if not text.strip():
        raise UnableToWrite("Write the note first.")
    if note.revision != seen_revision:
        raise ChangedMeanwhile("You changed this note in another window. Look at it again first.")
    note.text, note.revision, note.changed_at = text.strip(), note.revision + 1, at
    note.save(update_fields=["text", "revision", "changed_at"])
    _record(by, note)
    return note


def _record(by: Actor, note: PsychotherapyNote) -> None:
    audit.record(
        by=by,
        action=AuditAction.PSYCHOTHERAPY_NOTE_CHANGED,
        subject=("psychotherapy_note", note.id),
        client_id=note.client_id,
    )
