"""Every declared AI task. docs/reference/ai-tasks.md lists them; a test compares."""

from __future__ import annotations

from rapport.trust.jurisdictions.kinds import ALWAYS_ON, FEATURES, OWN_WORDS
from rapport.trust.ledger.kinds import AITask

_TASKS: dict[str, AITask] = {}


class UnusableTask(ValueError):
    """A task asks for no consent, names no known feature, or only says that it is a safety function."""


def declare(task: AITask) -> AITask:
    """Make a task known; a module that is loaded twice declares the same.

    Raises:
        UnusableTask: it would pass the gate without being asked anything, or another one has its key.
    """
    if task.feature not in FEATURES or not (task.purposes or task.safety or task.own_words):
        raise UnusableTask(f"{task.key}: name a feature of the registry, and the consents that it needs.")
    if task.own_words != (task.feature == OWN_WORDS):
        raise UnusableTask(f"{task.key}: the clinician's own words are a feature of their own.")
    if task.safety and task.feature not in ALWAYS_ON:
        raise UnusableTask(f"{task.key}: only a safety function is never refused.")
    if _TASKS.setdefault(task.key, task) != task:
        raise UnusableTask(f"{task.key}: another task has this key.")
    return task


def declared() -> dict[str, AITask]:
    """Give every declared task by key."""
    return dict(_TASKS)
