"""Every read that pages and jobs need of notes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from rapport.clinic.notes.content import content_hash
from rapport.clinic.notes.models import (
    Addendum,
    CosignReturn,
    Decision,
    Note,
    NoteState,
    Sentence,
    SignedVersion,
)
from rapport.clinic.notes.policies import NoSuchNote, stays_in_note, words_changed
from rapport.people.careteams import queries as careteams
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


@dataclass(frozen=True)
class EditMeasure:
    """How a draft became a note; shown to its author alone."""

    accepted: int
    edited: int
    rejected: int
    written: int
    words_changed: int
    minutes_to_signature: int | None


@dataclass(frozen=True)
class Integrity:
    """Whether a signed note and its addenda still have the hashes that they were signed with."""

    holds: bool
    versions: int
    addenda: int


def note_for(*, by: Actor, note_id: uuid.UUID) -> tuple[Note, ClientRow]:
    """Give a note and its client to someone who may see the chart, with the read on the record.

    Raises:
        NoSuchNote, NoSuchClient.
    """
    note = Note.objects.select_related("author").filter(id=note_id).first()
    if note is None:
        raise NoSuchNote("There is no such note.")
    client = careteams.client_for(by=by, client_id=note.client_id)
    audit.record(by=by, action=AuditAction.NOTE_READ, subject=("note", note.id), client_id=note.client_id)
    return note, client


def note_by_id(note_id: uuid.UUID) -> Note | None:
    """Give a note to a job, which works under the gate instead of a care team."""
    return Note.objects.filter(id=note_id).first()


def author_name(note_id: uuid.UUID) -> str:
    """Give the name of a note's author, as a client knows them."""
    return str(Note.objects.values_list("author__display_name", flat=True).get(id=note_id))


def note_of_session(session_id: uuid.UUID) -> Note | None:
    """Give a session's note that was not voided."""
    return Note.objects.filter(session_id=session_id).exclude(state=NoteState.VOIDED).first()


def notes_of(*, client_id: uuid.UUID) -> list[Note]:
    """Give a client's notes, newest first. The caller has established that the actor may see the chart."""
    return list(Note.objects.filter(client_id=client_id).select_related("author").order_by("-made_at"))


def unsigned_notes_of(author_id: uuid.UUID) -> list[Note]:
    """Give the notes that wait for someone, oldest first."""
    states = [NoteState.PREPARING, NoteState.DRAFT]
    notes = Note.objects.filter(author_id=author_id, state__in=states)
    return list(notes.select_related("client").order_by("made_at"))


def notes_to_cosign(supervised: list[uuid.UUID]) -> list[Note]:
    """Give the notes of these authors that wait for cosignature."""
    notes = Note.objects.filter(author_id__in=supervised, state=NoteState.PENDING_COSIGN)
    return list(notes.select_related("client", "author").order_by("made_at"))


def sentences_of(note: Note) -> list[Sentence]:
    """Give every sentence in order, rejected ones too."""
    return list(note.sentences.order_by("order"))


def sentence_by_id(sentence_id: uuid.UUID) -> Sentence | None:
    """Give a sentence. The caller establishes who may see it."""
    return Sentence.objects.filter(id=sentence_id).first()


def versions_of(note: Note) -> list[SignedVersion]:
    """Give the signed versions, oldest first."""
    return list(note.versions.select_related("signed_by").order_by("version"))


def signed_at(note: Note) -> datetime:
    """Give when a note was signed last (its cosignature, if it has one)."""
    return note.versions.order_by("-version").values_list("signed_at", flat=True)[0]


def addenda_of(note: Note) -> list[Addendum]:
    """Give the addenda, oldest first."""
    return list(note.addenda.select_related("author").order_by("at"))


def returns_of(note: Note) -> list[CosignReturn]:
    """Give the supervisor's comments, oldest first."""
    return list(note.returns.select_related("by").order_by("at"))


def earlier_texts(note: Note, *, most: int = 20) -> list[tuple[uuid.UUID, str]]:
    """Give the texts of the client's other signed notes, newest first, for the near-duplicate meter."""
    others = SignedVersion.objects.filter(note__client_id=note.client_id, note__state=NoteState.SIGNED)
    newest = others.exclude(note_id=note.id).order_by("-signed_at")[:most]
    return [(v.note_id, " ".join(s["text"] for s in v.content["sentences"])) for v in newest]


def text_of(note: Note) -> str:
    """Give the note's text as it would be signed now."""
    return " ".join(s.body["text"] for s in sentences_of(note) if stays_in_note(s.decision))


def edit_measure(note: Note, *, ended_at: datetime | None) -> EditMeasure:
    """Count what the author did with the draft."""
    rows = sentences_of(note)
    count = {decision: sum(1 for row in rows if row.decision == decision) for decision in Decision}
    first = note.versions.order_by("version").first()
    minutes = int((first.signed_at - ended_at).total_seconds() // 60) if first and ended_at else None
    edited = [row for row in rows if row.decision == Decision.EDITED]
    return EditMeasure(
        accepted=count[Decision.ACCEPTED],
        edited=count[Decision.EDITED],
        rejected=count[Decision.REJECTED],
        written=count[Decision.WRITTEN],
        words_changed=sum(words_changed(row.body.get("proposed", ""), row.body["text"]) for row in edited),
        minutes_to_signature=minutes,
    )


def integrity_of(note: Note) -> Integrity:
    """Recompute every hash of a signed note's chain."""
    previous, holds = "", True
    versions, addenda = versions_of(note), addenda_of(note)
    for version in versions:
        holds &= version.previous_sha256 == previous
        holds &= version.sha256 == content_hash(version.content, previous)
        previous = version.sha256
    for addendum in addenda:
        content = {
            "text": addendum.text,
            "reason": addendum.reason,
            "author": str(addendum.author_id),
            "at": addendum.at.isoformat(),
        }
        holds &= addendum.previous_sha256 == previous
        holds &= addendum.sha256 == content_hash(content, previous)
        previous = addendum.sha256
    return Integrity(holds=holds, versions=len(versions), addenda=len(addenda))
