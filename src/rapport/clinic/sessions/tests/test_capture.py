"""Receiving a recording: acknowledged is stored encrypted; refused is nothing changed."""

import hashlib

import pytest

from rapport.base.storage import UnableToStore
from rapport.clinic.sessions import blobs, queries, services
from rapport.clinic.sessions.gates import FeatureIsOff
from rapport.clinic.sessions.models import Chunk, Recording, RecordingState
from rapport.clinic.sessions.policies import CaptureIsOff, WrongState
from rapport.people.careteams.queries import NoSuchClient
from rapport.people.clients.services import change_demographics
from rapport.safeguards.vault.keystore import KeyDestroyed
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import ConsentNotInForce, revoke

pytestmark = pytest.mark.django_db
PIECES = [b"first piece " * 40, b"second piece " * 40, b"third"]


def begin(session, maya, at, key=""):
    return services.begin_recording(
        by=maya, session_id=session.id, source="upload", media_type="audio/ogg", at=at, upload_key=key
    )


def send(recording, maya, number, at, data=None, sha256=None):
    data = PIECES[number] if data is None else data
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    return services.store_chunk(
        by=maya, recording_id=recording.id, number=number, data=data, sha256=sha256, at=at
    )


@pytest.fixture
def recording(session, consent, maya, at):
    return begin(session, maya, at)


def test_pieces_may_come_twice_and_in_any_order_and_read_back_as_one(recording, maya, at):
    for number in (2, 0, 0, 1, 2):
        send(recording, maya, number, at)
    services.finish_recording(by=maya, recording_id=recording.id, chunks=3, at=at)
    stream = blobs.RecordingStream(Recording.objects.get(id=recording.id))
    assert stream.read() == b"".join(PIECES)
    stream.seek(470)
    assert stream.read(20) == b"".join(PIECES)[470:490]


def test_what_lies_on_the_disk_is_ciphertext(recording, maya, at):
    chunk = send(recording, maya, 0, at)
    assert b"first piece" not in blobs.store().get(chunk.blob)


def test_a_damaged_piece_is_refused_and_not_stored(recording, maya, at):
    with pytest.raises(services.UnableToStoreChunk, match="whole"):
        send(recording, maya, 0, at, sha256="0" * 64)
    assert not Chunk.objects.exists()


def test_another_piece_under_the_same_number_is_refused(recording, maya, at):
    send(recording, maya, 0, at)
    with pytest.raises(services.UnableToStoreChunk, match="Another piece"):
        send(recording, maya, 0, at, data=b"something else")


def test_a_recording_is_not_finished_while_a_piece_is_missing(recording, maya, at):
    send(recording, maya, 0, at)
    send(recording, maya, 2, at)
    with pytest.raises(services.UnableToFinishRecording, match="1 pieces are missing"):
        services.finish_recording(by=maya, recording_id=recording.id, chunks=3, at=at)


def test_the_same_upload_goes_on_with_the_same_recording(session, consent, maya, at):
    first = begin(session, maya, at, key="12345-678")
    send(first, maya, 0, at)
    again = begin(session, maya, at, key="12345-678")
    assert again.id == first.id
    assert queries.received_chunks(again.id) == [0]


def test_nothing_is_received_without_a_consent(session, maya, at):
    with pytest.raises(ConsentNotInForce):
        begin(session, maya, at)
    assert not Recording.objects.exists()


def test_a_consent_taken_back_in_the_middle_stops_at_the_next_piece(recording, luis, maya, at):
    send(recording, maya, 0, at)
    revoke(by=maya, client_id=luis.id, purpose=Purpose.RECORDING, at=at)
    with pytest.raises(ConsentNotInForce):
        send(recording, maya, 1, at)
    assert Chunk.objects.count() == 1


def test_a_revoked_consent_stops_every_recording_that_goes_on(recording, luis, maya, at):
    from rapport.base.jobs.testing import run_pending_jobs

    revoke(by=maya, client_id=luis.id, purpose=Purpose.TRANSCRIPTION, at=at)
    run_pending_jobs()
    assert Recording.objects.get(id=recording.id).state == RecordingState.STOPPED


def test_telehealth_in_vermont_is_never_recorded(luis, consent, maya, at):
    change_demographics(by=maya, client_id=luis.id, changes={"jurisdiction": "VT"})
    session = services.open_session(
        by=maya, client_id=luis.id, clinician_id=maya.id, started_at=at, at=at,
        facts={"modality": "video", "client_location": "VT", "clinician_location": "OR"},
    )  # fmt: skip
    with pytest.raises(FeatureIsOff, match="Vermont"):
        begin(session, maya, at)


def test_with_a_third_person_in_the_room_capture_is_off(session, consent, luis, maya, at):
    services.add_participant(by=maya, session_id=session.id, name="Rosa", relation="partner")
    with pytest.raises((CaptureIsOff, ConsentNotInForce)):
        begin(session, maya, at)


def test_a_full_disk_leaves_nothing_half_stored(recording, maya, at, monkeypatch):
    def full(*_):
        raise UnableToStore("There is no room to store this.")

    monkeypatch.setattr(blobs.store(), "put", full)
    with pytest.raises(UnableToStore):
        send(recording, maya, 0, at)
    assert not Chunk.objects.exists()


def test_an_outsider_can_neither_send_nor_listen(recording, maya, sam, at):
    send(recording, maya, 0, at)
    with pytest.raises(NoSuchClient):
        send(recording, sam, 1, at)
    with pytest.raises(NoSuchClient):
        queries.audio_for(by=sam, recording_id=recording.id)


def test_a_deleted_recording_is_gone_for_good_and_in_the_register(recording, luis, maya, at):
    from rapport.trust.retention.queries import deletions_of

    chunk = send(recording, maya, 0, at)
    sealed = blobs.store().get(chunk.blob)
    services.delete_recording(by=maya, recording_id=recording.id, rule="by hand", at=at)
    assert not blobs.store().exists(chunk.blob)
    blobs.store().put(chunk.blob, sealed)  # somebody restores an old backup of the blobs
    with pytest.raises(KeyDestroyed):
        blobs.read(Recording.objects.get(id=recording.id), chunk)
    assert [row.kind for row in deletions_of(client_id=luis.id)] == ["recording"]


def test_a_finished_recording_takes_no_more_pieces(recording, maya, at):
    send(recording, maya, 0, at)
    services.finish_recording(by=maya, recording_id=recording.id, chunks=1, at=at)
    with pytest.raises(WrongState):
        send(recording, maya, 1, at)
