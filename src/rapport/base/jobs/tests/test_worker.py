"""A real worker: failures, kills, locks."""

import logging
import os
import signal
import subprocess
import sys
import time
import uuid

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs import JobFailed, enqueue
from rapport.base.jobs.stalled import MOST_ATTEMPTS, STALLED_AFTER_SECONDS, pick_up
from rapport.base.jobs.tasks import forget_finished
from rapport.base.jobs.worker import run_worker

pytestmark = pytest.mark.usefixtures("committed_jobs")


def _ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else None


def _states():
    return _ask("SELECT task_name, status::text, attempts FROM procrastinate_jobs ORDER BY id")


def test_a_worker_runs_what_waits_and_what_that_queues(declare):
    seen = []
    declare("tests.second")(lambda *, number: seen.append(number))
    declare("tests.first")(lambda *, number: enqueue("tests.second", number=number + 1))
    enqueue("tests.first", number=1)
    run_worker(until_empty=True)
    assert seen == [2]
    assert _states() == [("tests.first", "succeeded", 1), ("tests.second", "succeeded", 1)]


def test_a_worker_keeps_to_its_queues(declare):
    declare("tests.slow", queue="slow")(lambda: None)
    declare("tests.quick", queue="quick")(lambda: None)
    enqueue("tests.slow")
    enqueue("tests.quick")
    run_worker(queues=["quick"], until_empty=True)
    assert [(name, state) for name, state, _ in _states()] == [
        ("tests.slow", "todo"),
        ("tests.quick", "succeeded"),
    ]


def test_a_failure_is_told_by_kind_and_place_without_its_words_and_tried_again(declare, caplog):
    client_id = uuid.uuid4()

    @declare("tests.fails")
    def fails(*, client_id):
        raise ValueError("Luis said: I cannot sleep")

    enqueue("tests.fails", client_id=client_id)
    with caplog.at_level(logging.DEBUG):
        run_worker(until_empty=True)
    told = caplog.text
    assert (
        f"Job tests.fails {{'client_id': UUID('{client_id}')}} failed: builtins.ValueError at test_worker.py"
        in told
    )
    assert "sleep" not in told
    assert _states() == [("tests.fails", "todo", 1)]
    assert _ask("SELECT scheduled_at > now() FROM procrastinate_jobs") == [(True,)]


def test_the_error_that_the_queue_sees_leads_back_to_no_words(declare):
    @declare("tests.fails")
    def fails():
        raise ValueError("I cannot sleep") from KeyError("nor eat")

    with pytest.raises(JobFailed) as failure:
        app.tasks["tests.fails"].func()
    assert str(failure.value) == "tests.fails: builtins.ValueError"
    assert failure.value.__cause__ is None
    assert failure.value.__context__ is None


def test_a_job_that_keeps_failing_ends_as_failed(declare):
    @declare("tests.fails", attempts=0)
    def fails():
        raise ValueError

    enqueue("tests.fails")
    run_worker(until_empty=True)
    assert [state for _, state, _ in _states()] == ["failed"]


HANGS = """
import sys, time
import django; django.setup()
from rapport.base.jobs import job, enqueue
from rapport.base.jobs.worker import run_worker
@job("tests.hangs")
def hangs(*, number):
    print("begun", flush=True)
    time.sleep(60)
enqueue("tests.hangs", number=7, lock="client:7")
run_worker(until_empty=True)
"""


@pytest.fixture
def killed_worker():
    """A worker that was killed in the middle of a job."""
    facts = connection.settings_dict
    url = f"host={facts['HOST']} dbname={facts['NAME']} user={facts['USER']} password={facts['PASSWORD']}"
    surroundings = {**os.environ, "PYTHONPATH": "src:.", "RAPPORT_TEST_DATABASE_URL": url}
    with subprocess.Popen([sys.executable, "-c", HANGS], env=surroundings, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline() == b"begun\n"
        worker.send_signal(signal.SIGKILL)


def _let_time_pass():
    _ask(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - %s * interval '1 second'",
        STALLED_AFTER_SECONDS + 1,
    )


def test_what_a_killed_worker_was_doing_is_done_by_the_next(declare, killed_worker):
    seen = []
    declare("tests.hangs")(lambda *, number: seen.append(number))
    assert [state for _, state, _ in _states()] == ["doing"]
    _let_time_pass()
    run_worker(until_empty=True)
    assert seen == [7]
    assert [state for _, state, _ in _states()] == ["succeeded"]


def test_what_a_living_worker_does_is_left_alone(declare, killed_worker):
    assert async_to_sync(pick_up)(app.job_manager) == []
    assert [state for _, state, _ in _states()] == ["doing"]


def test_a_job_that_takes_its_worker_down_each_time_is_given_up(declare, killed_worker, caplog):
    _ask("UPDATE procrastinate_jobs SET attempts = %s", MOST_ATTEMPTS)
    _let_time_pass()
    assert len(async_to_sync(pick_up)(app.job_manager)) == 1
    assert [state for _, state, _ in _states()] == ["failed"]
    assert "is given up" in caplog.text


def test_jobs_with_one_lock_run_one_after_the_other(declare):
    running, most = [], []

    @declare("tests.locked")
    def locked(*, number):
        running.append(number)
        most.append(len(running))
        time.sleep(0.02)  # long enough for another to step in, were there no lock
        running.remove(number)

    for number in range(4):
        enqueue("tests.locked", number=number, lock="client:7")
    run_worker(concurrency=4, until_empty=True)
    assert most == [1, 1, 1, 1]


def test_finished_jobs_are_forgotten_after_three_days_and_failed_ones_kept_longer(declare):
    declare("tests.fine")(lambda: None)
    declare("tests.bad", attempts=0)(lambda: 1 / 0)
    enqueue("tests.fine")
    enqueue("tests.bad")
    run_worker(until_empty=True)
    _ask("UPDATE procrastinate_events SET at = at - interval '4 days'")
    enqueue("tests.fine")
    forget_finished()
    assert [(name, state) for name, state, _ in _states()] == [
        ("tests.bad", "failed"),
        ("tests.fine", "todo"),
    ]
