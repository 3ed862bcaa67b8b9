"""The one gate for AI. Each test here is red when the question it names is taken out of `ledger.services`."""

import uuid
from datetime import date, timedelta

import pytest

from rapport.safeguards.actors import Actor
from rapport.trust.consent import services as consent
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.tests.given import agreed
from rapport.trust.jurisdictions import services as jurisdictions
from rapport.trust.ledger import services
from rapport.trust.ledger.kinds import AITask
from rapport.trust.ledger.models import Run
from rapport.trust.ledger.services import RunRefused
from rapport.trust.vendors import services as vendors
from tests.looking import events

pytestmark = pytest.mark.django_db
WORKER, HOST = Actor.service("drafting"), "api.example.com"
DRAFT = AITask("test.draft", "Drafting", (Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING), "note_drafting", "")
RECORD = AITask("test.record", "Recording", (Purpose.RECORDING,), "recording_telehealth", "")
SAFETY = AITask("test.risk", "Risk cues", (Purpose.RISK_FLAGGING,), "risk_cues", "", safety=True)


def open_run(client, task=DRAFT, **more):
    values = {
        "inputs": [("transcript", str(uuid.uuid4()))], "engine": {"name": "rules", "version": "1"},
        "client_jurisdiction": "OR", "clinician_states": ("OR",), **more,
    }  # fmt: skip
    return services.open_run(by=WORKER, task=task, client_id=client.id, **values)


def allow_host(olive, at, purposes=("transcription", "note_drafting")):
    vendors.decide_on_vendor(
        by=olive, name="Example", service="language_model", host=HOST, region="US", trains_on_data=False,
        purposes=purposes, baa_signed_on=date(2026, 1, 1), reviewed_on=at.date(), at=at,
    )  # fmt: skip


@pytest.fixture
def consented(maya, luis):
    agreed(maya, luis)
    return luis


@pytest.fixture
def now(at, time_machine):
    time_machine.move_to(at, tick=False)
    return at


def test_with_everything_in_order_the_engine_may_work(consented):
    handle = open_run(consented)
    run = Run.objects.get(id=handle.id)
    assert run.state == "open"
    assert run.rule_ids == ["baseline-capture"]
    assert [c["purpose"] for c in run.consents] == ["transcription", "note_drafting"]
    assert all(c["document"].startswith("2026-11-23.") and c["signature"] for c in run.consents)
    services.recheck(handle)


def test_the_consent_gate_stops_a_run_without_a_signature(luis):
    with pytest.raises(RunRefused, match="has not agreed") as refused:
        open_run(luis)
    assert refused.value.source == "Consent"


def test_the_consent_gate_asks_each_purpose(maya, luis):
    agreed(maya, luis, purposes=[Purpose.TRANSCRIPTION])
    with pytest.raises(RunRefused, match="drafting the note"):
        open_run(luis)


def test_the_consent_gate_asks_each_participant(consented, maya):
    other = uuid.uuid4()
    with pytest.raises(RunRefused, match="A participant has not agreed"):
        open_run(consented, participant_ids=[other])
    agreed(maya, consented, participant_id=other, name="Ana Fictional")
    run = Run.objects.get(id=open_run(consented, participant_ids=[other]).id)
    assert {c["participant"] for c in run.consents} == {"", str(other)}


def test_the_consent_gate_is_asked_again_in_the_middle(consented, maya, at):
    handle = open_run(consented)
    consent.revoke(by=maya, client_id=consented.id, purpose=Purpose.NOTE_DRAFTING, at=at + timedelta(hours=1))
    with pytest.raises(RunRefused, match="took the consent back"):
        services.recheck(handle)
    run = Run.objects.get(id=handle.id)
    assert (run.state, run.refusal_source) == ("stopped", "Consent")
    services.finish_run(handle, seconds=1, status="finished")
    assert Run.objects.get(id=handle.id).state == "stopped"


def test_the_jurisdiction_gate_stops_what_the_clients_place_forbids(consented):
    with pytest.raises(RunRefused, match="Vermont") as refused:
        open_run(consented, RECORD, client_jurisdiction="VT")
    assert "9361" in refused.value.source


def test_the_jurisdiction_gate_asks_the_clinicians_licences(consented):
    with pytest.raises(RunRefused, match="Vermont"):
        open_run(consented, RECORD, clinician_states=("OR", "VT"))


def test_the_jurisdiction_gate_is_asked_again_in_the_middle(consented, olive, now):
    handle = open_run(consented)
    jurisdictions.override(
        by=olive, rule_id="baseline-capture", effect="block", reason="Until the board has answered.", at=now
    )
    with pytest.raises(RunRefused, match="the practice decided so"):
        services.recheck(handle)


def test_the_vendor_gate_stops_a_host_without_a_record(consented):
    with pytest.raises(RunRefused, match="no vendor record"):
        open_run(consented, host=HOST)


def test_the_vendor_gate_asks_for_every_purpose(luis, maya, olive, now):
    allow_host(olive, now, purposes=["transcription"])
    agreed(maya, luis)
    with pytest.raises(RunRefused, match="for this purpose"):
        open_run(luis, host=HOST)


def test_the_vendor_gate_wants_a_signed_text_that_named_the_service(luis, maya, olive, now):
    agreed(maya, luis)
    allow_host(olive, now)
    with pytest.raises(RunRefused, match="does not name this service"):
        open_run(luis, host=HOST)
    agreed(maya, luis)
    assert Run.objects.get(id=open_run(luis, host=HOST).id).host == HOST


def test_the_vendor_gate_is_asked_again_in_the_middle(luis, maya, olive, now):
    allow_host(olive, now)
    agreed(maya, luis)
    handle = open_run(luis, host=HOST)
    vendors.close_vendor(by=olive, host=HOST, at=now)
    with pytest.raises(RunRefused, match="no vendor record"):
        services.recheck(handle)


def test_a_refusal_is_kept_with_its_reason_and_is_on_the_record(luis):
    with pytest.raises(RunRefused):
        open_run(luis)
    run = Run.objects.get(client_id=luis.id)
    assert (run.state, run.refusal_source) == ("refused", "Consent")
    assert "has not agreed" in run.refusal
    [event] = events(action="ai.run_refused")
    assert (event.subject_id, event.client_id) == (str(run.id), luis.id)


def test_a_safety_function_is_recorded_and_never_refused(luis):
    handle = open_run(luis, SAFETY, client_jurisdiction="IL")
    services.recheck(handle)
    assert Run.objects.get(id=handle.id).state == "open"
    assert events(action="ai.run_opened", client_id=luis.id)


def test_a_run_is_about_a_client_that_exists(practice):
    class Nobody:
        id = uuid.uuid4()

    with pytest.raises(services.NoSuchClientForRun):
        open_run(Nobody)
