"""Blobs in memory, for tests."""

from __future__ import annotations

import time

from rapport.base.storage.port import NoSuchBlob, UnableToStore, check_name


class MemoryBlobStore:
    """A store that forgets; ``room`` makes it full."""

    def __init__(self, room: int = 1 << 30) -> None:
        """Hold up to ``room`` bytes."""
        self.blobs: dict[str, bytes] = {}
        self.stored_at: dict[str, float] = {}
        self.room = room

    def put(self, name: str, data: bytes) -> None:
        """Store.

        Raises:
            UnableToStore: there is no room; what was there stays.
        """
        check_name(name)
        if self.free_bytes() + len(self.blobs.get(name, b"")) < len(data):
            raise UnableToStore(
                "There is no room to store this. Free some space on the disk, then try again."
            )
        self.blobs[name] = bytes(data)
        self.stored_at[name] = time.time()

    def get(self, name: str) -> bytes:
        """Give what is stored.

        Raises:
            NoSuchBlob: nothing is.
        """
        check_name(name)
        if name not in self.blobs:
            raise NoSuchBlob("This file is not there any more.")
        return self.blobs[name]

    def delete(self, name: str) -> None:
        """Remove; nothing happens if it is gone already."""
        check_name(name)
        self.blobs.pop(name, None)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        check_name(name)
        return name in self.blobs

    def size(self, name: str) -> int:
        """Give its length in bytes.

        Raises:
            NoSuchBlob: nothing is there.
        """
        return len(self.get(name))

    def names(self, *, before: float) -> list[str]:
        """Give the names of the blobs stored before a time (in seconds)."""
        return sorted(name for name, at in self.stored_at.items() if at < before and name in self.blobs)

    def free_bytes(self) -> int:
        """How much more fits."""
        return self.room - sum(len(data) for data in self.blobs.values())
