"""Having an unsigned note drafted again, in another format."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from rapport.base import jobs
from rapport.clinic.notes.models import Decision, Note, NoteOrigin, NoteState
from rapport.clinic.notes.policies import RISK, UnableToRedraft, check_revision, check_transition
from rapport.clinic.notes.services.locking import editable_note, touch
from rapport.clinic.notes.services.starting import origin_of
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions import services as capture
from rapport.clinic.sessions.kinds import Stage
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit.actions import AuditAction


@transaction.atomic
def redraft_note(
    *,
    by: Actor,
    note_id: uuid.UUID,
    format: str,  # noqa: A002  # the field's word for SOAP, DAP and the others
    sections: Sequence[str],
    seen_revision: int,
    at: datetime,
) -> None:
    """Have a draft made again in ``format``, whose ``sections`` are named in order.

    What the author wrote themself stays, in its own section or else in the first. Drafted sentences and
    the decisions on them start anew; the ledger keeps the earlier ones.

    Raises:
        UnableToRedraft: nothing to draft from, or a version was signed already.
        NotYourNote, NoteIsLocked, SomebodyElseChangedIt.
    """
    note = editable_note(by, note_id)
    check_revision(seen_revision, note.revision)
    check_transition(note.state, NoteState.PREPARING)
    _check_redraftable(note)
    assert note.session_id is not None  # noqa: S101  # checked just now
    note.sentences.exclude(decision=Decision.WRITTEN).delete()
    for own in note.sentences.exclude(section__in=[*sections, RISK]):
        own.section = sections[0]
        own.save(update_fields=["section"])
    note.format, note.state, note.findings, note.run_id = format, NoteState.PREPARING, {}, None
    note.origin = origin_of(note.session_id)
    note.save(update_fields=["format", "state", "findings", "run_id", "origin"])
    touch(by=by, note=note, action=AuditAction.NOTE_CHANGED, detail={"drafted_again_as": format})
    capture.restart_clock(by=by, session_id=note.session_id, stage=Stage.DRAFTING, at=at)
    jobs.enqueue("notes.draft", note_id=note.id)


def _check_redraftable(note: Note) -> None:
    if note.origin not in {NoteOrigin.DRAFTED, NoteOrigin.DICTATED} or note.session_id is None:
        raise UnableToRedraft("This note was written by hand; there is nothing to draft it from.")
    if sessions.transcript_of(note.session_id) is None:
        raise UnableToRedraft("The transcript is gone, so there is nothing to draft from.")
    if note.versions.exists():
        raise UnableToRedraft("This note was signed before. Change its sentences instead.")
