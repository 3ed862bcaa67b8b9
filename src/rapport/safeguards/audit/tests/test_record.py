"""The record: only added to, sealed, and any change, removal or reordering found."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from rapport.safeguards.audit import services
from rapport.safeguards.audit.actions import AuditAction
from rapport.safeguards.audit.models import AuditCheckpoint, AuditEvent
from rapport.safeguards.audit.verification import UnusableCheckpoint, verify
from tests.cast import OWNER

pytestmark = pytest.mark.django_db


def happen(count=5):
    for number in range(count):
        services.record(by=OWNER, action=AuditAction.CHART_READ, subject=("client", number))


def tamper(statement, *arguments):
    """Do what someone with full rights on the database could: switch the guards off, change, switch on."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, arguments)
        cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def sealed(at):
    happen()
    services.seal(at=at)
    return list(AuditEvent.objects.values_list("id", flat=True))


def test_an_untouched_record_verifies_and_says_what_it_cannot_see(sealed):
    result = verify()
    assert result.is_whole
    assert result.sealed == 5
    assert "No checkpoint from outside" in result.limits[0]


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["auditevent", "auditleaf", "auditcheckpoint"])
def test_the_database_refuses_to_change_or_remove_anything(sealed, statement, table):
    name = f"safeguards_audit_{table}"
    key = {"auditevent": "id", "auditleaf": "position", "auditcheckpoint": "size"}[table]
    text = statement.format(name).replace("id = id", f"{key} = {key}")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(text)


def test_a_changed_event_is_found(sealed):
    tamper("UPDATE safeguards_audit_auditevent SET action = 'note.read' WHERE id = %s", sealed[2])
    assert any(f"Event {sealed[2]} was changed" in finding for finding in verify().findings)


def test_a_removed_event_is_found(sealed):
    tamper("DELETE FROM safeguards_audit_auditevent WHERE id = %s", sealed[2])
    assert any(f"Event {sealed[2]} was removed" in finding for finding in verify().findings)


def test_two_events_that_changed_places_are_found(sealed):
    a, b = sealed[1], sealed[3]
    tamper("UPDATE safeguards_audit_auditevent SET id = 100000 WHERE id = %s", a)
    tamper("UPDATE safeguards_audit_auditevent SET id = %s WHERE id = %s", a, b)
    tamper("UPDATE safeguards_audit_auditevent SET id = %s WHERE id = 100000", b)
    assert not verify().is_whole


def test_leaves_that_changed_places_are_found(sealed):
    tamper("UPDATE safeguards_audit_auditleaf SET position = position + 100 WHERE position < 2")
    tamper("UPDATE safeguards_audit_auditleaf SET position = 101 - position WHERE position >= 100")
    assert not verify().is_whole


def test_an_event_and_its_leaf_removed_together_are_found(sealed):
    tamper("DELETE FROM safeguards_audit_auditevent WHERE id = %s", sealed[-1])
    tamper("DELETE FROM safeguards_audit_auditleaf WHERE event_id = %s", sealed[-1])
    assert not verify().is_whole


def test_a_cut_off_end_is_found_only_with_a_checkpoint_from_outside(at):
    happen(3)
    services.seal(at=at)
    happen(3)
    services.seal(at=at + timedelta(minutes=1))
    outside = services.exported(AuditCheckpoint.objects.order_by("-size").first())
    tamper("DELETE FROM safeguards_audit_auditcheckpoint WHERE size = 6")
    tamper("DELETE FROM safeguards_audit_auditleaf WHERE position >= 3")
    last = AuditEvent.objects.order_by("-id")[2].id
    tamper("DELETE FROM safeguards_audit_auditevent WHERE id >= %s", last)
    assert verify().is_whole
    assert "only 3 are left" in verify(outside=outside).findings[0]


def test_a_checkpoint_that_this_practice_did_not_sign_is_refused(sealed):
    outside = services.exported(AuditCheckpoint.objects.get())
    outside["root"] = "00" * 32
    with pytest.raises(UnusableCheckpoint):
        verify(outside=json.loads(json.dumps(outside)))


def test_sealing_in_steps_gives_the_same_root_as_sealing_at_once(at):
    from rapport.safeguards.audit import tree

    leaves = [tree.leaf_hash(bytes([n])) for n in range(13)]
    steps = tree.extend(tree.extend([], leaves[:6]), leaves[6:])
    assert tree.root(steps) == tree.root(tree.extend([], leaves))


def test_an_event_that_commits_late_is_sealed_later_and_nothing_is_sealed_twice(sealed, at):
    assert services.seal(at=at) == 0
    happen(2)
    assert services.seal(at=at) == 2
    assert verify().is_whole
