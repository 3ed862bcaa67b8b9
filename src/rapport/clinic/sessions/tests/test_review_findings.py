"""Ways around a gate that were open once: each stays closed."""

import hashlib

import pytest
from django.urls import reverse

from rapport.clinic.sessions import services, tasks
from rapport.clinic.sessions.models import Recording
from rapport.clinic.sessions.policies import ANY_BYTES, sound_type
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["text/html", "text/javascript", "image/svg+xml", "audio/x\r\nX: y", ""])
def test_only_sound_is_called_sound(kind):
    assert sound_type(kind) == ANY_BYTES
    assert sound_type("audio/webm;codecs=opus") == "audio/webm"


def test_a_page_that_comes_as_a_recording_is_never_shown_as_one(signed_in, session, consent):
    begun = signed_in.post(
        reverse("sessions:begin", args=[session.id]), {"mode": "dictation", "content_type": "text/html"}
    ).json()
    page = b"<script>alert(1)</script>"
    signed_in.post(
        begun["chunk_url"] + "0", page, content_type="application/octet-stream",
        headers={"X-Chunk-SHA256": hashlib.sha256(page).hexdigest()},
    )  # fmt: skip
    answer = signed_in.get(reverse("sessions:audio", args=[Recording.objects.get().id]))
    assert answer.headers["Content-Type"] == ANY_BYTES
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_taking_back_another_purpose_stops_no_recording(session, consent, luis, maya, at):
    recording = services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=at)
    tasks.on_consent_revoked(client_id=luis.id)
    assert Recording.objects.get(id=recording.id).state == "receiving"
    revoke(by=maya, client_id=luis.id, purpose=Purpose.RECORDING, at=at)
    tasks.on_consent_revoked(client_id=luis.id)
    assert Recording.objects.get(id=recording.id).state == "stopped"


@pytest.mark.parametrize("chunks", [0, -1, 10**9])
def test_an_absurd_number_of_pieces_is_refused(session, consent, maya, at, chunks):
    recording = services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at
    )
    with pytest.raises(services.UnableToFinishRecording):
        services.finish_recording(by=maya, recording_id=recording.id, chunks=chunks, at=at)
