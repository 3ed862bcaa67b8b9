"""Saying how far the work on a session is, for the page that shows it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from rapport.clinic.sessions.kinds import Stage
from rapport.clinic.sessions.models import Progress, Session
from rapport.people.worklist import services as worklist
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

STOPPED_TASK, TIME_TO_LOOK = "session.stopped", timedelta(days=1)


@transaction.atomic
def restart_clock(*, by: Actor, session_id: uuid.UUID, stage: Stage, at: datetime) -> None:
    """Begin the work on a session's capture, or begin it again; what told of an earlier stop is settled."""
    worklist.close_tasks_about(by=by, kind=STOPPED_TASK, subject_id=session_id, at=at)
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
    """Say that the work stopped and what the person can do. ``message`` is one of our own sentences.

    The clinician may have left the page long ago, so it is also a task of theirs.
    """
    session = Session.objects.get(id=session_id)
    values = {"stage": Stage.FAILED, "message": message, "updated_at": at}
    Progress.objects.update_or_create(
        session_id=session_id, defaults=values, create_defaults={**values, "started_at": at}
    )
    worklist.make_task(
        by=by, client_id=session.client_id, owner_id=session.clinician_id, kind=STOPPED_TASK,
        text="The work on a session's recording or draft stopped. Open the session: it says what to do.",
        due_at=at + TIME_TO_LOOK, at=at, subject_id=session_id,
    )  # fmt: skip
    audit.record(by=by, action=AuditAction.PROCESSING_FAILED, subject=("session", session_id))


def fail_once(*, by: Actor, session_id: uuid.UUID, message: str, at: datetime) -> None:
    """Say that the work stopped, unless that was said already."""
    if not Progress.objects.filter(session_id=session_id, stage=Stage.FAILED).exists():
        fail(by=by, session_id=session_id, message=message, at=at)


def settle_stop(*, by: Actor, session_id: uuid.UUID, at: datetime) -> None:
    """Settle the task that told of a stop: the session has its note now."""
    worklist.close_tasks_about(by=by, kind=STOPPED_TASK, subject_id=session_id, at=at)


def _record(by: Actor, session_id: uuid.UUID, stage: Stage) -> None:
    audit.record(
        by=by, action=AuditAction.PROCESSING_STAGE, subject=("session", session_id), detail={"stage": stage}
    )
