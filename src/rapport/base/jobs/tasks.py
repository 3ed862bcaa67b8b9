"""Jobs about jobs: picking up what a killed worker left, and forgetting what is long done."""

from __future__ import annotations

from procrastinate.contrib.django.procrastinate_app import app

STALLED_AFTER_SECONDS = 15
KEEP_FINISHED_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(name="jobs.pick_up_stalled", pass_context=False)
async def pick_up_stalled(timestamp: int) -> None:  # noqa: ARG001  # every periodic task is given its time
    """Queue again what a worker without a heartbeat was doing."""
    manager = app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(stalled)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.forget_finished", pass_context=False)
async def forget_finished(timestamp: int) -> None:  # noqa: ARG001  # see above
    """Remove finished jobs after three days; what happened is on the audit record."""
    await app.job_manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS, include_failed=False)
