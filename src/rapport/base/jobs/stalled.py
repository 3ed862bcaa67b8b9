"""Jobs that a killed worker left: its heartbeat stops, and another worker goes on with them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 4
STALLED_AFTER_SECONDS = 20
LOOK_EVERY_SECONDS = 5
MOST_ATTEMPTS = 8  # a job that takes its worker down each time must not do so for ever


async def pick_up(manager: Any) -> list[int]:
    """Queue again what workers without a heartbeat were doing; give the numbers of those jobs.

    A job that was begun too often is marked as failed instead.
    """
    from procrastinate.jobs import Status

    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS))
    for job in stalled:
        if job.attempts >= MOST_ATTEMPTS:
            logger.error(
                "Job %s number %s was begun %s times and is given up.", job.task_name, job.id, job.attempts
            )
            await manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
        else:
            logger.warning("Job %s number %s was left by a worker and goes on.", job.task_name, job.id)
            await manager.retry_job(job)
    return [job.id for job in stalled]


@contextlib.asynccontextmanager
async def picking_up(manager: Any) -> AsyncIterator[None]:
    """Pick up at once, and again every few seconds while the worker runs, busy or not."""
    await pick_up(manager)
    looking = asyncio.create_task(_keep_looking(manager))
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _keep_looking(manager: Any) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        try:
            await pick_up(manager)
        except Exception as error:  # noqa: BLE001  # the database may be away for a moment; the next look tells
            logger.warning("Looking for left jobs failed: %s", type(error).__name__)
