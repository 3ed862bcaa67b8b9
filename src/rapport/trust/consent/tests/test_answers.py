"""A consent is in force from its signature until it is taken back, for one purpose and one person."""

import uuid
from datetime import timedelta

import pytest

from rapport.base.jobs.testing import queued
from rapport.people.careteams.queries import NoSuchClient
from rapport.trust.consent import queries, services
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import AnsweredLater, ConsentNotInForce, UnableToSignConsent
from rapport.trust.consent.tests.given import agreed
from tests.looking import events

pytestmark = pytest.mark.django_db
RECORDING, DRAFTING = Purpose.RECORDING, Purpose.NOTE_DRAFTING


def in_force(client, purpose=RECORDING, **more):
    return queries.consent_in_force(client_id=client.id, purpose=purpose, **more)


def test_nothing_is_in_force_before_somebody_signed(luis):
    answer = in_force(luis)
    assert (answer.in_force, answer.signature_id) == (False, None)
    assert answer.reason == "The client has not agreed to: recording."


def test_a_signature_is_in_force_for_its_purposes_alone(maya, luis):
    [row] = agreed(maya, luis, purposes=[RECORDING])
    answer = in_force(luis)
    assert (answer.in_force, answer.signature_id) == (True, row.id)
    assert answer.document_version.startswith("2026-11-23.")
    assert not in_force(luis, DRAFTING).in_force


def test_taking_it_back_counts_at_once_and_says_so(maya, luis, at):
    agreed(maya, luis)
    services.revoke(by=maya, client_id=luis.id, purpose=RECORDING, at=at + timedelta(minutes=1))
    assert in_force(luis).reason == "The client took the consent back: recording."
    assert in_force(luis, DRAFTING).in_force


def test_taking_it_back_is_told_to_whoever_is_working(maya, luis, at):
    agreed(maya, luis)
    before = len(queued())
    services.revoke(by=maya, client_id=luis.id, purpose=RECORDING, at=at)
    told = [arguments for _, name, arguments in queued()[before:] if name == "events.deliver"]
    assert told
    assert all(set(arguments) == {"handler", "client_id", "purpose"} for arguments in told)
    assert all((a["client_id"], a["purpose"]) == (str(luis.id), "recording") for a in told)


def test_a_no_after_a_yes_stops_the_work_too(maya, luis, at):
    agreed(maya, luis)
    before = len(queued())
    services.decline(by=maya, client_id=luis.id, purposes=[RECORDING], at=at)
    assert len(queued()) > before
    assert in_force(luis).reason == "The client declined: recording."


def test_the_past_can_be_asked(maya, luis, at):
    agreed(maya, luis, at=at)
    services.revoke(by=maya, client_id=luis.id, purpose=RECORDING, at=at + timedelta(hours=2))
    assert not in_force(luis, at=at - timedelta(seconds=1)).in_force
    assert in_force(luis, at=at + timedelta(hours=1)).in_force
    assert not in_force(luis, at=at + timedelta(hours=2)).in_force


def test_a_consent_can_be_given_again(maya, luis, at):
    agreed(maya, luis)
    services.revoke(by=maya, client_id=luis.id, purpose=RECORDING, at=at + timedelta(hours=1))
    agreed(maya, luis, purposes=[RECORDING], at=at + timedelta(hours=2))
    assert in_force(luis).in_force


def test_everyone_in_the_room_must_have_agreed(maya, luis):
    other = uuid.uuid4()
    agreed(maya, luis)
    services.require_consent(client_id=luis.id, purposes=[RECORDING])
    with pytest.raises(ConsentNotInForce, match="A participant has not agreed") as refused:
        services.require_consent(client_id=luis.id, purposes=[RECORDING], participant_ids=[other])
    assert refused.value.purpose is RECORDING
    agreed(maya, luis, participant_id=other, name="Ana Fictional")
    services.require_consent(client_id=luis.id, purposes=[RECORDING], participant_ids=[other])


def test_a_participants_yes_is_not_the_clients(maya, luis):
    agreed(maya, luis, participant_id=uuid.uuid4())
    assert not in_force(luis).in_force


@pytest.mark.parametrize(
    "change",
    [
        {"purposes": []},
        {"signer_name": "  "},
        {"document_id": uuid.uuid4()},
        {"signer_relation": "neighbor"},
        {"method": "email"},
        {"purposes": [Purpose.RESEARCH]},
    ],
)
def test_a_signature_needs_purpose_name_text_and_how(maya, luis, at, change):
    values = {
        "purposes": [RECORDING], "document_id": queries.current_document().id,
        "signer_name": "Luis Fictional", "signer_relation": "self", "method": "paper", **change,
    }  # fmt: skip
    with pytest.raises(UnableToSignConsent):
        services.sign(by=maya, client_id=luis.id, at=at, **values)
    assert not in_force(luis).in_force


def test_an_older_paper_never_replaces_a_later_answer(maya, luis, at):
    services.decline(by=maya, client_id=luis.id, purposes=[RECORDING], at=at)
    with pytest.raises(AnsweredLater):
        agreed(maya, luis, purposes=[RECORDING], at=at - timedelta(days=1))
    assert in_force(luis).reason == "The client declined: recording."


def test_an_outsider_can_neither_sign_nor_take_back_nor_look(maya, sam, luis, at):
    agreed(maya, luis)
    for attempt in (
        lambda: agreed(sam, luis),
        lambda: services.decline(by=sam, client_id=luis.id, purposes=[RECORDING], at=at),
        lambda: services.revoke(by=sam, client_id=luis.id, purpose=RECORDING, at=at),
        lambda: services.reconfirm(by=sam, client_id=luis.id, session_id=uuid.uuid4(), at=at),
        lambda: queries.overview(by=sam, client_id=luis.id),
    ):
        with pytest.raises(NoSuchClient):
            attempt()
    assert in_force(luis).in_force


def test_every_answer_and_every_look_is_on_the_record(maya, luis, at):
    agreed(maya, luis, purposes=[RECORDING])
    services.revoke(by=maya, client_id=luis.id, purpose=RECORDING, at=at)
    services.decline(by=maya, client_id=luis.id, purposes=[RECORDING], at=at)
    services.reconfirm(by=maya, client_id=luis.id, session_id=uuid.uuid4(), at=at)
    queries.overview(by=maya, client_id=luis.id)
    there = reversed(events(client_id=luis.id, action__startswith="consent."))
    assert [event.action for event in there] == [
        "consent.signed", "consent.revoked", "consent.declined", "consent.reconfirmed", "consent.read",
    ]  # fmt: skip


def test_a_spoken_yes_counts_for_its_session(maya, luis, at):
    session = uuid.uuid4()
    with pytest.raises(services.NotReconfirmed, match="Ask again, aloud"):
        services.require_reconfirmation(client_id=luis.id, session_id=session)
    for _ in range(2):
        services.reconfirm(by=maya, client_id=luis.id, session_id=session, at=at)
    services.require_reconfirmation(client_id=luis.id, session_id=session)


def test_the_overview_shows_where_each_purpose_stands(maya, luis, at):
    agreed(maya, luis, purposes=[RECORDING, DRAFTING])
    services.revoke(by=maya, client_id=luis.id, purpose=DRAFTING, at=at)
    services.decline(by=maya, client_id=luis.id, purposes=[Purpose.CLIENT_SUMMARY], at=at)
    states = {row.purpose: row.state for row in queries.overview(by=maya, client_id=luis.id)}
    assert states == {
        RECORDING: "in_force", Purpose.TRANSCRIPTION: "not_asked", DRAFTING: "revoked",
        Purpose.CLIENT_SUMMARY: "declined",
    }  # fmt: skip


def test_others_in_the_room_are_shown_by_the_name_they_signed_with(maya, luis):
    agreed(maya, luis, participant_id=uuid.uuid4(), name="Ana Fictional")
    people = queries.people_overview(by=maya, client_id=luis.id)
    assert [person.name for person in people] == [luis.name, "Ana Fictional"]
