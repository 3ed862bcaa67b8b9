"""Drafts a note's two summaries while its transcript is there."""

from __future__ import annotations

import uuid

from rapport.base.errors import MayNot
from rapport.base.jobs import enqueue, job
from rapport.clinic.notes import queries as notes
from rapport.clinic.reports import ai_tasks


def on_note_drafted(*, note_id: uuid.UUID) -> None:
    """Have the summaries drafted from the same evidence as the note."""
    enqueue("reports.draft", note_id=note_id)


@job("reports.draft")
def draft(*, note_id: uuid.UUID) -> None:
    """Draft both summaries. One that consent does not allow is left out; the ledger says why."""
    note = notes.note_by_id(note_id)
    if note is None or note.session_id is None:
        return
    for audience in ai_tasks.TASKS:
        try:
            ai_tasks.draft(note, audience=audience)
        except MayNot:
            continue
