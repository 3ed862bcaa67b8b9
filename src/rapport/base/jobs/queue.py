"""Declaring jobs and queueing them by name."""

from __future__ import annotations

import functools
import logging
import re
import uuid
from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django.procrastinate_app import app

logger = logging.getLogger(__name__)

HEAVY = "heavy"  # one job with this lock runs at a time: speech and drafting would starve each other
_IDENTIFIER = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_NAMES: set[str] = set()
Identifier = int | uuid.UUID | str


class NotAnIdentifier(TypeError):
    """A job was given something that is not an id. Client text must never reach the queue."""


class UnknownJob(LookupError):
    """No job has this name."""


def job(
    name: str,
    *,
    attempts: int = 5,
    wait_seconds: int = 4,
    every: str | None = None,
    queue: str = "default",
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a job. It is tried again after failures, with growing waits; ``every`` is a cron line."""

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        _NAMES.add(name)
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=wait_seconds)
        run = _running(name, function, periodic=every is not None)
        task = app.task(name=name, retry=retry, queue=queue)(run)
        if every is not None:
            app.periodic(cron=every)(task)
        return function

    return declare


def enqueue(name: str, *, lock: str | None = None, **ids: Identifier) -> None:
    """Queue a job in the current transaction. Jobs with the same ``lock`` run one after the other.

    Raises:
        UnknownJob: nobody declared it. NotAnIdentifier: an argument is not an id.
    """
    if name not in _NAMES:
        raise UnknownJob(f"No job is called {name}.")
    arguments = {key: _checked(key, value) for key, value in ids.items()}
    app.configure_task(name=name, lock=lock).defer(**arguments)


def registered_names() -> frozenset[str]:
    """Give the name of every declared job."""
    return frozenset(_NAMES)


def as_ids(arguments: dict[str, Any]) -> dict[str, Any]:
    """Turn the text form of UUIDs back into UUIDs."""
    return {key: _parsed(value) for key, value in arguments.items()}


def _checked(key: str, value: Identifier) -> str | int:
    if isinstance(value, bool) or not isinstance(value, int | uuid.UUID | str):
        raise NotAnIdentifier(f"{key} is not an id.")
    if isinstance(value, int):
        return value
    if not _IDENTIFIER.fullmatch(str(value)):
        raise NotAnIdentifier(f"{key} is not an id.")
    return str(value)


def _parsed(value: Any) -> Any:
    try:
        return uuid.UUID(value)
    except (ValueError, AttributeError, TypeError):
        return value


def _running(name: str, function: Callable[..., None], *, periodic: bool) -> Callable[..., None]:
    @functools.wraps(function)
    def run(*args: Any, **arguments: Any) -> None:
        try:
            function(*(() if periodic else args), **as_ids({} if periodic else arguments))
        except Exception as error:
            logger.warning("Job %s failed: %s", name, type(error).__name__)
            raise

    return run
