"""Blobs in a folder of mode 0700."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from rapport.base.storage.port import NoSuchBlob, UnableToStore, check_name


class DiskBlobStore:
    """Each blob is a file, written aside, synced and moved into place."""

    def __init__(self, root: Path) -> None:
        """Keep blobs below ``root``."""
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Store; durable when this returns.

        Raises:
            UnableToStore: the disk is full or refuses; nothing is left behind.
        """
        target = self._path(name)
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(partial, data)
            partial.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise UnableToStore(
                "There is no room to store this. Free some space on the disk, then try again."
            ) from error

    def get(self, name: str) -> bytes:
        """Give what is stored.

        Raises:
            NoSuchBlob: nothing is.
        """
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise NoSuchBlob("This file is not there any more.") from error

    def delete(self, name: str) -> None:
        """Remove; nothing happens if it is gone already."""
        self._path(name).unlink(missing_ok=True)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        return self._path(name).exists()

    def free_bytes(self) -> int:
        """How much more fits on this disk."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self.root).free

    def _path(self, name: str) -> Path:
        check_name(name)
        return self.root / name

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
