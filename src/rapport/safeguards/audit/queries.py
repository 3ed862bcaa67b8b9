"""The only reads of the record: for the auditor, the owner, and a client's access report."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from rapport.base.errors import MayNot
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import recording
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.audit.models import AuditEvent
from rapport.safeguards.audit.verification import Verification, verify

PAGE = 100


class MayNotReadTheRecord(MayNot):
    """Only the owner and an auditor read the record."""


def page_of_events(
    *, by: Actor, client_id: uuid.UUID | None = None, before_id: int | None = None, action: str = ""
) -> list[AuditEvent]:
    """Give up to 100 events, newest first. Reading is itself recorded.

    Raises:
        MayNotReadTheRecord: for anyone but owner and auditor.
    """
    check_may_read(by)
    events = AuditEvent.objects.order_by("-id")
    if client_id:
        events = events.filter(client_id=client_id)
    if action:
        events = events.filter(action=action)
    if before_id:
        events = events.filter(id__lt=before_id)
    recording.record(
        by=by, action=AuditAction.AUDIT_READ, subject=("audit", before_id or "newest"), client_id=client_id
    )
    return list(events[:PAGE])


def check_may_read(by: Actor) -> None:
    """Stop anyone but owner and auditor.

    Raises:
        MayNotReadTheRecord: for everyone else.
    """
    if not by.has(Role.OWNER, Role.AUDITOR):
        raise MayNotReadTheRecord("Only the owner and an auditor can read this.")


def verified(*, by: Actor) -> Verification:
    """Check the whole record, with the checking on the record.

    Raises:
        MayNotReadTheRecord: for anyone but owner and auditor.
    """
    check_may_read(by)
    result = verify()
    recording.record(by=by, action=AuditAction.AUDIT_VERIFIED, subject=("audit", "whole"),
                    detail={"findings": len(result.findings)})  # fmt: skip
    return result


@dataclass(frozen=True)
class LastVerification:
    """When the whole record was last checked from its page, and how much was found."""

    at: datetime
    findings: int


def last_at(*, by: Actor, action: AuditAction) -> datetime | None:
    """Give when something last happened, for the owner's look at the machine.

    Raises:
        MayNotReadTheRecord: for anyone but owner and auditor.
    """
    check_may_read(by)
    found = AuditEvent.objects.filter(action=action).order_by("-id").first()
    return found.at if found else None


def last_verification(*, by: Actor) -> LastVerification | None:
    """Give the last check of the whole record, if there was one.

    Raises:
        MayNotReadTheRecord: for anyone but owner and auditor.
    """
    check_may_read(by)
    found = AuditEvent.objects.filter(action=AuditAction.AUDIT_VERIFIED).order_by("-id").first()
    return LastVerification(found.at, int(found.detail.get("findings", 0))) if found else None


def failures_since(*, action: AuditAction, since: datetime) -> int:
    """Count events of one kind since a moment, for the security page."""
    return AuditEvent.objects.filter(action=action, at__gte=since).count()
