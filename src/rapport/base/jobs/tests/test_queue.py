"""What may be queued, and that a job exists exactly if what it is about was committed."""

import uuid

import pytest
from django.db import connection, transaction

from rapport.base.jobs import NotAnIdentifier, UnknownJob, enqueue, registered_names
from rapport.base.jobs.testing import queued, run_pending_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(declare):
    """A job that notes what it is given."""
    given = []
    declare("tests.note")(lambda **ids: given.append(ids))
    return given


def test_a_job_gets_the_ids_that_it_was_queued_with(seen):
    client_id = uuid.uuid4()
    enqueue("tests.note", client_id=client_id, number=7, kind="note.signed")
    assert run_pending_jobs() == ["tests.note"]
    assert seen == [{"client_id": client_id, "number": 7, "kind": "note.signed"}]
    assert queued() == []


def test_a_hash_stays_a_hash_even_where_it_could_be_read_as_a_uuid(seen):
    enqueue("tests.note", digest="0" * 32)
    run_pending_jobs()
    assert seen == [{"digest": "0" * 32}]


@pytest.mark.parametrize(
    "value",
    [
        "Luis",
        "F32.1",
        "feels hopeless",
        "luis@example.org",
        "1990-01-02T",
        "a" * 121,
        "",
        1.5,
        True,
        None,
        ["a"],
    ],
)
def test_what_is_no_id_is_refused_without_repeating_it(seen, value):
    with pytest.raises(NotAnIdentifier) as refusal:
        enqueue("tests.note", subject=value)
    assert str(refusal.value).startswith("subject is not an id")
    assert not value or str(value) not in str(refusal.value)
    assert queued() == []


def test_a_lock_that_is_no_id_is_refused(seen):
    with pytest.raises(NotAnIdentifier):
        enqueue("tests.note", lock="Luis Ortega")


def test_an_unknown_job_is_refused():
    with pytest.raises(UnknownJob, match=r"tests\.nothing"):
        enqueue("tests.nothing")


def test_a_job_of_a_transaction_that_failed_never_was(seen):
    with transaction.atomic():
        enqueue("tests.note", number=1)
        transaction.set_rollback(True)
    assert queued() == []


def test_queue_lock_and_priority_reach_the_queue(declare):
    declare("tests.note", queue="slow")(lambda **_: None)
    enqueue("tests.note", number=1)
    enqueue("tests.note", number=2, queue="quick", lock="client:7", priority=5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_name, lock, priority FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [("slow", None, 0), ("quick", "client:7", 5)]
    assert [stored["number"] for _, _, stored in queued()] == [2, 1]


def test_jobs_that_jobs_queue_are_run_too_and_an_endless_chain_is_told(declare):
    declare("tests.second")(lambda **_: None)
    declare("tests.first")(lambda: enqueue("tests.second", number=1))
    enqueue("tests.first")
    assert run_pending_jobs() == ["tests.first", "tests.second"]
    declare("tests.again")(lambda: enqueue("tests.again"))
    enqueue("tests.again")
    with pytest.raises(RuntimeError, match="Jobs still wait after 9"):
        run_pending_jobs(most=9)


def test_every_declared_job_is_known_by_name(declare):
    declare("tests.declared")(lambda: None)
    assert {"tests.declared", "events.deliver", "jobs.forget_finished"} <= registered_names()
