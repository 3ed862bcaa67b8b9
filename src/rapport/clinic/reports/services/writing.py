"""The words of a summary: drafted, begun by hand, changed, and their sources cut down at signature."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from rapport.clinic.notes import queries as notes
from rapport.clinic.notes.content import frozen_span
from rapport.clinic.reports.blank import CLIENT_SECTIONS
from rapport.clinic.reports.models import Audience, Summary, SummaryState
from rapport.clinic.reports.permissions import check_may_decide
from rapport.clinic.reports.policies import ChangedMeanwhile, NoSuchSummary, WrongState
from rapport.clinic.reports.services.locking import own, put_on_record
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.retention import queries as retention

Sections = Sequence[Mapping[str, Any]]


@transaction.atomic
def keep_draft(
    *,
    by: Actor,
    note_id: uuid.UUID,
    audience: str,
    sections: Sections,
    run_id: uuid.UUID | None,
    at: datetime,
) -> Summary:
    """Keep a drafted summary; a second run finds it and changes nothing.

    Each section has a title and sentences; a sentence that an engine made has ``output_id``, its place in
    the ledger. Where the note is signed already, sources are cut down at once.
    """
    note = notes.note_by_id(note_id)
    if note is None:
        raise NoSuchSummary("There is no such note.")
    known = Summary.objects.filter(note_id=note_id, audience=audience).first()
    if known is not None:
        return known
    kept = [dict(section) for section in sections]
    summary = Summary(
        key_id=note.key_id, client_id=note.client_id, note_id=note_id, audience=Audience(audience),
        body={"sections": kept, "drafted": _drafted(kept)}, run_id=run_id, made_at=at,
    )  # fmt: skip
    if note.state == "signed":
        summary.body = _with_frozen_evidence(summary)
    summary.save(force_insert=True)
    put_on_record(by=by, action=AuditAction.SUMMARY_DRAFTED, summary=summary)
    return summary


@transaction.atomic
def begin_by_hand(*, by: Actor, note_id: uuid.UUID, at: datetime) -> Summary:
    """Begin a client summary without any engine: the titles stand there, the words are the author's.

    Raises:
        NoSuchSummary, NoSuchClient, NotYourSummary.
    """
    note = notes.note_by_id(note_id)
    if note is None:
        raise NoSuchSummary("There is no such note.")
    careteams.client_for(by=by, client_id=note.client_id)
    check_may_decide(by, author_id=note.author_id)
    return keep_draft(
        by=by, note_id=note_id, audience=Audience.CLIENT, sections=CLIENT_SECTIONS, run_id=None, at=at
    )


@transaction.atomic
def change_text(*, by: Actor, summary_id: uuid.UUID, sections: Sections, seen_revision: int) -> Summary:
    """Change what a summary says; one that was approved or withheld goes back to draft.

    Raises:
        ChangedMeanwhile: it is not at ``seen_revision`` any more. WrongState: the client has it already.
    """
    summary = own(by, summary_id)
    if summary.revision != seen_revision:
        raise ChangedMeanwhile("This summary was changed in another window. Nothing was overwritten.")
    if summary.state == SummaryState.RELEASED:
        raise WrongState("This summary is with the client already. Withhold it first, then change it.")
    kept = {key: value for key, value in summary.body.items() if key != "withheld"}
    summary.body = {**kept, "sections": [dict(section) for section in sections]}
    summary.revision, summary.state = summary.revision + 1, SummaryState.DRAFT
    summary.save(update_fields=["body", "revision", "state"])
    put_on_record(by=by, action=AuditAction.SUMMARY_CHANGED, summary=summary)
    return summary


@transaction.atomic
def freeze_evidence(*, by: Actor, note_id: uuid.UUID) -> None:
    """Cut each source to 25 words, or hash and time alone by setting, as signing does for the note itself."""
    rows = Summary.objects.select_for_update(of=("self",)).select_related("note")
    for summary in rows.filter(note_id=note_id):
        summary.body = _with_frozen_evidence(summary)
        summary.save(update_fields=["body"])
        put_on_record(by=by, action=AuditAction.SUMMARY_CHANGED, summary=summary)


def _with_frozen_evidence(summary: Summary) -> dict[str, Any]:
    keep = retention.keeps_excerpts(client_id=summary.client_id, session_id=summary.note.session_id)
    sections = [
        {**section, "sentences": [_frozen(one, keep_excerpts=keep) for one in section["sentences"]]}
        for section in summary.body["sections"]
    ]
    return {**summary.body, "sections": sections}


def _frozen(sentence: Mapping[str, Any], *, keep_excerpts: bool) -> dict[str, Any]:
    spans = [frozen_span(span, keep_excerpts=keep_excerpts) for span in sentence["evidence"]]
    return {**sentence, "evidence": spans}


def _drafted(sections: Sections) -> list[str]:
    found = [one.get("output_id", "") for section in sections for one in section["sentences"]]
    return [output_id for output_id in found if output_id]
