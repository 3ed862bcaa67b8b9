"""Writes on summaries: nothing reaches a client before its note is signed and it was approved."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from rapport.base.errors import MayNot, Unable
from rapport.clinic.notes import queries as notes
from rapport.clinic.reports.models import Audience, ShareLink, Summary, SummaryState
from rapport.clinic.reports.policies import LINK_DAYS, NoSuchSummary, check_transition
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent import services as consent
from rapport.trust.consent.kinds import Purpose


class NotYourSummary(MayNot):
    """Only the note's author decides on its summaries."""


class UnableToRelease(Unable):
    """The note is not signed, or the text is empty."""


@transaction.atomic
def keep_draft(
    *,
    by: Actor,
    note_id: uuid.UUID,
    audience: str,
    sections: Sequence[Mapping[str, Any]],
    run_id: uuid.UUID | None,
    at: datetime,
) -> Summary:
    """Keep a drafted summary; a second run finds it and changes nothing. Sections: title and sentences."""
    note = notes.note_by_id(note_id)
    if note is None:
        raise NoSuchSummary("There is no such note.")
    known = Summary.objects.filter(note_id=note_id, audience=audience).first()
    if known is not None:
        return known
    summary = Summary(
        key_id=note.key_id, client_id=note.client_id, note_id=note_id, audience=Audience(audience),
        body={"sections": [dict(s) for s in sections]}, run_id=run_id, made_at=at,
    )  # fmt: skip
    summary.save(force_insert=True)
    _record(by, AuditAction.SUMMARY_DRAFTED, summary)
    return summary


@transaction.atomic
def change_text(
    *, by: Actor, summary_id: uuid.UUID, sections: Sequence[Mapping[str, Any]], seen_revision: int
) -> Summary:
    """Change what a summary says; one that was approved goes back to draft."""
    summary = _own(by, summary_id)
    if summary.revision != seen_revision:
        raise UnableToRelease("This summary was changed in another window. Look at it again first.")
    if summary.state == SummaryState.RELEASED:
        raise UnableToRelease("This summary is with the client already. Withhold it first.")
    summary.body, summary.revision = {"sections": [dict(s) for s in sections]}, summary.revision + 1
    summary.state = SummaryState.DRAFT
    summary.save(update_fields=["body", "revision", "state"])
    _record(by, AuditAction.SUMMARY_CHANGED, summary)
    return summary


@transaction.atomic
def approve(*, by: Actor, summary_id: uuid.UUID, at: datetime) -> Summary:
    """Approve a summary as it stands.

    Raises:
        UnableToRelease: its note is not signed, or nothing is in it.
    """
    summary = _own(by, summary_id)
    note = notes.note_by_id(summary.note_id)
    if note is None or note.state != "signed":
        raise UnableToRelease("Sign the note first. A summary is never ahead of it.")
    if not any(section["sentences"] for section in summary.body["sections"]):
        raise UnableToRelease("This summary is empty.")
    return _enter(by, summary, SummaryState.APPROVED, AuditAction.SUMMARY_APPROVED, at)


@transaction.atomic
def withhold(*, by: Actor, summary_id: uuid.UUID, at: datetime) -> Summary:
    """Keep a summary from the client; links that were given stop working."""
    summary = _own(by, summary_id)
    summary.links.filter(revoked_at=None).update(revoked_at=at)
    return _enter(by, summary, SummaryState.WITHHELD, AuditAction.SUMMARY_WITHHELD, at)


@transaction.atomic
def release(*, by: Actor, summary_id: uuid.UUID, at: datetime) -> str:
    """Release an approved client summary by a personal link; give the secret once.

    Raises:
        UnableToRelease: the therapist's own summary. WrongState: not approved. ConsentNotInForce.
    """
    summary = _own(by, summary_id)
    if summary.audience != Audience.CLIENT:
        raise UnableToRelease("The therapist's summary stays in the chart.")
    consent.require_consent(client_id=summary.client_id, purposes=(Purpose.CLIENT_SUMMARY,))
    if summary.state != SummaryState.RELEASED:
        _enter(by, summary, SummaryState.RELEASED, AuditAction.SUMMARY_RELEASED, at)
    secret = secrets.token_urlsafe(24)
    ShareLink.objects.create(
        id=uuid.uuid4(), summary=summary, secret_sha256=_digest(secret), made_at=at,
        expires_at=at + timedelta(days=LINK_DAYS),
    )  # fmt: skip
    return secret


@transaction.atomic
def open_link(*, secret: str, origin: str, at: datetime) -> Summary:
    """Open a released summary by its link, with the opening on the record.

    Raises:
        NoSuchSummary: the link does not exist, has expired or was taken back.
    """
    link = ShareLink.objects.select_for_update(of=("self",)).select_related("summary").filter(
        secret_sha256=_digest(secret), revoked_at=None, expires_at__gt=at
    ).first()  # fmt: skip
    if link is None or link.summary.state != SummaryState.RELEASED:
        raise NoSuchSummary("This link has expired or was taken back. Ask your therapist for a new one.")
    link.opened += 1
    link.save(update_fields=["opened"])
    _record(Actor.link_holder(link.id, origin=origin), AuditAction.SUMMARY_OPENED_BY_LINK, link.summary)
    return link.summary


def text_of(summary: Summary) -> str:
    """Give a summary's words as one text."""
    return " ".join(one["text"] for section in summary.body["sections"] for one in section["sentences"])


def check_approved(summary: Summary) -> None:
    """Stop a summary that nobody approved from being shown or printed.

    Raises:
        UnableToRelease: it is a draft or withheld.
    """
    if summary.state not in {SummaryState.APPROVED, SummaryState.RELEASED}:
        raise UnableToRelease("Approve this summary first.")


def _own(by: Actor, summary_id: uuid.UUID) -> Summary:
    require_person(by)
    found = Summary.objects.select_for_update(of=("self",)).select_related("note").filter(id=summary_id)
    summary = found.first()
    if summary is None:
        raise NoSuchSummary("There is no such summary.")
    careteams.client_for(by=by, client_id=summary.client_id)
    if summary.note.author_id != by.id:
        raise NotYourSummary("Only the note's author decides on its summaries.")
    return summary


def _enter(by: Actor, summary: Summary, state: SummaryState, action: AuditAction, at: datetime) -> Summary:
    check_transition(summary.state, state)
    summary.state, summary.decided_by, summary.decided_at = state, by.id, at
    summary.save(update_fields=["state", "decided_by", "decided_at"])
    _record(by, action, summary)
    return summary


def _record(by: Actor, action: AuditAction, summary: Summary) -> None:
    audit.record(
        by=by, action=action, subject=("summary", summary.id), client_id=summary.client_id,
        detail={"audience": summary.audience},
    )  # fmt: skip


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
