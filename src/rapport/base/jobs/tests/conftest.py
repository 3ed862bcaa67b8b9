import pytest
from django.db import connection
from procrastinate.contrib.django.procrastinate_app import app

from rapport.base.jobs import declaring, job


@pytest.fixture
def declare(monkeypatch):
    """Declare jobs that are forgotten after the test."""
    monkeypatch.setattr(declaring, "_DECLARED", dict(declaring._DECLARED))
    before = set(app.tasks)
    yield job
    for name in set(app.tasks) - before:
        del app.tasks[name]


@pytest.fixture
def committed_jobs(django_db_setup, django_db_blocker):
    """A database in which jobs are really committed, so that a worker sees them; emptied of jobs afterwards.

    pytest's transactional database empties every table, which the record of access rightly refuses.
    """
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_workers CASCADE")
        connection.close()
