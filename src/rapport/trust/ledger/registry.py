"""Every declared AI task. docs/reference/ai-tasks.md lists them; a test compares."""

from __future__ import annotations

from rapport.trust.ledger.kinds import AITask

_TASKS: dict[str, AITask] = {}


def declare(task: AITask) -> AITask:
    """Make a task known, once."""
    _TASKS[task.key] = task
    return task


def declared() -> dict[str, AITask]:
    """Give every declared task by key."""
    return dict(_TASKS)
