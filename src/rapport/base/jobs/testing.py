"""Running queued jobs inside a test's own transaction."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.queue import as_ids


def queued() -> list[tuple[int, str, dict[str, object]]]:
    """Give the jobs that wait: number, name, arguments."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [(row[0], row[1], _arguments(row[2])) for row in cursor.fetchall()]


def run_pending_jobs(*, most: int = 100) -> list[str]:
    """Run every waiting job, and those that they queue, to the end; give their names in order."""
    done: list[str] = []
    while (waiting := queued()) and len(done) < most:
        number, name, arguments = waiting[0]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [number])
        app.tasks[name].func(**as_ids(arguments))
        done.append(name)
    return done


def _arguments(value: object) -> dict[str, object]:
    import json

    return dict(json.loads(value)) if isinstance(value, str) else dict(value)  # type: ignore[call-overload]  # psycopg gives a dict
