"""The process that runs jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from procrastinate import App, periodic
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.stalled import HEARTBEAT_SECONDS, STALLED_AFTER_SECONDS, picking_up

GRACE_SECONDS = 20


_READY = """
SELECT count(*) AS ready FROM procrastinate_jobs AS waiting
WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
  AND (%(queues)s::varchar[] IS NULL OR queue_name = ANY(%(queues)s))
  AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' AND lock = waiting.lock)
"""


def run_worker(
    *, concurrency: int = 2, queues: Sequence[str] | None = None, until_empty: bool = False
) -> None:
    """Run jobs until SIGINT or SIGTERM: those that run may finish within twenty seconds.

    With ``until_empty`` it ends when no job is ready, and starts no periodic ones.
    """
    asyncio.run(_run(concurrency, list(queues) if queues else None, until_empty=until_empty))


async def _run(concurrency: int, queues: list[str] | None, *, until_empty: bool) -> None:
    # A second app reads the queue; the first keeps Django's connection, so that what a job enqueues
    # belongs to the job's own transaction.
    reader: App = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector has it
    async with reader.open_async(), picking_up(reader.job_manager):
        if not until_empty:
            await _work(reader, concurrency, queues, wait=True)
            return
        reader.periodic_registry = periodic.PeriodicRegistry()  # type: ignore[no-untyped-call]  # its own omission
        while (await reader.connector.execute_query_one_async(_READY, queues=queues))["ready"]:
            await _work(reader, concurrency, queues, wait=False)


async def _work(reader: App, concurrency: int, queues: list[str] | None, *, wait: bool) -> None:
    await reader.run_worker_async(
        concurrency=concurrency,
        queues=queues,  # type: ignore[arg-type]  # None means all of them
        wait=wait,
        install_signal_handlers=wait,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_AFTER_SECONDS,
        shutdown_graceful_timeout=GRACE_SECONDS,
    )
