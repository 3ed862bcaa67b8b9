"""Faults and bad input: a plain sentence that says what to do, and nothing lost or half-written."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from rapport.base.jobs.testing import run_pending_jobs
from rapport.base.storage import disk
from rapport.clinic.sessions import ai_tasks, blobs, queries, services, tasks
from rapport.clinic.sessions.models import Chunk, Recording, RecordingState, Transcript
from rapport.clinic.sessions.services import removal
from rapport.engines import kinds
from rapport.engines.models import ModelMissing
from rapport.engines.speech import UnableToReadAudio
from rapport.people.worklist.queries import open_tasks
from rapport.safeguards.vault.services import keystore
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from rapport.trust.retention.queries import deletions_of

pytestmark = pytest.mark.django_db
SPOKEN = kinds.Transcript((kinds.Utterance("u0001", 0, kinds.Speaker.CLIENT, "I slept well.", 0.0, 1.5),))


def send(browser, session, data=b"RIFF" + bytes(2000)):
    file = SimpleUploadedFile("a.wav", data, content_type="audio/wav")
    return browser.post(reverse("sessions:whole_file", args=[session.id]), {"recording": file})


def shown(browser, session):
    return browser.get(reverse("sessions:progress", args=[session.id])).content.decode()


@pytest.fixture
def hearing(monkeypatch):
    """Let the recogniser end in a way of the test's choosing."""

    def end(*, error=None, meanwhile=lambda: None, text=SPOKEN):
        def listen(recording, run, models, options):
            meanwhile()
            if error is not None:
                raise error
            return _Result(text)

        monkeypatch.setattr(ai_tasks, "_listen", listen)
        monkeypatch.setattr(ai_tasks.SpeechModels, "from_dir", lambda *_: _Models)

    return end


class _Models:
    name, whisper_sha256 = "scripted", "0" * 64


class _Result:
    def __init__(self, transcript):
        from rapport.engines.speech.scripted import IDENTITY

        self.transcript, self.notices, self.engine = transcript, (), IDENTITY


def test_audio_that_cannot_be_read_is_told_with_three_ways_on(signed_in, session, consent, maya, hearing):
    hearing(error=UnableToReadAudio("This file cannot be read as audio."))
    send(signed_in, session)
    run_pending_jobs()
    page = shown(signed_in, session)
    assert "This file cannot be read as audio." in page
    assert all(way in page for way in ("Try again", "Choose another way", "Write the note yourself"))
    assert [task.kind for task in open_tasks(by=maya)] == ["session.stopped"]


def test_a_missing_model_is_told_and_the_recording_waits_for_it(signed_in, session, consent, monkeypatch):
    def missing(*_):
        raise ModelMissing("The model whisper-base is not installed. Install it with: rapport models install")

    monkeypatch.setattr(ai_tasks.SpeechModels, "from_dir", missing)
    send(signed_in, session)
    run_pending_jobs()
    assert "rapport models install" in shown(signed_in, session)
    recording = Recording.objects.get()
    assert blobs.RecordingStream(recording).read() == b"RIFF" + bytes(2000)


def test_once_the_model_is_there_the_same_recording_is_tried_again(
    signed_in, session, consent, maya, hearing
):
    hearing(error=UnableToReadAudio("Not this time."))
    send(signed_in, session)
    run_pending_jobs()
    hearing()
    signed_in.post(reverse("sessions:retry", args=[session.id]))
    assert not [task for task in open_tasks(by=maya) if task.kind == "session.stopped"]
    run_pending_jobs()
    assert Recording.objects.get().state == RecordingState.TRANSCRIBED
    assert Transcript.objects.count() == 1


def test_the_same_job_run_twice_leaves_one_transcript(signed_in, session, consent, hearing):
    hearing()
    send(signed_in, session)
    run_pending_jobs()
    tasks.transcribe(recording_id=Recording.objects.get().id)
    ai_tasks.transcribe_recording(Recording.objects.get())  # even one that had looked before
    assert Transcript.objects.count() == 1


def test_a_consent_revoked_before_the_work_is_told_on_the_page(signed_in, session, consent, luis, maya, at):
    send(signed_in, session)
    revoke(by=maya, client_id=luis.id, purpose=Purpose.RECORDING, at=at)
    tasks.on_consent_revoked(client_id=luis.id)
    run_pending_jobs()
    page = shown(signed_in, session)
    assert "took their consent back" in page
    assert "Write the note yourself" in page
    assert not Transcript.objects.exists()


def test_a_consent_revoked_in_the_middle_leaves_no_transcript(
    signed_in, session, consent, luis, maya, at, hearing
):
    def take_back():
        revoke(by=maya, client_id=luis.id, purpose=Purpose.RECORDING, at=at)
        tasks.on_consent_revoked(client_id=luis.id)

    hearing(meanwhile=take_back)
    send(signed_in, session)
    run_pending_jobs()
    assert not Transcript.objects.exists()
    assert Recording.objects.get().state == RecordingState.STOPPED
    assert "write or dictate the note yourself" in shown(signed_in, session).lower()


def full_disk(monkeypatch, after=0):
    """Let the disk be full after so many pieces."""
    left = [after]

    def write(path, data, real=disk._write):
        if left[0] == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        left[0] -= 1
        real(path, data)

    monkeypatch.setattr(disk, "_write", write)


def test_a_disk_that_fills_up_in_the_middle_of_a_file_leaves_nothing(
    signed_in, session, consent, luis, monkeypatch, settings, tmp_path
):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    full_disk(monkeypatch, after=1)
    answer = send(signed_in, session, bytes(5 * 1024 * 1024))
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "There is no room" in page
    assert "Free some space" in page
    assert not list(Path(blobs.store().root).rglob("*.*")) + list(Path(blobs.store().root).rglob("0*"))
    assert Recording.objects.get().state == RecordingState.DELETED
    assert [row.rule for row in deletions_of(client_id=luis.id)] == ["upload broke off"]


def test_a_disk_that_is_full_for_a_piece_keeps_what_was_acknowledged(
    signed_in, session, consent, monkeypatch
):
    import hashlib

    begun = signed_in.post(reverse("sessions:begin", args=[session.id]), {"key": "k1"}).json()

    def put(number, data):
        digest = {"X-Chunk-SHA256": hashlib.sha256(data).hexdigest()}
        kind = "application/octet-stream"
        return signed_in.post(f"{begun['chunk_url']}{number}", data, content_type=kind, headers=digest)

    assert put(0, b"first").status_code == 201
    with monkeypatch.context() as short:
        full_disk(short)
        refused = put(1, b"second")
    assert (refused.status_code, "no room" in refused.json()["message"]) == (507, True)
    assert queries.received_chunks(Recording.objects.get().id) == [0]
    assert put(1, b"second").status_code == 201


def test_keys_that_find_no_room_are_told_as_plainly(signed_in, session, consent, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(keystore(), "create", full)
    answer = send(signed_in, session)
    assert (answer.status_code, "no room left" in answer.content.decode()) == (507, True)
    assert not Recording.objects.exists()


@pytest.fixture
def given_up(session, consent, signed_in):
    """A recording whose job failed for good."""
    send(signed_in, session)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'sessions.transcribe'"
        )
    return Recording.objects.get()


def test_a_job_that_was_given_up_is_told_once_and_can_be_tried_again(given_up, signed_in, session, maya):
    for _ in range(2):
        tasks.tell_given_up()
    page = shown(signed_in, session)
    assert "Nothing is lost: the recording is kept" in page
    assert "Try again" in page
    assert len(open_tasks(by=maya)) == 1
    signed_in.post(reverse("sessions:retry", args=[session.id]))
    tasks.tell_given_up()  # the new try waits: nothing is given up now
    assert Recording.objects.get().state == RecordingState.RECEIVED


def test_a_deletion_that_a_kill_interrupted_is_finished(given_up, luis, maya, at, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(removal.vault, "destroy_key", _killed)
        with pytest.raises(KeyboardInterrupt):
            services.delete_recording(by=maya, recording_id=given_up.id, rule="by hand", at=at)
    assert not keystore().is_destroyed(given_up.key_id)
    tasks.purge()
    assert keystore().is_destroyed(given_up.key_id)
    assert not blobs.store().exists(Chunk.objects.get().blob)
    assert len(deletions_of(client_id=luis.id)) == 1


def _killed(*_):
    raise KeyboardInterrupt


def test_what_an_old_backup_brings_back_without_its_key_is_registered_as_deleted(given_up, luis):
    keystore().destroy(given_up.key_id)
    tasks.purge()
    assert Recording.objects.get().state == RecordingState.DELETED
    assert [row.kind for row in deletions_of(client_id=luis.id)] == ["recording"]


def test_blobs_that_no_recording_names_are_swept_after_a_day(given_up):
    orphan, fresh = f"recordings/{given_up.id}/000077", f"recordings/{given_up.id}/000078"
    for name in (orphan, fresh):
        blobs.store().put(name, b"sealed")
    kept = Chunk.objects.get().blob
    old = (timezone.now() - timedelta(hours=25)).timestamp()
    for name in (orphan, kept):
        os.utime(blobs.store().root / name, (old, old))
    tasks.purge()
    assert [blobs.store().exists(name) for name in (orphan, fresh, kept)] == [False, True, True]


def test_a_transcript_of_one_speaker_or_with_broken_times_is_taken_and_says_so(signed_in, session, consent):
    url = reverse("sessions:add_transcript", args=[session.id])
    broken = (
        b"WEBVTT\n\n00:00:09.000 --> 00:00:02.000\nClient: I slept.\n\nnonsense --> more\nClient: Well.\n"
    )
    file = SimpleUploadedFile("session.vtt", broken, content_type="text/vtt")
    answer = signed_in.post(url, {"file": file})
    assert answer.status_code in {200, 302, 422}
    assert b"Traceback" not in answer.content
    if answer.status_code != 302:
        assert "Who is who" in answer.content.decode() or "line" in answer.content.decode()
