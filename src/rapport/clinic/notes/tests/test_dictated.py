"""The clinician's own recap after a session: as good for a client who declined everything."""

import hashlib
from types import SimpleNamespace

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import linting, queries
from rapport.clinic.notes.models import NoteOrigin
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions import services as capture
from rapport.engines import kinds, speech
from rapport.trust.consent.services import ConsentNotInForce
from tests.looking import runs

pytestmark = pytest.mark.django_db
RECAP = "Client reported sleeping better. Client denied suicidal thoughts. We agreed to meet next Tuesday."


@pytest.fixture
def recogniser(monkeypatch):
    """Answer like the recogniser that hears one voice, and keep what it was asked."""
    asked = []
    spoken = kinds.Transcript(
        (kinds.Utterance("u1", 0, speaker=kinds.Speaker.CLINICIAN, text=RECAP, start=0.0, end=9.0),)
    )
    identity = speech.EngineIdentity("fake", "1", "fake", "0" * 64)
    found = speech.SpeechResult(spoken, (), identity, None)
    where = "rapport.clinic.sessions.ai_tasks"
    models = SimpleNamespace(name="fake", whisper_sha256="0" * 64)
    monkeypatch.setattr(f"{where}.SpeechModels", SimpleNamespace(from_dir=lambda _folder: models))
    monkeypatch.setattr(f"{where}.transcribe", lambda *_, options, **__: asked.append(options) or found)
    return asked


@pytest.fixture
def dictated(session, maya, at, recogniser):
    recording = capture.begin_recording(
        by=maya, session_id=session.id, source="dictation", media_type="audio/webm", at=at
    )
    capture.store_chunk(
        by=maya, recording_id=recording.id, number=0, data=b"sound",
        sha256=hashlib.sha256(b"sound").hexdigest(), at=at,
    )  # fmt: skip
    capture.finish_recording(by=maya, recording_id=recording.id, chunks=1, at=at)
    run_pending_jobs()
    return queries.note_of_session(session.id)


def test_a_client_who_agreed_to_nothing_still_has_a_dictated_note(dictated, recogniser):
    assert dictated.origin == NoteOrigin.DICTATED
    assert [options.speakers for options in recogniser] == [1]
    rows = queries.sentences_of(dictated)
    assert {row.body["kind"] for row in rows} == {"from_clinician"}
    assert "Client reported sleeping better." in {row.body["text"] for row in rows}
    assert "Client denied suicidal thoughts." in {row.body["text"] for row in rows if row.section == "risk"}


def test_only_tasks_on_own_words_ran_and_no_summary_was_drafted(dictated):
    assert {run.task for run in runs()} == {"sessions.dictate", "notes.place_dictation"}


def test_the_session_itself_is_still_not_recorded(dictated, session, maya, at):
    with pytest.raises(ConsentNotInForce):
        capture.begin_recording(
            by=maya, session_id=session.id, source="upload", media_type="audio/webm", at=at
        )


def test_nothing_asks_for_a_consent_before_signing(dictated, at):
    checks = {finding.check for finding in linting.findings(dictated, at=at, attested=False)}
    assert not checks & {"ai_consent", "ai_attestation", "consent"}


def test_a_revoked_consent_stops_no_dictation(session, maya, at, luis):
    recording = capture.begin_recording(
        by=maya, session_id=session.id, source="dictation", media_type="audio/webm", at=at
    )
    assert capture.stop_recordings_of(by=maya, client_id=luis.id) == 0
    assert sessions.recording_by_id(recording.id).state == "receiving"
