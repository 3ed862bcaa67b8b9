"""What engines gave and what people decided stays as it was, and is shown to those who may see it."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapport.people.careteams.queries import NoSuchClient
from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.tests.given import agreed
from rapport.trust.ledger import queries, registry, services
from rapport.trust.ledger.kinds import AITask
from rapport.trust.ledger.models import HumanDecision, Output, Run
from rapport.trust.ledger.tests.test_gate import DRAFT, WORKER, open_run
from tests.looking import events

pytestmark = pytest.mark.django_db
SHA = "ab" * 32
SOURCE = {"source": "utterance", "ref": "U7", "start": 3, "end": 19, "quote_sha256": "cd" * 32}


@pytest.fixture
def run(maya, luis):
    agreed(maya, luis)
    return open_run(luis, session_id=uuid.UUID(int=5))


@pytest.fixture
def output(run):
    output_id = uuid.uuid4()
    services.add_output(run, kind="sentence", output_id=output_id, content_sha256=SHA, sources=[SOURCE])
    return output_id


def decide(by, output, at, decision="accepted", **more):
    services.record_decision(by=by, output_id=output, decision=decision, at=at, **more)


def test_the_log_has_engine_consents_outputs_sources_and_decisions(run, output, maya, luis, at):
    decide(maya, output, at, "edited", words_changed=3, reason="He said Tuesday")
    decide(maya, output, at, "accepted")
    services.finish_run(run, seconds=2.5, status="finished")
    [entry] = queries.contribution_log(by=maya, client_id=luis.id, output_ids=[output]).runs
    assert (entry.run.engine["name"], entry.run.seconds, entry.run.state) == ("rules", 2.5, "finished")
    assert [c.label for c in entry.consents] == ["Turning speech into text", "Drafting the note"]
    assert (entry.outputs, entry.decisions) == (1, {"accepted": 1})
    [detail] = entry.details
    assert (detail.content_sha256, detail.sources) == (SHA, [SOURCE])
    assert [d.decision for d in detail.decisions] == ["edited", "accepted"]
    assert detail.decisions[0].reason == "He said Tuesday"


def test_the_log_shows_the_runs_that_fed_an_output(run, output, maya, luis):
    open_run(luis, session_id=uuid.UUID(int=5))
    open_run(luis, session_id=uuid.UUID(int=6))
    log = queries.contribution_log(by=maya, client_id=luis.id, output_ids=[output])
    assert len(log.runs) == 2


def test_hashes_sources_and_reasons_are_sealed(output, maya, at):
    decide(maya, output, at, "rejected", reason="Not what he said")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content_sha256, sources FROM trust_ledger_output")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
        cursor.execute("SELECT reason FROM trust_ledger_humandecision")
        stored += bytes(cursor.fetchone()[0])
    assert SHA.encode() not in stored
    assert b"U7" not in stored
    assert b"said" not in stored


def test_the_same_output_twice_changes_nothing(run, output):
    services.add_output(run, kind="sentence", output_id=output, content_sha256="ff" * 32, sources=[])
    assert Output.objects.get(id=output).content_sha256 == SHA


def test_an_engine_decides_nothing(output, at, monkeypatch):
    with pytest.raises(NotAPerson):
        decide(WORKER, output, at)
    monkeypatch.setattr(services, "require_person", lambda by: None)
    with pytest.raises(IntegrityError, match="a_person_decides"), transaction.atomic():
        decide(WORKER, output, at)


def test_a_decision_is_one_of_three_on_something_that_exists(output, maya, at):
    with pytest.raises(services.UnknownDecision):
        decide(maya, output, at, "liked")
    with pytest.raises(services.NoSuchOutput):
        decide(maya, uuid.uuid4(), at)


def test_nothing_in_the_ledger_can_be_changed_or_removed(run, output, maya, at):
    decide(maya, output, at)
    services.finish_run(run, seconds=1, status="finished")
    for rows, change in (
        (Run.objects, {"engine": {"name": "another"}}),
        (Run.objects, {"state": "refused"}),
        (Output.objects, {"kind": "another"}),
        (HumanDecision.objects, {"decision": "rejected"}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all()._raw_delete("default")


def test_an_open_run_closes_without_changing_anything_else(run):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Run.objects.update(state="finished", task="another")


def test_the_log_belongs_to_the_care_team(output, sam, luis):
    with pytest.raises(NoSuchClient):
        queries.contribution_log(by=sam, client_id=luis.id, output_ids=[output])


def test_an_output_of_another_client_is_not_shown(output, maya, at):
    from rapport.people.careteams.services import join_team
    from rapport.people.clients.services import add_client

    other = add_client(by=maya, legal_name="Ana Fictional", at=at)
    join_team(by=maya, client_id=other.id, user_id=maya.id, role="primary", at=at)
    assert queries.contribution_log(by=maya, client_id=other.id, output_ids=[output]).runs == []


def test_all_runs_are_for_owner_and_auditor(run, maya, noor, olive):
    assert [entry.run.id for entry in queries.runs(by=olive)] == [run.id]
    for actor in (maya, noor, WORKER):
        with pytest.raises(queries.MayNotReadRuns):
            queries.runs(by=actor)


def test_every_step_is_on_the_record(run, output, maya, luis, olive, at):
    decide(maya, output, at)
    services.finish_run(run, seconds=1, status="finished")
    queries.contribution_log(by=maya, client_id=luis.id, output_ids=[output])
    queries.runs(by=olive)
    assert [event.action for event in reversed(events(action__startswith="ai."))] == [
        "ai.run_opened", "ai.decision", "ai.run_finished", "ai.ledger_read", "ai.ledger_read",
    ]  # fmt: skip


def test_a_run_says_who_asked(run):
    assert Run.objects.get(id=run.id).asked_by == Actor.service("drafting").id


@pytest.mark.parametrize(
    "task",
    [
        AITask("test.none", "T", (), "note_drafting", ""),
        AITask("test.feature", "T", (Purpose.RECORDING,), "mind_reading", ""),
        AITask("test.safe", "T", (Purpose.RECORDING,), "note_drafting", "", safety=True),
    ],
    ids=["asks for nothing", "unknown feature", "only says that it is safety"],
)
def test_a_task_that_would_slip_past_the_gate_is_refused(task):
    with pytest.raises(registry.UnusableTask):
        registry.declare(task)


def test_two_tasks_never_share_a_key(monkeypatch):
    monkeypatch.setattr(registry, "_TASKS", {})
    assert registry.declare(DRAFT) is DRAFT
    registry.declare(DRAFT)
    with pytest.raises(registry.UnusableTask):
        registry.declare(AITask(DRAFT.key, "Other", DRAFT.purposes, DRAFT.feature, ""))
    assert registry.declared() == {DRAFT.key: DRAFT}
