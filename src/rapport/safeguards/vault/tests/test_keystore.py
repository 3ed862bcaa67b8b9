"""The key tree: wrapping, destroying, copying and recovering."""

import stat

import pytest

from rapport.safeguards.vault.keystore import (
    PRACTICE,
    FileKeystore,
    KeyDestroyed,
    KeyMissing,
    KeystoreExists,
    PracticeKeyLost,
)
from rapport.safeguards.vault.recovery import UnableToRecover, make_shares, recover_practice_key


@pytest.fixture
def keystore(tmp_path):
    store = FileKeystore(tmp_path / "keystore")
    store.initialise()
    return store


def test_a_key_survives_a_restart_and_no_key_lies_in_the_open_but_the_practice_key(keystore):
    key_id = keystore.create(parent=PRACTICE, purpose="client")
    key = keystore.key(key_id)
    assert FileKeystore(keystore.root).key(key_id) == key
    others = list(keystore.root.rglob("*.json"))
    assert all(key not in p.read_bytes() for p in others)


def test_files_are_readable_by_the_owner_alone(keystore):
    keystore.create(parent=PRACTICE, purpose="client")
    for path in keystore.root.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_destroying_a_client_key_destroys_every_key_below_it_in_all_processes(keystore):
    client = keystore.create(parent=PRACTICE, purpose="client")
    recording = keystore.create(parent=client, purpose="recording")
    elsewhere = FileKeystore(keystore.root)
    elsewhere.key(recording)
    keystore.destroy(client)
    for key_id in (client, recording):
        with pytest.raises(KeyDestroyed):
            elsewhere.key(key_id)


def test_a_recording_can_go_while_its_client_stays(keystore):
    client = keystore.create(parent=PRACTICE, purpose="client")
    recording = keystore.create(parent=client, purpose="recording")
    keystore.destroy(recording)
    keystore.destroy(recording)
    assert keystore.key(client)


def test_a_copy_is_overwritten_so_that_destroyed_keys_leave_it_too(keystore, tmp_path):
    key_id = keystore.create(parent=PRACTICE, purpose="client")
    keystore.copy_to(tmp_path / "copy")
    assert FileKeystore(tmp_path / "copy").key(key_id)
    keystore.destroy(key_id)
    keystore.copy_to(tmp_path / "copy")
    with pytest.raises(KeyDestroyed):
        FileKeystore(tmp_path / "copy").key(key_id)


def test_an_unknown_key_is_told_apart_from_a_destroyed_one(keystore, tmp_path):
    other = FileKeystore(tmp_path / "other")
    other.initialise()
    with pytest.raises(KeyMissing):
        keystore.key(other.create(parent=PRACTICE, purpose="client"))


def test_the_practice_key_is_never_overwritten(keystore):
    with pytest.raises(KeystoreExists):
        keystore.initialise()


def test_two_of_three_shares_bring_the_practice_key_back_and_one_does_not(keystore, tmp_path):
    shares = make_shares(keystore, needed=2, total=3)
    assert recover_practice_key([shares[0], shares[2]]) == keystore.key(PRACTICE)
    with pytest.raises(UnableToRecover):
        recover_practice_key([shares[1]])
    with pytest.raises(UnableToRecover):
        recover_practice_key([shares[0], shares[1].replace(shares[1].split()[5], "academic")])


def test_a_lost_practice_key_is_not_replaced_by_a_new_one_but_by_its_shares(keystore):
    key_id = keystore.create(parent=PRACTICE, purpose="client")
    key, shares = keystore.key(key_id), make_shares(keystore)
    (keystore.root / "practice.key").unlink()
    later = FileKeystore(keystore.root)
    for wrong in (None, b"x" * 32):
        with pytest.raises(PracticeKeyLost):
            later.initialise(wrong)
    later.initialise(recover_practice_key(shares[1:]))
    assert later.key(key_id) == key
