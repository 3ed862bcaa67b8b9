"""Reads of summaries."""

from __future__ import annotations

import uuid
from datetime import datetime

from rapport.clinic.reports.models import ShareLink, Summary
from rapport.clinic.reports.policies import NoSuchSummary
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


def summaries_of_note(*, by: Actor, note_id: uuid.UUID, client_id: uuid.UUID) -> list[Summary]:
    """Give a note's summaries, the therapist's first, with the read on the record.

    Raises:
        NoSuchClient: not for this actor.
    """
    careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.SUMMARY_READ, subject=("note", note_id), client_id=client_id)
    return sorted(Summary.objects.filter(note_id=note_id), key=lambda s: s.audience, reverse=True)


def summary_for(*, by: Actor, summary_id: uuid.UUID) -> Summary:
    """Give a summary to someone who may see the chart.

    Raises:
        NoSuchSummary, NoSuchClient: none, or not for this actor.
    """
    summary = Summary.objects.select_related("note").filter(id=summary_id).first()
    if summary is None:
        raise NoSuchSummary("There is no such summary.")
    careteams.client_for(by=by, client_id=summary.client_id)
    audit.record(
        by=by, action=AuditAction.SUMMARY_READ, subject=("summary", summary_id), client_id=summary.client_id
    )
    return summary


def drafted_audiences(note_id: uuid.UUID) -> set[str]:
    """Give for whom a note has a summary already, to a job or page that decides what to draft."""
    return set(Summary.objects.filter(note_id=note_id).values_list("audience", flat=True))


def open_links_of(summary: Summary, *, at: datetime) -> list[ShareLink]:
    """Give the links that open a summary now, newest first."""
    return list(summary.links.filter(revoked_at=None, expires_at__gt=at).order_by("-made_at"))


def text_of(summary: Summary) -> str:
    """Give a summary's words as one text, a sentence a line."""
    return "\n".join(one["text"] for section in summary.body["sections"] for one in section["sentences"])
