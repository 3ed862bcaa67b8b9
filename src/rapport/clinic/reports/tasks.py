"""Drafts a note's two summaries while its transcript is there, and cuts their sources down at signature."""

from __future__ import annotations

import uuid

from rapport.base.errors import MayNot
from rapport.base.jobs import enqueue, job
from rapport.clinic.notes import queries as notes
from rapport.clinic.notes.policies import is_dictated
from rapport.clinic.reports import ai_tasks, services
from rapport.clinic.reports.permissions import check_may_decide
from rapport.safeguards.actors import Actor


def on_note_drafted(*, note_id: uuid.UUID) -> None:
    """Have the summaries drafted from the same evidence as the note, long before the transcript goes."""
    enqueue("reports.draft", note_id=note_id)


def on_note_signed(*, note_id: uuid.UUID) -> None:
    """Draft what is still missing, here and now since the transcript goes next; then cut the sources down.

    Bound before the handler that lets the transcript go. Where that one is faster all the same, the
    transcript is not there any more and the client's summary can be written by hand.
    """
    draft(note_id=note_id)
    services.freeze_evidence(by=ai_tasks.WORKER, note_id=note_id)


@job("reports.draft")
def draft(*, note_id: uuid.UUID) -> None:
    """Draft both summaries. One that consent does not allow is left out; the ledger says why.

    A dictated note has none: its words are the clinician's to themself, not what the session held.
    """
    note = notes.note_by_id(note_id)
    if note is None or note.session_id is None or is_dictated(note):
        return
    for audience in ai_tasks.TASKS:
        try:
            ai_tasks.draft(note, audience=audience)
        except MayNot:
            continue


def ask_for_drafts(*, by: Actor, note_id: uuid.UUID) -> None:
    """Queue the drafting of what is missing, asked for by the note's author on the page.

    Raises:
        NoSuchNote, NoSuchClient, NotYourSummary.
    """
    note, _ = notes.note_for(by=by, note_id=note_id)
    check_may_decide(by, author_id=note.author_id)
    enqueue("reports.draft", note_id=note_id)
