"""Each step of the work on a session asks for consent: a gate that is taken out lets something through."""

import hashlib

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries as notes
from rapport.clinic.sessions import services as capture
from rapport.engines import transcripts
from rapport.engines.sample import session as sample
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import ConsentNotInForce, revoke
from tests.looking import runs, summaries_of

pytestmark = pytest.mark.django_db


def begin(session, maya, at):
    return capture.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )


def send(recording, maya, at):
    capture.store_chunk(
        by=maya, recording_id=recording.id, number=0, data=b"sound",
        sha256=hashlib.sha256(b"sound").hexdigest(), at=at,
    )  # fmt: skip


def bring(session, maya, at):
    words = transcripts.render(sample.reference(), "json").encode()
    capture.take_transcript(
        by=maya, session_id=session.id, parsed=transcripts.parse(words, filename="a.json"), at=at
    )


def take_back(maya, luis, at, *purposes):
    for purpose in purposes:
        revoke(by=maya, client_id=luis.id, purpose=purpose, at=at)


@pytest.fixture
def without(monkeypatch):
    """Plant the fault: the check of consent says nothing."""

    def plant(*places):
        for place in places:
            monkeypatch.setattr(place, lambda **_: None)

    return plant


def test_recording_begins_with_consent_only(session, luis, consent, maya, at, without):
    take_back(maya, luis, at, Purpose.RECORDING)
    with pytest.raises(ConsentNotInForce):
        begin(session, maya, at)
    without("rapport.clinic.sessions.services.recordings.check_may_receive")
    assert begin(session, maya, at).state == "receiving"  # so the line above rests on this one call


def test_each_piece_asks_again(session, luis, consent, maya, at, without, monkeypatch):
    recording = begin(session, maya, at)
    monkeypatch.setattr("rapport.clinic.sessions.tasks.on_consent_revoked", lambda **_: None)
    take_back(maya, luis, at, Purpose.RECORDING)
    with pytest.raises(ConsentNotInForce):
        send(recording, maya, at)
    without("rapport.clinic.sessions.services.recordings.check_may_receive")
    send(recording, maya, at)


def test_a_transcript_that_is_brought_asks_too(session, luis, consent, maya, at, without):
    take_back(maya, luis, at, Purpose.TRANSCRIPTION)
    with pytest.raises(ConsentNotInForce):
        bring(session, maya, at)
    without("rapport.clinic.sessions.services.taking.check_may_transcribe")
    bring(session, maya, at)


def test_a_draft_is_refused_by_the_ledger_and_the_refusal_kept(session, luis, consent, maya, at):
    take_back(maya, luis, at, Purpose.NOTE_DRAFTING)
    bring(session, maya, at)
    run_pending_jobs()
    note = notes.note_of_session(session.id)
    assert notes.sentences_of(note) == []
    assert "refused" in {run.state for run in runs() if run.task == "notes.draft"}


def test_without_the_ledgers_question_the_draft_would_be_made(session, luis, consent, maya, at, without):
    take_back(maya, luis, at, Purpose.NOTE_DRAFTING)
    without("rapport.trust.ledger.services.require_consent")
    bring(session, maya, at)
    run_pending_jobs()
    assert notes.sentences_of(notes.note_of_session(session.id)) != []


def test_a_summary_for_the_client_asks_for_its_own_consent(session, luis, consent, maya, at):
    take_back(maya, luis, at, Purpose.CLIENT_SUMMARY)
    bring(session, maya, at)
    run_pending_jobs()
    note = notes.note_of_session(session.id)
    assert {summary.audience for summary in summaries_of(note.id)} == {"therapist"}
