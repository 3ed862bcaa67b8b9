"""Saying how far the work on a session is, for the page that shows it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import Progress
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


@transaction.atomic
def restart_clock(*, by: Actor, session_id: uuid.UUID, stage: Stage, at: datetime) -> None:
    """Begin the work on a session's capture, or begin it again."""
    values = {"stage": stage, "done": 0.0, "message": "", "started_at": at, "updated_at": at}
    Progress.objects.update_or_create(session_id=session_id, defaults=values)
    _record(by, session_id, stage)


@transaction.atomic
def set_stage(*, by: Actor, session_id: uuid.UUID, stage: Stage, done: float, at: datetime) -> None:
    """Say which stage the work is in and how much of it is done (0 to 1). Only a new stage is recorded."""
    before = Progress.objects.filter(session_id=session_id).values_list("stage", flat=True).first()
    values = {"stage": stage, "done": max(0.0, min(1.0, done)), "updated_at": at, "message": ""}
    Progress.objects.update_or_create(
        session_id=session_id, defaults=values, create_defaults={**values, "started_at": at}
    )
    if before != stage:
        _record(by, session_id, stage)


@transaction.atomic
def fail(*, by: Actor, session_id: uuid.UUID, message: str, at: datetime) -> None:
    """Say that the work stopped and what the person can do. ``message`` is one of our own sentences."""
    values = {"stage": Stage.FAILED, "message": message, "updated_at": at}
    Progress.objects.update_or_create(
        session_id=session_id, defaults=values, create_defaults={**values, "started_at": at}
    )
    audit.record(by=by, action=AuditAction.PROCESSING_FAILED, subject=("session", session_id))


def _record(by: Actor, session_id: uuid.UUID, stage: Stage) -> None:
    audit.record(
        by=by, action=AuditAction.PROCESSING_STAGE, subject=("session", session_id), detail={"stage": stage}
    )
