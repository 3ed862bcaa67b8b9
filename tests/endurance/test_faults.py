"""Bad recordings given to the real recogniser: each page says plainly what to do."""

import numpy as np
import pytest

from rapport.engines.sample import session as sample
from tests.endurance.browser import pieces_of
from tests.product import until

pytestmark = pytest.mark.slow
STAGE = "SELECT stage FROM clinic_sessions_progress WHERE session_id = %s"
JOBS = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, args, status)
SELECT queue_name, task_name, priority, lock, args, 'todo' FROM procrastinate_jobs
WHERE status = 'succeeded' AND args::text LIKE '%%' || %s || '%%' RETURNING id
"""
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND scheduled_at IS NULL"
LINES = """
SELECT count(*) FROM clinic_sessions_utterance u JOIN clinic_sessions_transcript t ON t.id = u.transcript_id
WHERE t.session_id = %s
"""


@pytest.fixture(scope="module")
def voices():
    """The first 25 seconds of the supplied session, as a wave at 16 kHz."""
    import av

    parts, resampler = [], av.AudioResampler(format="s16", layout="mono", rate=16_000)
    with av.open(str(sample.audio_path())) as container:
        for frame in container.decode(audio=0):
            parts += [part.to_ndarray() for part in resampler.resample(frame)]
            if frame.time > 25:
                break
    return np.concatenate(parts, axis=1)[0] / 32768


@pytest.fixture
def wav(tmp_path):
    def written(sound, *, rate=16_000):
        import wave

        path = tmp_path / "sound.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, rate, 0, "NONE", ""))
            file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
        return path.read_bytes()

    return written


def outcome(product, maya, session, data):
    """Upload, wait for the end of the work, and give the page that the clinician sees then."""
    maya.upload(session, pieces_of(data))
    until(lambda: product.one(STAGE, session) in {"ready", "failed"}, seconds=120, what="the end of the work")
    return maya.get(f"/sessions/{session}/progress/").text


@pytest.mark.parametrize(
    "data", [b"Dear Sir or Madam, " * 200, bytes(range(256)) * 400], ids=["wrong type", "corrupt"]
)
def test_what_is_no_recording_is_told_with_the_ways_on(speech, product, maya, session, data):
    page = outcome(product, maya, session, data)
    assert "cannot be read as audio" in page
    assert "wav, mp3, m4a" in page
    assert "Write the note yourself" in page


def test_a_recording_cut_off_in_its_head_is_told(speech, product, maya, session):
    page = outcome(product, maya, session, sample.audio_path().read_bytes()[:40])
    assert "cannot be read as audio" in page or "No speech was found" in page


def test_silence_opens_a_note_to_write_and_says_why(speech, product, maya, session, wav):
    page = outcome(product, maya, session, wav(np.zeros(16_000 * 8)))
    assert "No speech was found in this recording" in page
    assert "write the note yourself" in page.lower()


def test_a_truncated_recording_is_used_as_far_as_it_goes(speech, product, maya, session):
    data = sample.audio_path().read_bytes()
    page = outcome(product, maya, session, data[: len(data) // 10])
    assert "data-sentence" in page
    assert "The recording ends early" in page


def test_a_telephone_recording_is_read(speech, product, maya, session, wav, voices):
    outcome(product, maya, session, wav(voices[::2], rate=8_000))
    assert product.one(LINES, session) >= 3


def test_a_distorted_recording_is_read_with_a_warning(speech, product, maya, session, wav, voices):
    page = outcome(product, maya, session, wav(voices * 30))
    assert "too loud and distorted" in page


def test_every_job_of_a_session_run_twice_doubles_nothing(product, maya, session, lines):
    maya.post(f"/sessions/{session}/transcript/", text=lines)
    until(lambda: product.one(STAGE, session) == "ready", seconds=90, what="the draft")
    note = product.one("SELECT id FROM clinic_notes_note WHERE session_id = %s", session)
    until(lambda: not product.one(WAITING), seconds=60, what="the queue is empty")
    before = _count(product)
    assert len([*product.ask(JOBS, str(session)), *product.ask(JOBS, str(note))]) >= 3
    until(lambda: not product.one(WAITING), seconds=60, what="the queue is empty")
    assert _count(product) == before


def _count(product):
    tables = ("clinic_sessions_transcript", "clinic_sessions_utterance", "clinic_notes_note",
              "clinic_notes_sentence", "clinic_reports_summary", "people_worklist_task", "trust_ledger_run",
              "trust_ledger_output")  # fmt: skip
    return {table: product.one(f"SELECT count(*) FROM {table}") for table in tables}
