"""What the author decides on a summary: approving it as it stands, or keeping it from the client."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.clinic.notes import queries as notes
from rapport.clinic.reports.models import Summary, SummaryState
from rapport.clinic.reports.policies import WITHHOLD_REASONS, UnableToRelease
from rapport.clinic.reports.services.locking import enter, own
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.ledger import services as ledger


@transaction.atomic
def approve(*, by: Actor, summary_id: uuid.UUID, seen_revision: int, at: datetime) -> Summary:
    """Approve a summary as it was shown; what became of each drafted sentence goes into the AI ledger.

    Raises:
        UnableToRelease: its note is not signed, nothing is in it, or it was changed since it was shown.
    """
    summary = own(by, summary_id)
    if summary.revision != seen_revision:
        raise UnableToRelease("This summary was changed in another window. Read it again, then approve it.")
    if not is_signed(summary):
        raise UnableToRelease("Sign the note first. A summary is never ahead of it.")
    if not any(section["sentences"] for section in summary.body["sections"]):
        raise UnableToRelease("This summary is empty.")
    enter(by, summary, SummaryState.APPROVED, AuditAction.SUMMARY_APPROVED, at)
    _decide_on_outputs(by, summary, at)
    return summary


@transaction.atomic
def withhold(*, by: Actor, summary_id: uuid.UUID, why: str, words: str, at: datetime) -> Summary:
    """Keep a summary from the client, with the reason; links that were given stop working.

    Raises:
        UnableToRelease: no reason. WrongState: it is withheld already.
    """
    if why not in WITHHOLD_REASONS:
        raise UnableToRelease("Say why this summary is withheld.")
    summary = own(by, summary_id)
    summary.links.filter(revoked_at=None).update(revoked_at=at)
    summary.body = {**summary.body, "withheld": {"why": why, "words": words.strip()}}
    return enter(by, summary, SummaryState.WITHHELD, AuditAction.SUMMARY_WITHHELD, at)


def is_signed(summary: Summary) -> bool:
    """Whether the summary's note is signed now, and not voided since."""
    note = notes.note_by_id(summary.note_id)
    return note is not None and note.state == "signed"


def _decide_on_outputs(by: Actor, summary: Summary, at: datetime) -> None:
    """A sentence that still stands word for word was accepted; one that does not was reworded or left out."""
    standing = {one.get("output_id") for section in summary.body["sections"] for one in section["sentences"]}
    for output_id in summary.body.get("drafted", []):
        stands = output_id in standing
        ledger.record_decision(
            by=by, output_id=uuid.UUID(output_id), decision="accepted" if stands else "rejected", at=at,
            reason="" if stands else "Reworded or left out before approval.",
        )  # fmt: skip
