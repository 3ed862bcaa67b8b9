"""Pages of a session, with and without a script."""

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapport.base.jobs.testing import queued
from rapport.clinic.sessions import queries
from rapport.clinic.sessions.models import Recording, Utterance

pytestmark = pytest.mark.django_db
LINES = "Therapist: How was your week?\nClient: I slept four hours a night.\n"


def test_a_session_is_made_from_its_form(signed_in, luis):
    answer = signed_in.post(
        reverse("sessions:new", args=[luis.id]),
        {
            "day": "2026-11-18", "start": "10:00", "minutes": "50", "modality": "in_person",
            "client_location": "OR", "clinician_location": "or", "others": "",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    [session] = queries.sessions_of(client_id=luis.id)
    assert (session.ended_at - session.started_at).total_seconds() == 3000
    assert session.facts["clinician_location"] == "OR"


def test_without_consent_the_page_offers_the_other_ways(signed_in, session):
    page = signed_in.get(reverse("sessions:open", args=[session.id])).content.decode()
    assert "has not agreed" in page
    assert "Write the note" in page
    assert "Upload and draft" not in page


def test_a_whole_file_is_taken_without_a_script(signed_in, session, consent):
    file = SimpleUploadedFile("a.wav", b"RIFF" + bytes(2000), content_type="audio/wav")
    answer = signed_in.post(reverse("sessions:whole_file", args=[session.id]), {"recording": file})
    assert answer.url == reverse("sessions:progress", args=[session.id])
    assert [name for _, name, _ in queued()][-1] == "sessions.transcribe"


def test_an_empty_file_is_told_plainly(signed_in, session, consent):
    file = SimpleUploadedFile("a.wav", b"", content_type="audio/wav")
    answer = signed_in.post(reverse("sessions:whole_file", args=[session.id]), {"recording": file})
    assert answer.status_code == 422
    assert not Recording.objects.exists()


def test_pieces_are_sent_acknowledged_finished_and_played_by_range(signed_in, session, consent):
    begun = signed_in.post(reverse("sessions:begin", args=[session.id]), {"key": "k1"}).json()
    data = bytes(range(256)) * 8
    answer = signed_in.post(
        begun["chunk_url"] + "0", data, content_type="application/octet-stream",
        headers={"X-Chunk-SHA256": hashlib.sha256(data).hexdigest()},
    )  # fmt: skip
    assert answer.status_code == 201
    assert "next_url" in signed_in.post(begun["finish_url"], {"chunks": "1"}).json()
    recording = Recording.objects.get()
    audio = reverse("sessions:audio", args=[recording.id])
    part = signed_in.get(audio, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, data[10:20])
    assert signed_in.get(audio, headers={"Range": "bytes=99999-"}).status_code == 416


def test_a_refusal_reaches_the_script_as_a_sentence(signed_in, session):
    answer = signed_in.post(reverse("sessions:begin", args=[session.id]), {"key": "k1"})
    assert answer.status_code == 403
    assert "agreed" in answer.json()["message"]


def test_a_pasted_transcript_is_taken_and_a_broken_one_told(signed_in, session, consent):
    url = reverse("sessions:add_transcript", args=[session.id])
    bad = signed_in.post(url, {"text": "   "})
    assert bad.status_code == 422
    assert signed_in.post(url, {"text": LINES}).status_code == 302
    assert Utterance.objects.count() == 2


def test_unknown_labels_are_asked_for_before_anything_is_kept(signed_in, session, consent):
    url = reverse("sessions:add_transcript", args=[session.id])
    named = (LINES * 3).replace("Therapist", "Robin").replace("Client", "Lee")
    page = signed_in.post(url, {"text": named})
    assert "Who is who" in page.content.decode()
    assert not Utterance.objects.exists()
    form = page.context["form"]
    answer = signed_in.post(
        reverse("sessions:name_roles", args=[session.id]),
        {**form.initial, "role_0": "clinician", "role_1": "client"},
    )
    assert answer.status_code == 302
    assert [u.body["speaker"] for u in Utterance.objects.all()] == ["clinician", "client"] * 3


@pytest.mark.parametrize("content", ["", "no base64!"])
def test_roles_without_their_transcript_keep_nothing(signed_in, session, consent, content):
    url = reverse("sessions:name_roles", args=[session.id])
    answer = signed_in.post(url, {"content": content, "name": "a.txt"}, follow=True)
    assert "Bring it again" in answer.content.decode()
    assert queries.transcript_of(session.id) is None


def test_a_corrected_line_keeps_how_it_read_before(signed_in, session, consent):
    signed_in.post(reverse("sessions:add_transcript", args=[session.id]), {"text": LINES})
    line = Utterance.objects.get(index=1)
    data = {"text": "I slept five hours a night.", "speaker": "client", "version": "1"}
    assert signed_in.post(reverse("sessions:line", args=[line.id]), data).status_code == 302
    assert Utterance.objects.get(id=line.id).body["text"].startswith("I slept five")
    assert "four hours" in signed_in.get(reverse("sessions:line", args=[line.id])).content.decode()
    stale = signed_in.post(reverse("sessions:line", args=[line.id]), data)
    assert stale.status_code == 409


def test_swapping_turns_both_roles_round(signed_in, session, consent):
    signed_in.post(reverse("sessions:add_transcript", args=[session.id]), {"text": LINES})
    swap = reverse("sessions:swap_speakers", args=[session.id])
    signed_in.post(swap, {"versions": "2"})
    assert signed_in.post(swap, {"versions": "2"}).status_code == 409  # somebody else pressed it too
    assert [u.body["speaker"] for u in Utterance.objects.all()] == ["client", "clinician"]


def test_jobs_and_addresses_hold_ids_only(signed_in, session, consent):
    signed_in.post(reverse("sessions:add_transcript", args=[session.id]), {"text": LINES})
    assert "slept" not in json.dumps([arguments for _, _, arguments in queued()])


@pytest.mark.parametrize("name", ["sessions:open", "sessions:progress"])
def test_a_session_does_not_exist_for_an_outsider(client, sam_user, settings, session, name):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    assert client.get(reverse(name, args=[session.id])).status_code == 404
