"""Jobs about jobs: forgetting what is long done."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs.declaring import job

KEEP_FINISHED_HOURS = 72
KEEP_FAILED_HOURS = 24 * 90


@job("jobs.forget_finished", every="17 3 * * *")
def forget_finished() -> None:
    """Remove finished jobs after three days and failed ones after ninety; the record says what happened."""
    forget = async_to_sync(app.job_manager.delete_old_jobs)
    forget(nb_hours=KEEP_FINISHED_HOURS)
    forget(nb_hours=KEEP_FAILED_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)
