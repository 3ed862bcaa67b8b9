"""Reads of tasks for the person who owns them."""

from __future__ import annotations

import uuid

from rapport.people.worklist.models import Task, TaskState
from rapport.safeguards.actors import Actor


def open_tasks(*, by: Actor) -> list[Task]:
    """Give the actor's open tasks, safety first, then by clock."""
    tasks = Task.objects.filter(owner_id=by.id).exclude(state=TaskState.DONE).select_related("client")
    return sorted(tasks, key=lambda t: (not t.is_safety, t.due_at))


def count_open(*, by: Actor) -> int:
    """Count the actor's open tasks, for the navigation."""
    return Task.objects.filter(owner_id=by.id).exclude(state=TaskState.DONE).count()


def open_tasks_about(*, client_id: uuid.UUID) -> list[Task]:
    """Give a client's open tasks. The caller has established that the actor may see the chart."""
    return list(Task.objects.filter(client_id=client_id).exclude(state=TaskState.DONE).order_by("due_at"))
