"""Declaring jobs, and running one so that what goes wrong is told without client text."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.identifiers import from_stored

logger = logging.getLogger(__name__)
Work = Callable[..., None]
_DECLARED: dict[str, Work] = {}


class JobFailed(RuntimeError):
    """A job failed. Names the kind of error only: the message of the error itself may hold client text."""


def job(
    name: str,
    *,
    attempts: int = 5,
    wait_seconds: int = 4,
    every: str | None = None,
    queue: str = "default",
) -> Callable[[Work], Work]:
    """Declare a job. It is tried again ``attempts`` times, after 4, 16, 64 ... seconds.

    A job must do no harm when it runs twice: a worker can be killed after the work and before the note of it.
    With ``every``, a cron line in UTC, it is queued by the clock and takes no arguments.
    """

    def declare(work: Work) -> Work:
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=wait_seconds) if attempts else False
        task = app.task(name=name, retry=retry, queue=queue)(_guarded(name, work, periodic=every is not None))
        if every is not None:
            app.periodic(cron=every)(task)
        _DECLARED[name] = work
        return work

    return declare


def registered_names() -> frozenset[str]:
    """Give the name of every declared job."""
    return frozenset(_DECLARED)


def work_of(name: str) -> Work:
    """Give the function that a job runs."""
    return _DECLARED[name]


def _guarded(name: str, work: Work, *, periodic: bool) -> Work:
    """Run the work; replace what it raises, cause and context included, by `JobFailed`."""

    @functools.wraps(work)
    def run(**stored: Any) -> None:
        ids = {} if periodic else from_stored(stored)  # a periodic job is given its time, which none wants
        failure = _failure(name, work, ids)
        if failure is not None:
            raise failure

    return run


def _failure(name: str, work: Work, ids: Mapping[str, Any]) -> JobFailed | None:
    try:
        work(**ids)
    except Exception as error:  # noqa: BLE001  # every kind is told, and tried again by the queue
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        logger.warning("Job %s %s failed: %s at %s", name, dict(ids), kind, _place(error))
        return JobFailed(f"{name}: {kind}")
    return None


def _place(error: BaseException) -> str:
    """Give the last line of ours that the error came through, or the last line at all."""
    places, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(
            (code.co_filename, f"{Path(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}")
        )
        trace = trace.tb_next
    ours = [place for file, place in places[1:] if "rapport" in Path(file).parts]
    return (ours or [place for _, place in places])[-1]
