"""Reads of summaries."""

from __future__ import annotations

import uuid

from rapport.clinic.reports.models import ShareLink, Summary
from rapport.clinic.reports.policies import NoSuchSummary
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


def summaries_of_note(*, by: Actor, note_id: uuid.UUID, client_id: uuid.UUID) -> list[Summary]:
    """Give a note's summaries, the therapist's first, with the read on the record."""
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


def links_of(summary: Summary) -> list[ShareLink]:
    """Give the links to a summary, newest first."""
    return list(summary.links.order_by("-made_at"))
