"""The client's own link to a summary: given, opened, and what they mark as wrong."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from rapport.clinic.reports.models import Audience, ShareLink, Summary, SummaryState
from rapport.clinic.reports.policies import LINK_DAYS, LinkIsGone, UnableToRelease, is_ai_made
from rapport.clinic.reports.services.deciding import is_signed
from rapport.clinic.reports.services.locking import enter, own, put_on_record
from rapport.people.worklist import services as worklist
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent import queries as consents
from rapport.trust.consent import services as consent
from rapport.trust.consent.kinds import Purpose

TIME_TO_ANSWER = timedelta(days=3)
SHOWN_OF_A_LINE = 120


@transaction.atomic
def release(*, by: Actor, summary_id: uuid.UUID, asked_who_reads: bool, at: datetime) -> str:
    """Release an approved client summary by a personal link; give the secret once. Older links stop working.

    Raises:
        UnableToRelease: the therapist's own summary, a voided note, or nobody asked who else reads along.
        WrongState: not approved. ConsentNotInForce: an engine drafted it, and the client agrees no more.
    """
    summary = own(by, summary_id)
    if summary.audience != Audience.CLIENT:
        raise UnableToRelease("The therapist's summary stays in the chart.")
    if not asked_who_reads:
        raise UnableToRelease("Ask first whether anyone else reads what reaches this client.")
    if not is_signed(summary):
        raise UnableToRelease("The note is not signed any more, so its summary cannot be given.")
    if is_ai_made(summary):
        consent.require_consent(client_id=summary.client_id, purposes=(Purpose.CLIENT_SUMMARY,))
    if summary.state != SummaryState.RELEASED:
        enter(by, summary, SummaryState.RELEASED, AuditAction.SUMMARY_RELEASED, at)
    summary.links.filter(revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(24)
    ShareLink.objects.create(
        id=uuid.uuid4(), summary=summary, secret_sha256=_digest(secret), made_at=at,
        expires_at=at + timedelta(days=LINK_DAYS),
    )  # fmt: skip
    return secret


@transaction.atomic
def open_link(*, secret: str, origin: str, at: datetime) -> Summary:
    """Give the summary behind a personal link, with the opening on the record.

    Raises:
        LinkIsGone: unknown, expired, replaced, taken back, or the note or consent behind it is no more.
    """
    link = _live_link(secret, at)
    link.opened += 1
    link.save(update_fields=["opened"])
    holder = Actor.link_holder(link.id, origin=origin)
    put_on_record(by=holder, action=AuditAction.SUMMARY_OPENED_BY_LINK, summary=link.summary)
    return link.summary


@transaction.atomic
def mark_wrong(
    *, secret: str, lines: Sequence[int], missing: bool, call: bool, origin: str, at: datetime
) -> None:
    """Tell the author which lines the reader marked as wrong (numbers as shown), as a task.

    The reader ticks and does not write: words from outside open only where somebody watches for a crisis
    in them, and this page promises no such thing.

    Raises:
        LinkIsGone. UnableToRelease: nothing was ticked.
    """
    link = _live_link(secret, at)
    texts = [one["text"] for section in link.summary.body["sections"] for one in section["sentences"]]
    marked = [texts[number] for number in lines if 0 <= number < len(texts)]
    if not (marked or missing or call):
        raise UnableToRelease("Tick at least one line.")
    worklist.make_task(
        by=Actor.link_holder(link.id, origin=origin), client_id=link.summary.client_id,
        owner_id=link.summary.note.author_id, kind="summary.wrong", text=_told(marked, missing, call),
        due_at=at + TIME_TO_ANSWER, at=at,
    )  # fmt: skip


def _live_link(secret: str, at: datetime) -> ShareLink:
    links = ShareLink.objects.select_for_update(of=("self",)).select_related("summary__note")
    link = links.filter(secret_sha256=_digest(secret), revoked_at=None, expires_at__gt=at).first()
    if link is None or link.summary.state != SummaryState.RELEASED or not _may_still_open(link.summary):
        raise LinkIsGone("This link has expired or was taken back. Ask your therapist for a new one.")
    return link


def _may_still_open(summary: Summary) -> bool:
    if not is_signed(summary):
        return False
    return (
        not is_ai_made(summary)
        or consents.consent_in_force(client_id=summary.client_id, purpose=Purpose.CLIENT_SUMMARY).in_force
    )


def _told(marked: Sequence[str], missing: bool, call: bool) -> str:  # noqa: FBT001  # two ticks, as they came
    parts = [f"“{text[:SHOWN_OF_A_LINE]}”" for text in marked]
    said = ["Marked as not right in the summary: " + "; ".join(parts) + "."] if parts else []
    if missing:
        said.append("The client says that something is missing in the summary.")
    if call:
        said.append("The client would like to talk about the summary.")
    return " ".join(said)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
