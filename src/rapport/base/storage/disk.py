"""Blobs in a folder of mode 0700."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from rapport.base.storage.port import NoSuchBlob, UnableToStore, check_name

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = "This file is not there any more."


class DiskBlobStore:
    """Each blob is a file, written aside, synced and moved into place; a name's slashes are folders."""

    def __init__(self, root: Path) -> None:
        """Keep blobs below ``root``."""
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Store; durable when this returns.

        Raises:
            UnableToStore: the disk is full or refuses; nothing is left behind, and what was there stays.
        """
        target = self._path(name)
        try:
            self._put(target, data)
        except FileNotFoundError:
            self._try_again(target, data)  # the folder was emptied and removed in between
        except OSError as error:
            raise _unable(error) from error

    def get(self, name: str) -> bytes:
        """Give what is stored.

        Raises:
            NoSuchBlob: nothing is.
        """
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise NoSuchBlob(_GONE) from error

    def delete(self, name: str) -> None:
        """Remove, and the folders that this leaves empty; nothing happens if it is gone already."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except OSError:
                break  # it holds something else, or somebody was quicker
        with suppress(FileNotFoundError):
            _sync_folder(path.parent)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        return self._path(name).is_file()

    def size(self, name: str) -> int:
        """Give its length in bytes.

        Raises:
            NoSuchBlob: nothing is there.
        """
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError as error:
            raise NoSuchBlob(_GONE) from error

    def names(self, *, before: float) -> list[str]:
        """Give the names of the blobs stored before a time (in seconds), and remove half-written ones."""
        self.sweep(before=before)
        found = (path for path in self.root.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(str(p.relative_to(self.root)) for p in found if _stored_at(p) < before)

    def free_bytes(self) -> int:
        """How much more fits on this disk."""
        _make_folder(self.root)
        return shutil.disk_usage(self.root).free

    def sweep(self, *, before: float) -> int:
        """Remove what a killed process left half-written before a time (in seconds); give how many."""
        left = [path for path in self.root.rglob(".*.part") if path.stat().st_mtime < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, name: str) -> Path:
        check_name(name)
        return self.root / name

    def _try_again(self, target: Path, data: bytes) -> None:
        try:
            self._put(target, data)
        except OSError as error:
            raise _unable(error) from error

    @staticmethod
    def _put(target: Path, data: bytes) -> None:
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        _make_folder(target.parent)
        try:
            _write(partial, data)
            partial.replace(target)
            _sync_folder(target.parent)
        finally:
            partial.unlink(missing_ok=True)


def _stored_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")  # it was removed a moment ago


def _unable(error: OSError) -> UnableToStore:
    if error.errno in _FULL:
        return UnableToStore("There is no room to store this. Free some space on the disk, then try again.")
    return UnableToStore(
        "The disk refuses to store this. Whoever runs this installation finds the reason in its log."
    )


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each 0700 and each known to the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
