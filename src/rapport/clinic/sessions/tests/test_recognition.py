"""From recognised windows to the stored transcript: nothing stays behind, corrections stay visible."""

import pytest

from rapport.clinic.sessions import ai_tasks, queries, services
from rapport.clinic.sessions.models import RecognisedWindow, Recording, RecordingState
from rapport.engines import kinds
from rapport.engines.speech.scripted import IDENTITY
from rapport.engines.speech.types import AudioFacts, SpeechResult

pytestmark = pytest.mark.django_db
CHANGED = kinds.Word(
    "sertraline?", 1.0, 1.6, 0.32, heard="searcher-learn?", correction=kinds.Correction.SOUNDS_LIKE_LISTED
)
WORDS = (kinds.Word("The", 0.0, 0.4, 0.9), CHANGED)
SPOKEN = kinds.Transcript(
    (kinds.Utterance("u0001", 0, kinds.Speaker.CLINICIAN, "The sertraline?", 0.0, 1.6, WORDS),)
)
FACTS = AudioFacts(1.6, 1, 16_000, "opus", 0.0, silent=False, truncated=False)


class _Models:
    name, whisper_sha256 = "whisper-base", "0" * 64


@pytest.fixture
def received(session, consent, maya, at):
    recording = services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    Recording.objects.filter(id=recording.id).update(state=RecordingState.RECEIVED)
    return Recording.objects.get(id=recording.id)


@pytest.fixture
def listening(monkeypatch):
    """Let a stand-in keep two windows, then give the transcript; the test may end it before."""

    def listen(*_args, resume, **_how):
        for index in range(2):
            resume.put(index, {"words": ["said"]})
        return SpeechResult(SPOKEN, (), IDENTITY, FACTS)

    monkeypatch.setattr(ai_tasks, "transcribe", listen)
    monkeypatch.setattr(ai_tasks.SpeechModels, "from_dir", lambda *_: _Models)


def test_the_windows_are_erased_once_the_transcript_is_stored(received, listening):
    other = Recording.objects.create(
        key_id=received.key_id, session=received.session, source="upload", media_type="audio/ogg",
        began_at=received.began_at, purge_after=received.purge_after,
    )  # fmt: skip
    services.keep_window(by=ai_tasks.WORKER, recording_id=other.id, name="0", data={})
    ai_tasks.transcribe_recording(received)
    assert Recording.objects.get(id=received.id).state == RecordingState.TRANSCRIBED
    assert list(RecognisedWindow.objects.values_list("recording_id", flat=True)) == [other.id]


def test_a_job_that_is_killed_before_the_transcript_is_marked_keeps_its_windows(
    received, listening, monkeypatch
):
    def killed(**_how):
        raise KeyboardInterrupt

    with monkeypatch.context() as until_then:
        until_then.setattr(ai_tasks, "finish_listening", killed)
        with pytest.raises(KeyboardInterrupt):
            ai_tasks.transcribe_recording(received)
    assert RecognisedWindow.objects.filter(recording=received).count() == 2
    ai_tasks.transcribe_recording(received)
    assert not RecognisedWindow.objects.filter(recording=received).exists()


def test_a_corrected_word_is_stored_with_what_was_heard(received, listening):
    ai_tasks.transcribe_recording(received)
    transcript = queries.transcript_of(received.session_id)
    stored = queries.spoken_transcript(transcript.id).utterances[0].words
    assert stored == WORDS
    assert stored[1].correction == kinds.Correction.SOUNDS_LIKE_LISTED
