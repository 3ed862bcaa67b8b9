"""Running queued jobs inside a test's own transaction, without a worker."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from rapport.base.jobs.declaring import work_of
from rapport.base.jobs.identifiers import from_stored


def queued() -> list[tuple[int, str, dict[str, Any]]]:
    """Give the jobs that wait, in the order of running: number, name, arguments as stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs"
            " WHERE status = 'todo' ORDER BY priority DESC, id"
        )
        return [(number, name, _arguments(stored)) for number, name, stored in cursor.fetchall()]


def run_pending_jobs(*, most: int = 100) -> list[str]:
    """Run every waiting job, and those that they queue, to the end; give their names in order.

    What a job raises reaches the test as it is.

    Raises:
        RuntimeError: jobs still wait after ``most``: they queue one another without end.
    """
    done: list[str] = []
    while waiting := queued():
        if len(done) == most:
            raise RuntimeError(f"Jobs still wait after {most}: {waiting[0][1]}")
        number, name, stored = waiting[0]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [number])
        work_of(name)(**from_stored(stored))
        done.append(name)
    return done


def _arguments(stored: Any) -> dict[str, Any]:
    return dict(json.loads(stored)) if isinstance(stored, str) else dict(stored)
