"""Who hears what, after the commit and at least once."""

import uuid

import pytest
from django.core.checks import run_checks
from django.db import transaction

from rapport.base.events import UnknownEvent, bind, bound, bus, publish
from rapport.base.events.checks import handlers_exist
from rapport.base.events.tasks import UnboundHandler, deliver
from rapport.base.jobs import NotAnIdentifier
from rapport.base.jobs.testing import queued, run_pending_jobs

pytestmark = pytest.mark.django_db
HERE = __name__
HEARD = []


def hears(**ids):
    HEARD.append(("hears", ids))


def hears_too(*, note_id, **_):
    HEARD.append(("hears_too", note_id))


@pytest.fixture(autouse=True)
def _own_bindings(monkeypatch):
    monkeypatch.setattr(bus, "_HANDLERS", {})
    HEARD.clear()


def test_every_handler_hears_the_ids_and_nothing_else():
    bind("tests.happened", f"{HERE}.hears", f"{HERE}.hears_too")
    note_id = uuid.uuid4()
    publish("tests.happened", note_id=note_id, number=2)
    assert HEARD == []
    assert run_pending_jobs() == ["events.deliver", "events.deliver"]
    assert [("hears", {"note_id": note_id, "number": 2}), ("hears_too", note_id)] == HEARD


def test_ids_that_are_called_like_an_option_of_the_queue_are_delivered():
    bind("tests.happened", f"{HERE}.hears")
    publish("tests.happened", lock=1, queue=2, priority=3)
    run_pending_jobs()
    assert HEARD == [("hears", {"lock": 1, "queue": 2, "priority": 3})]


def test_nobody_hears_of_what_was_rolled_back():
    bind("tests.happened", f"{HERE}.hears")
    with transaction.atomic():
        publish("tests.happened", number=1)
        transaction.set_rollback(True)
    assert queued() == []


def test_an_undeclared_event_is_refused_and_one_without_handlers_is_fine():
    with pytest.raises(UnknownEvent, match=r"tests\.nothing"):
        publish("tests.nothing")
    bind("tests.quiet")
    publish("tests.quiet")
    assert queued() == []


def test_client_text_is_refused():
    bind("tests.happened", f"{HERE}.hears")
    with pytest.raises(NotAnIdentifier):
        publish("tests.happened", words="I cannot sleep")


def test_binding_twice_delivers_once():
    bind("tests.happened", f"{HERE}.hears")
    bind("tests.happened", f"{HERE}.hears")
    assert bound() == {"tests.happened": (f"{HERE}.hears",)}


def test_a_delivery_to_a_function_that_nothing_is_bound_to_is_refused():
    with pytest.raises(UnboundHandler):
        deliver(handler="os.getcwd")


def test_one_handler_that_fails_does_not_keep_the_others_from_hearing():
    bind("tests.happened", f"{HERE}.missing", f"{HERE}.hears")
    publish("tests.happened", number=1)
    assert [stored["handler"] for _, _, stored in queued()] == [f"{HERE}.missing", f"{HERE}.hears"]


def test_a_binding_that_leads_nowhere_is_found_by_djangos_checks():
    bind("tests.happened", f"{HERE}.hears", f"{HERE}.missing", "no.such.module", f"{HERE}.HEARD")
    assert [error.msg.split(" is bound to ")[1] for error in handlers_exist()] == [
        f"{HERE}.missing, which is no function.",
        "no.such.module, which is no function.",
        f"{HERE}.HEARD, which is no function.",
    ]
    assert "events.E001" in {error.id for error in run_checks()}
