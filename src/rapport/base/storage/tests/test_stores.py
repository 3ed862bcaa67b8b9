"""What both stores promise, and what the one on disk promises besides."""

import errno
import os
import stat
from pathlib import Path

import pytest

from rapport.base.storage import BlobStore, DiskBlobStore, MemoryBlobStore, NoSuchBlob, UnableToStore
from rapport.base.storage import disk as disk_module

NAME = "recordings/5f0c/000001"


@pytest.fixture
def disk(tmp_path):
    return DiskBlobStore(tmp_path / "blobs")


@pytest.fixture(params=["disk", "memory"])
def store(request, disk) -> BlobStore:
    return disk if request.param == "disk" else MemoryBlobStore(room=100)


def files(disk):
    return [path for path in disk.root.rglob("*") if path.is_file()]


def test_what_is_put_is_got_back_whole(store):
    store.put(NAME, b"\x00\xff" * 20)
    assert store.get(NAME) == b"\x00\xff" * 20
    assert store.exists(NAME)
    assert store.size(NAME) == 40


def test_putting_again_replaces(store):
    store.put(NAME, b"a" * 60)
    store.put(NAME, b"b" * 70)
    assert store.get(NAME) == b"b" * 70


def test_what_is_deleted_is_gone_and_deleting_again_does_nothing(store):
    store.put(NAME, b"a")
    store.delete(NAME)
    store.delete(NAME)
    assert not store.exists(NAME)
    for ask in (store.get, store.size):
        with pytest.raises(NoSuchBlob):
            ask(NAME)


@pytest.mark.parametrize(
    "name", ["../keystore/practice", "/etc/passwd", "a//b", "a/../b", "A", "a.b", "", "a/", "a\0", "a\n", "."]
)
def test_a_name_that_could_lead_elsewhere_is_refused_by_every_method(store, name):
    for use in (store.get, store.delete, store.exists, store.size, lambda n: store.put(n, b"a")):
        with pytest.raises(ValueError, match="lower-case words"):
            use(name)


def test_a_store_without_room_says_so(store, monkeypatch):
    store.put(NAME, b"a" * 60)
    monkeypatch.setattr(disk_module, "_write", _refusing(errno.ENOSPC))
    with pytest.raises(UnableToStore, match="no room"):
        store.put(NAME, b"b" * 101)
    assert store.get(NAME) == b"a" * 60


def _refusing(number):
    def write(path, data):
        path.write_bytes(data[: len(data) // 2])
        raise OSError(number, os.strerror(number))

    return write


def test_a_full_disk_leaves_nothing_half_written(disk, monkeypatch):
    monkeypatch.setattr(disk_module, "_write", _refusing(errno.ENOSPC))
    with pytest.raises(UnableToStore, match="no room"):
        disk.put(NAME, b"a" * 100)
    assert files(disk) == []


def test_a_disk_that_refuses_for_another_reason_is_not_called_full(disk, monkeypatch):
    monkeypatch.setattr(disk_module, "_write", _refusing(errno.EROFS))
    with pytest.raises(UnableToStore, match="refuses"):
        disk.put(NAME, b"a")


def test_a_really_full_disk_is_noticed():
    device = "/dev/full"
    if not os.path.exists(device):  # noqa: PTH110  # a device, no path of ours
        pytest.skip("this system has no /dev/full")
    with open(device, "wb", buffering=0) as full, pytest.raises(OSError) as refusal:  # noqa: PTH123, PT011  # same
        full.write(b"a")
    assert str(disk_module._unable(refusal.value)).startswith("There is no room")


def test_folders_and_files_are_open_to_their_owner_alone_whatever_the_umask(disk):
    before = os.umask(0o002)
    try:
        disk.put(NAME, b"a")
    finally:
        os.umask(before)
    folders = [disk.root, disk.root / "recordings", disk.root / "recordings" / "5f0c"]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert stat.S_IMODE((disk.root / NAME).stat().st_mode) == 0o600


def test_data_and_folder_are_synced_before_put_returns(disk, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda fd: (synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())), real(fd))[1]
    )
    disk.put(NAME, b"a")
    assert synced[-2].endswith(".part")
    assert synced[-1] == str((disk.root / NAME).parent)


def test_a_folder_that_becomes_empty_goes_too_and_the_root_stays(disk):
    disk.put("recordings/a/1", b"a")
    disk.put("recordings/b/1", b"a")
    disk.delete("recordings/a/1")
    assert [path.name for path in (disk.root / "recordings").iterdir()] == ["b"]
    disk.delete("recordings/b/1")
    assert list(disk.root.iterdir()) == []


def test_a_folder_removed_by_another_at_the_wrong_moment_is_made_again(disk, monkeypatch):
    real, calls = disk_module._write, []

    def write(path, data):
        calls.append(path)
        if len(calls) == 1:
            path.parent.rmdir()
        real(path, data)

    monkeypatch.setattr(disk_module, "_write", write)
    disk.put(NAME, b"a")
    assert disk.get(NAME) == b"a"


def test_what_a_killed_process_left_is_swept_once_it_is_old(disk):
    disk.put(NAME, b"a")
    left = (disk.root / NAME).with_name(".000002.abcd.part")
    left.write_bytes(b"half")
    os.utime(left, (1000, 1000))
    assert disk.sweep(before=999) == 0
    assert disk.sweep(before=1001) == 1
    assert files(disk) == [disk.root / NAME]


def test_free_space_is_told(disk):
    assert disk.free_bytes() > 0
    assert MemoryBlobStore(room=10).free_bytes() == 10


def test_names_are_given_of_what_was_stored_before_a_time(store):
    store.put(NAME, b"a")
    store.put("recordings/5f0c/000002", b"b")
    store.delete(NAME)
    assert store.names(before=0) == []
    assert store.names(before=float("inf")) == ["recordings/5f0c/000002"]
