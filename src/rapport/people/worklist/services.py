"""Writes on tasks: making one (once per subject), closing one."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from rapport.base.errors import NotFound
from rapport.people.clients import queries as clients
from rapport.people.worklist.models import Task, TaskState
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class NoSuchTask(NotFound):
    """There is no such open task of this person's."""


@transaction.atomic
def make_task(
    *,
    by: Actor,
    client_id: uuid.UUID,
    owner_id: uuid.UUID,
    kind: str,
    text: str,
    due_at: datetime,
    at: datetime,
    subject_id: uuid.UUID | None = None,
    is_safety: bool = False,
) -> None:
    """Make a task; if the same one is open already, leave that one as it is."""
    client = clients.client_by_id(client_id)
    same = Task.objects.filter(kind=kind, subject_id=subject_id, owner_id=owner_id).exclude(
        state=TaskState.DONE
    )
    if client is None or (subject_id is not None and same.exists()):
        return
    task = Task(
        key_id=client.key_id, client_id=client_id, owner_id=owner_id, kind=kind, subject_id=subject_id,
        text=text, due_at=due_at, is_safety=is_safety, made_at=at,
    )  # fmt: skip
    task.save(force_insert=True)
    audit.record(by=by, action=AuditAction.TASK_MADE, subject=("task", task.id), client_id=client_id)


@transaction.atomic
def close_task(*, by: Actor, task_id: uuid.UUID, at: datetime) -> None:
    """Mark one's own task as done; a person does this, never a job.

    Raises:
        NoSuchTask: it is closed, or somebody else's.
    """
    require_person(by)
    task = (
        Task.objects.select_for_update()
        .filter(id=task_id, owner_id=by.id)
        .exclude(state=TaskState.DONE)
        .first()
    )
    if task is None:
        raise NoSuchTask("This task is done already or belongs to somebody else.")
    task.state, task.closed_by_id, task.closed_at = TaskState.DONE, by.id, at
    task.save(update_fields=["state", "closed_by", "closed_at"])
    audit.record(by=by, action=AuditAction.TASK_DONE, subject=("task", task_id), client_id=task.client_id)


@transaction.atomic
def close_tasks_about(*, by: Actor, kind: str, subject_id: uuid.UUID, at: datetime) -> None:
    """Close what a finished piece of work has settled, such as "sign this note" once it is signed.

    Safety tasks stay: only a person clears those, one by one.
    """
    tasks = Task.objects.filter(kind=kind, subject_id=subject_id, is_safety=False).exclude(
        state=TaskState.DONE
    )
    for task in tasks.select_for_update():
        task.state, task.closed_at = TaskState.DONE, at
        task.save(update_fields=["state", "closed_at"])
        audit.record(by=by, action=AuditAction.TASK_DONE, subject=("task", task.id), client_id=task.client_id)
