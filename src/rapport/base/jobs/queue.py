"""Queueing jobs by name, so that no floor imports the one whose job it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.declaring import registered_names
from rapport.base.jobs.identifiers import Identifier, to_stored


class UnknownJob(LookupError):
    """No job has this name."""


def enqueue(
    name: str, *, queue: str | None = None, lock: str | None = None, priority: int = 0, **ids: Identifier
) -> None:
    """Queue a job in the current transaction: if that is rolled back, the job never was.

    The row is written with the rest instead of after the commit, since a process killed between the two
    would lose the job. Jobs with the same ``lock`` run one after the other, in the order of queueing;
    a higher ``priority`` goes first; ``queue`` replaces the declared one.

    Raises:
        UnknownJob: nobody declared it. NotAnIdentifier: an argument or the lock is not an id.
    """
    put(name, ids, queue=queue, lock=lock, priority=priority)


def put(
    name: str,
    ids: Mapping[str, Identifier],
    *,
    queue: str | None = None,
    lock: str | None = None,
    priority: int = 0,
) -> None:
    """Queue a job whose ids are named by somebody else; otherwise the same as `enqueue`."""
    if name not in registered_names():
        raise UnknownJob(f"No job is called {name}.")
    stored = to_stored(ids)
    options: dict[str, Any] = {"queue": queue} if queue else {}
    if lock is not None:
        options |= to_stored({"lock": lock})
    app.configure_task(name=name, priority=priority, **options).defer(**stored)
