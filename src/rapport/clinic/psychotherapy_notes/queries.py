"""Reads of psychotherapy notes: the author's own, and nothing for anyone else."""

from __future__ import annotations

import uuid

from rapport.clinic.psychotherapy_notes.models import PsychotherapyNote
from rapport.clinic.psychotherapy_notes.permissions import NotTheAuthor
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


def own_notes(*, by: Actor, client_id: uuid.UUID) -> list[PsychotherapyNote]:
    """Give the actor's own notes on a client, newest first, with the read on the record."""
    careteams.client_for(by=by, client_id=client_id)
    notes = list(PsychotherapyNote.objects.filter(client_id=client_id, author_id=by.id).order_by("-made_at"))
    audit.record(
        by=by,
        action=AuditAction.PSYCHOTHERAPY_NOTE_READ,
        subject=("psychotherapy_notes", client_id),
        client_id=client_id,
        detail={"count": len(notes)},
    )
    return notes


def own_note(*, by: Actor, note_id: uuid.UUID) -> PsychotherapyNote:
    """Give one of the actor's own notes.

    Raises:
        NotTheAuthor: it is another's, or there is none.
    """
    note = PsychotherapyNote.objects.filter(id=note_id, author_id=by.id).first()
    if note is None:
        raise NotTheAuthor("There is no such note.")
    careteams.client_for(by=by, client_id=note.client_id)
    audit.record(
        by=by,
        action=AuditAction.PSYCHOTHERAPY_NOTE_READ,
        subject=("psychotherapy_note", note.id),
        client_id=note.client_id,
    )
    return note
