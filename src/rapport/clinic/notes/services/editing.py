"""The clinician's work on a draft: deciding on each sentence, writing, stating the facts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from rapport.base.errors import Unable
from rapport.clinic.notes.models import Decision, Note, Sentence
from rapport.clinic.notes.policies import check_revision, words_changed
from rapport.clinic.notes.services.locking import editable_note, editable_sentence, touch
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.ledger import services as ledger

FACTS = frozenset(
    {"started_at", "ended_at", "psychotherapy_minutes", "modality", "place", "client_location",
     "clinician_location", "participants", "diagnoses", "goals", "risk_answer", "risk_reason",
     "mental_status", "late_entry_reason", "telehealth_agreed", "reason_for_audio"}
)  # fmt: skip


class UnableToEdit(Unable):
    """An empty sentence, or a decision that does not exist."""


@transaction.atomic
def accept_sentence(*, by: Actor, sentence_id: uuid.UUID, seen_revision: int, at: datetime) -> Sentence:
    """Take a proposed sentence into the note as it stands."""
    return _decide(by, sentence_id, Decision.ACCEPTED, seen_revision, at)


@transaction.atomic
def reject_sentence(
    *, by: Actor, sentence_id: uuid.UUID, seen_revision: int, at: datetime, reason: str = ""
) -> Sentence:
    """Leave a sentence out of the note; it stays on the record as rejected."""
    return _decide(by, sentence_id, Decision.REJECTED, seen_revision, at, reason=reason)


@transaction.atomic
def edit_sentence(
    *, by: Actor, sentence_id: uuid.UUID, text: str, seen_revision: int, at: datetime
) -> Sentence:
    """Take a sentence into the note in the clinician's own words; the proposal is kept beside it.

    Raises:
        UnableToEdit: nothing is left of it.
    """
    if not text.strip():
        raise UnableToEdit("The sentence is empty. Reject it instead.")
    return _decide(by, sentence_id, Decision.EDITED, seen_revision, at, text=text.strip())


@transaction.atomic
def undo_decision(*, by: Actor, sentence_id: uuid.UUID, seen_revision: int) -> Sentence:
    """Put a drafted sentence back to how it was proposed, waiting for a decision."""
    note, sentence = editable_sentence(by, sentence_id)
    check_revision(seen_revision, sentence.revision)
    if sentence.decision == Decision.WRITTEN:
        raise UnableToEdit("You wrote this sentence yourself. Reject it to leave it out.")
    sentence.body = {**sentence.body, "text": sentence.body["proposed"], "reason": ""}
    _save(sentence, Decision.PROPOSED)
    touch(
        by=by,
        note=note,
        action=AuditAction.NOTE_CHANGED,
        detail={"sentence": str(sentence.id), "decision": "undone"},
    )
    return sentence


@transaction.atomic
def accept_section(*, by: Actor, note_id: uuid.UUID, section: str, at: datetime) -> int:
    """Accept every sentence of a section that still waits, and count them.

    Sentences that ask for a second look (risk, medication, negation, numbers) are left: each wants its own.
    """
    note = editable_note(by, note_id)
    accepted = 0
    for sentence in note.sentences.select_for_update().filter(section=section, decision=Decision.PROPOSED):
        if sentence.body.get("second_look"):
            continue
        _save(sentence, Decision.ACCEPTED)
        _tell_ledger(by, sentence, at)
        accepted += 1
    touch(
        by=by, note=note, action=AuditAction.NOTE_CHANGED, detail={"section": section, "accepted": accepted}
    )
    return accepted


@transaction.atomic
def write_sentence(*, by: Actor, note_id: uuid.UUID, section: str, text: str) -> Sentence:
    """Add a sentence of the clinician's own at the end of a section.

    Raises:
        UnableToEdit: it is empty.
    """
    if not text.strip():
        raise UnableToEdit("Write the sentence first.")
    note = editable_note(by, note_id)
    last = note.sentences.aggregate(Max("order"))["order__max"]
    body = {"text": text.strip(), "kind": "from_clinician", "evidence": [], "topic": "", "second_look": []}
    sentence = Sentence(
        key_id=note.key_id, note=note, section=section, order=0 if last is None else last + 1,
        decision=Decision.WRITTEN, body=body,
    )  # fmt: skip
    sentence.save(force_insert=True)
    touch(
        by=by,
        note=note,
        action=AuditAction.NOTE_CHANGED,
        detail={"sentence": str(sentence.id), "decision": "written"},
    )
    return sentence


@transaction.atomic
def state_facts(*, by: Actor, note_id: uuid.UUID, facts: Mapping[str, Any], seen_revision: int) -> Note:
    """State the facts of the service: times, modality, places, diagnoses, goals, risk answer.

    Raises:
        UnableToEdit: not a fact of a note. SomebodyElseChangedIt: the note was changed meanwhile.
    """
    if unknown := set(facts) - FACTS:
        raise UnableToEdit(f"Not a fact of a note: {sorted(unknown)}")
    note = editable_note(by, note_id)
    check_revision(seen_revision, note.revision)
    note.facts = {**note.facts, **facts}
    note.save(update_fields=["facts"])
    touch(by=by, note=note, action=AuditAction.NOTE_CHANGED, detail={"facts": sorted(facts)})
    return note


@transaction.atomic
def write_impressions(*, by: Actor, note_id: uuid.UUID, text: str) -> None:
    """Keep the clinician's own impressions, written before the draft opens.

    Where two windows were open, both texts are kept, one below the other.
    """
    note = editable_note(by, note_id)
    note.impressions = "\n\n".join(part for part in (note.impressions, text.strip()) if part)
    note.save(update_fields=["impressions"])
    touch(by=by, note=note, action=AuditAction.NOTE_CHANGED, detail={"impressions": True})


def _decide(
    by: Actor,
    sentence_id: uuid.UUID,
    decision: Decision,
    seen_revision: int,
    at: datetime,
    *,
    text: str | None = None,
    reason: str = "",
) -> Sentence:
    note, sentence = editable_sentence(by, sentence_id)
    check_revision(seen_revision, sentence.revision)
    own = sentence.decision == Decision.WRITTEN
    if text is not None or reason:
        sentence.body = {**sentence.body, "text": text or sentence.body["text"], "reason": reason}
    _save(sentence, Decision.WRITTEN if own and decision != Decision.REJECTED else decision)
    _tell_ledger(by, sentence, at)
    touch(
        by=by,
        note=note,
        action=AuditAction.NOTE_CHANGED,
        detail={"sentence": str(sentence.id), "decision": decision},
    )
    return sentence


def _save(sentence: Sentence, decision: Decision) -> None:
    sentence.decision, sentence.revision = decision, sentence.revision + 1
    sentence.save(update_fields=["decision", "revision", "body"])


def _tell_ledger(by: Actor, sentence: Sentence, at: datetime) -> None:
    if sentence.output_id is None:
        return
    ledger.record_decision(
        by=by,
        output_id=sentence.output_id,
        decision=sentence.decision,
        reason=sentence.body.get("reason", ""),
        words_changed=words_changed(sentence.body.get("proposed", ""), sentence.body["text"]),
        at=at,
    )
