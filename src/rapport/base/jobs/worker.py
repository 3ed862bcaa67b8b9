"""The process that runs jobs."""

from __future__ import annotations

import asyncio

from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.tasks import STALLED_AFTER_SECONDS

HEARTBEAT_SECONDS = 4


def run_worker(*, concurrency: int = 2, until_empty: bool = False) -> None:
    """Run jobs until the process is told to stop, or until none is left."""
    asyncio.run(_run(concurrency, until_empty=until_empty))


async def _run(concurrency: int, *, until_empty: bool) -> None:
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector has it
    async with worker_app.open_async():
        await _pick_up_now(worker_app)
        await worker_app.run_worker_async(
            concurrency=concurrency,
            wait=not until_empty,
            install_signal_handlers=not until_empty,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_AFTER_SECONDS,
            shutdown_graceful_timeout=20,
        )


async def _pick_up_now(worker_app: object) -> None:
    manager = worker_app.job_manager  # type: ignore[attr-defined]  # procrastinate.App
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(stalled)
