"""A session's own days, the warning before a recording goes unsigned, nothing gone while at work."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse

from rapport.clinic.sessions import queries, services, tasks
from rapport.clinic.sessions.models import Recording, RecordingState
from rapport.engines import transcripts
from rapport.people.careteams.queries import NoSuchClient
from rapport.people.worklist.queries import open_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(session, consent, maya, at):
    begun = services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    services.store_chunk(
        by=maya, recording_id=begun.id, number=0, data=b"x", sha256=hashlib.sha256(b"x").hexdigest(), at=at
    )
    return services.finish_recording(by=maya, recording_id=begun.id, chunks=1, at=at)


def keep(maya, session, at, audio_days):
    services.keep_session(
        by=maya, session_id=session.id, audio_days=audio_days, transcript_days=30, until_signature=True,
        excerpts=None, at=at,
    )  # fmt: skip


def warnings(maya):
    return [task for task in open_tasks(by=maya) if task.kind == "recording.goes"]


def test_a_sessions_own_days_count_at_once_and_never_past_seven(recording, session, maya, at):
    keep(maya, session, at, audio_days=3)
    assert Recording.objects.get().purge_after == at + timedelta(days=3)
    with pytest.raises(Exception, match="7 days"):
        keep(maya, session, at, audio_days=8)


def test_a_later_recording_of_the_session_follows_its_days(session, consent, maya, at):
    keep(maya, session, at, audio_days=2)
    begun = services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    assert begun.purge_after == at + timedelta(days=2)


def test_an_outsider_sets_nothing(recording, session, sam, at):
    with pytest.raises(NoSuchClient):
        keep(sam, session, at, audio_days=1)
    assert Recording.objects.get().purge_after == at + timedelta(days=7)


def test_the_clinician_is_warned_once_two_days_ahead_and_not_before(recording, maya, at):
    services.warn_of_purges(by=tasks.KEEPER, at=at + timedelta(days=4))
    assert warnings(maya) == []
    for day in (5, 6):
        services.warn_of_purges(by=tasks.KEEPER, at=at + timedelta(days=day, minutes=1))
    assert len(warnings(maya)) == 1
    assert "Hear what you need" in warnings(maya)[0].text


def test_a_signed_session_is_not_warned_of(recording, session, maya, at):
    words = transcripts.parse(b"Clinician: Hello.\nClient: Hello.", filename="a.txt")
    services.take_transcript(by=maya, session_id=session.id, parsed=words, at=at)
    services.schedule_purge(by=tasks.KEEPER, session_id=session.id, signed_at=at)
    Recording.objects.update(purge_after=at + timedelta(days=7))
    services.warn_of_purges(by=tasks.KEEPER, at=at + timedelta(days=6))
    assert warnings(maya) == []


def test_the_warning_closes_when_the_recording_is_gone(recording, maya, at):
    services.warn_of_purges(by=tasks.KEEPER, at=at + timedelta(days=6))
    services.settle_warning(by=tasks.KEEPER, recording_id=recording.id, at=at)
    assert warnings(maya) == []


def test_with_no_days_a_recording_goes_after_the_work_on_it(recording, session, maya, at):
    keep(maya, session, at, audio_days=0)
    assert queries.due_for_purge(at=at + timedelta(minutes=10))[0] == []
    Recording.objects.update(state=RecordingState.TRANSCRIBED)
    assert queries.due_for_purge(at=at + timedelta(minutes=10))[0] == [recording.id]


def test_the_page_shows_and_changes_the_days(signed_in, recording, session):
    url = reverse("sessions:keeping", args=[session.id])
    assert "November 27 at the latest" in signed_in.get(url).content.decode()
    answer = {"audio_days": 2, "transcript_days": 0, "until_signature": "on", "excerpts": ""}
    assert signed_in.post(url, {**answer, "audio_days": 9}).status_code == 422
    assert signed_in.post(url, answer).status_code == 302
    assert "November 22 at the latest" in signed_in.get(url).content.decode()
