"""No code path lets an engine write a consent: the service refuses, and so does the database behind it."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapport.safeguards.actors import Actor, NotAPerson, Role
from rapport.trust.consent import queries, services
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.models import ConsentDocument, ConsentSignature, Reconfirmation
from rapport.trust.consent.tests.given import agreed

pytestmark = pytest.mark.django_db
ENGINE = Actor.service("drafting")
CLAIMS_A_ROLE = Actor(id=uuid.uuid4(), name="worker", roles=frozenset({Role.OWNER}), is_person=False)


@pytest.mark.parametrize("engine", [ENGINE, CLAIMS_A_ROLE], ids=["plain", "with a role"])
def test_an_engine_can_do_nothing_to_a_consent(engine, luis, at):
    for attempt in (
        lambda: agreed(engine, luis),
        lambda: services.decline(by=engine, client_id=luis.id, purposes=[Purpose.RECORDING], at=at),
        lambda: services.revoke(by=engine, client_id=luis.id, purpose=Purpose.RECORDING, at=at),
        lambda: services.reconfirm(by=engine, client_id=luis.id, session_id=uuid.uuid4(), at=at),
    ):
        with pytest.raises(NotAPerson):
            attempt()


def test_the_database_refuses_a_consent_that_no_person_recorded(luis, at, monkeypatch):
    monkeypatch.setattr(services, "require_person", lambda by: None)
    monkeypatch.setattr(services, "check_may_record", lambda **_: luis)
    monkeypatch.setattr(services.careteams, "client_for", lambda **_: luis)
    with pytest.raises(IntegrityError, match="a_person_records_a_consent"), transaction.atomic():
        agreed(ENGINE, luis)
    with pytest.raises(IntegrityError, match="a_person_hears_a_yes"), transaction.atomic():
        services.reconfirm(by=ENGINE, client_id=luis.id, session_id=uuid.uuid4(), at=at)


def test_the_database_refuses_a_yes_without_a_text(luis, maya, at):
    row = ConsentSignature(
        key_id=luis.key_id, client_id=luis.id, purpose="recording", answer="agreed", method="paper",
        recorded_by=maya.id, recorded_by_person=True, signed_at=at,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="a_yes_is_to_a_text"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "declined"},
        {"signed_at": "2020-01-01T00:00:00Z"},
        {"purpose": "client_summary"},
        {"recorded_by": uuid.UUID(int=1)},
    ],
)
def test_what_was_said_can_never_be_changed(maya, luis, change):
    [row] = agreed(maya, luis, purposes=[Purpose.RECORDING])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ConsentSignature.objects.filter(id=row.id).update(**change)


def test_an_ended_answer_stays_ended_and_none_can_be_removed(maya, luis, at):
    [row] = agreed(maya, luis, purposes=[Purpose.RECORDING])
    services.revoke(by=maya, client_id=luis.id, purpose=Purpose.RECORDING, at=at)
    rows = ConsentSignature.objects.filter(id=row.id)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(ended_at=None, ended_by=None, ended_because="")
    for removal in (rows, ConsentDocument.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            removal._raw_delete(removal.db)


def test_a_spoken_yes_can_never_be_changed(maya, luis, at):
    services.reconfirm(by=maya, client_id=luis.id, session_id=uuid.uuid4(), at=at)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Reconfirmation.objects.update(session_id=uuid.uuid4())


def test_one_answer_stands_at_a_time(maya, luis, at):
    agreed(maya, luis)
    agreed(maya, luis)
    rows = ConsentSignature.objects.filter(client_id=luis.id, purpose="recording")
    assert (rows.count(), rows.filter(ended_at=None).count()) == (2, 1)
    assert rows.exclude(ended_at=None).get().ended_because == "replaced"


def test_the_signers_name_is_sealed(maya, luis):
    [row] = agreed(maya, luis, purposes=[Purpose.RECORDING])
    with connection.cursor() as cursor:
        cursor.execute("SELECT signer_name FROM trust_consent_consentsignature WHERE id = %s", [row.id])
        assert b"Luis" not in bytes(cursor.fetchone()[0])
    assert ConsentSignature.objects.get(id=row.id).signer_name == "Luis Fictional"
    assert queries.document_by_id(row.document_id).version == row.document.version
