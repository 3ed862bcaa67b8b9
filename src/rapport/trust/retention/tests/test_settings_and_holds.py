"""The narrowest setting counts; a hold stops deletion; what was deleted stays on the register."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rapport.people.careteams.queries import NoSuchClient
from rapport.people.practice.services import change_settings
from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.retention import queries, services
from rapport.trust.retention.kinds import Days
from rapport.trust.retention.models import Deletion, RetentionSetting
from rapport.trust.retention.services import MayNotSetRetention, OnLegalHold, UnusableRetention
from tests.looking import events

pytestmark = pytest.mark.django_db
KEEPER = Actor.service("retention")


def delete(client, at, subject=None):
    subject = subject or uuid.uuid4()
    services.record_deletion(
        by=KEEPER, client_id=client.id, kind="recording", subject_id=subject, rule="retention", at=at
    )
    return subject


def test_the_default_is_seven_days_the_signature_and_excerpts(luis):
    assert queries.days_for(client_id=luis.id) == Days(7, 0, until_signature=True, excerpts=True)


def test_session_beats_client_beats_practice(olive, maya, luis, at):
    session = uuid.uuid4()
    services.set_days(by=olive, audio_days=5, transcript_days=1, at=at)
    assert queries.days_for(client_id=luis.id, session_id=session).audio == 5
    services.set_days(by=maya, client_id=luis.id, audio_days=3, transcript_days=9, at=at)
    assert queries.days_for(client_id=luis.id, session_id=session).audio == 3
    services.set_days(
        by=maya, client_id=luis.id, session_id=session, audio_days=6, transcript_days=2, excerpts=False, at=at
    )
    assert queries.days_for(client_id=luis.id, session_id=session) == Days(6, 2, excerpts=False)
    assert queries.days_for(client_id=luis.id) == Days(3, 9)
    assert queries.audio_purge_at(client_id=luis.id, recorded_at=at) == at + timedelta(days=3)


def test_a_client_can_follow_the_practice_again(olive, maya, luis, at):
    services.set_days(by=maya, client_id=luis.id, audio_days=3, transcript_days=9, at=at)
    services.follow_practice(by=maya, client_id=luis.id)
    assert queries.days_for(client_id=luis.id) == Days()


def test_excerpts_follow_the_practice_unless_a_scope_says_otherwise(olive, maya, luis, at):
    change_settings(by=olive, changes={"keep_excerpts": False})
    services.set_days(by=maya, client_id=luis.id, audio_days=7, transcript_days=0, at=at)
    assert not queries.keeps_excerpts(client_id=luis.id)
    services.set_days(by=maya, client_id=luis.id, audio_days=7, transcript_days=0, excerpts=True, at=at)
    assert queries.keeps_excerpts(client_id=luis.id)


@pytest.mark.parametrize(("audio", "transcript"), [(8, 0), (-1, 0), (7, 366), (7, -1)])
def test_days_outside_the_bounds_are_refused(olive, at, audio, transcript):
    with pytest.raises(UnusableRetention):
        services.set_days(by=olive, audio_days=audio, transcript_days=transcript, at=at)


def test_the_database_itself_keeps_audio_to_a_week(olive, at):
    with pytest.raises(IntegrityError, match="audio_is_kept_seven_days_at_most"), transaction.atomic():
        RetentionSetting.objects.create(audio_days=8, transcript_days=0, by=olive.id, at=at)


def test_who_may_set_what(maya, sam, luis, at):
    with pytest.raises(MayNotSetRetention):
        services.set_days(by=maya, audio_days=1, transcript_days=0, at=at)
    with pytest.raises(NoSuchClient):
        services.set_days(by=sam, client_id=luis.id, audio_days=1, transcript_days=0, at=at)
    with pytest.raises(NotAPerson):
        services.set_days(by=KEEPER, client_id=luis.id, audio_days=1, transcript_days=0, at=at)


def test_the_record_keeps_every_value(maya, luis, at):
    services.set_days(by=maya, client_id=luis.id, audio_days=2, transcript_days=4, at=at)
    [event] = events(action="retention.changed")
    assert event.detail == {"audio_days": 2, "transcript_days": 4, "until_signature": True, "excerpts": None}


def test_a_hold_stops_deletion_until_the_owner_lifts_it(maya, olive, luis, at):
    services.set_legal_hold(by=maya, client_id=luis.id, reason="Subpoena of November 20", at=at)
    with pytest.raises(OnLegalHold):
        delete(luis, at)
    assert not Deletion.objects.exists()
    assert queries.plan_for(client_id=luis.id, recorded_at=at, signed_at=at).audio_at is None
    with pytest.raises(MayNotSetRetention):
        services.lift_legal_hold(by=maya, client_id=luis.id, at=at)
    services.lift_legal_hold(by=olive, client_id=luis.id, at=at)
    delete(luis, at)
    assert [row.rule for row in queries.deletions_of(client_id=luis.id)] == ["retention"]


def test_a_hold_needs_a_reason_and_is_set_once(maya, sam, luis, at):
    with pytest.raises(UnusableRetention):
        services.set_legal_hold(by=maya, client_id=luis.id, reason=" ", at=at)
    with pytest.raises(NoSuchClient):
        services.set_legal_hold(by=sam, client_id=luis.id, reason="Curiosity", at=at)
    for _ in range(2):
        services.set_legal_hold(by=maya, client_id=luis.id, reason="Subpoena of November 20", at=at)
    assert queries.open_hold(by=maya, client_id=luis.id).reason == "Subpoena of November 20"
    assert len(events(action="retention.legal_hold_set")) == 1


def test_the_register_is_append_only_and_says_who_and_which_rule(luis, at):
    subject = delete(luis, at)
    found = queries.deletion_of(kind="recording", subject_id=subject)
    assert (found.rule, found.by_name, found.at) == ("retention", "retention", at)
    with pytest.raises(IntegrityError, match="deleted_once"), transaction.atomic():
        delete(luis, at, subject)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Deletion.objects.update(rule="nothing")
