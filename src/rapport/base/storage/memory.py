"""Blobs in memory, for tests."""

from __future__ import annotations

from rapport.base.storage.port import NoSuchBlob, UnableToStore, check_name


class MemoryBlobStore:
    """A store that forgets; ``room`` makes it full."""

    def __init__(self, room: int = 1 << 30) -> None:
        """Hold up to ``room`` bytes."""
        self.blobs: dict[str, bytes] = {}
        self.room = room

    def put(self, name: str, data: bytes) -> None:
        """Store.

        Raises:
            UnableToStore: there is no room.
        """
        check_name(name)
        if self.free_bytes() < len(data):
            raise UnableToStore(
                "There is no room to store this. Free some space on the disk, then try again."
            )
        self.blobs[name] = data

    def get(self, name: str) -> bytes:
        """Give what is stored.

        Raises:
            NoSuchBlob: nothing is.
        """
        if name not in self.blobs:
            raise NoSuchBlob("This file is not there any more.")
        return self.blobs[name]

    def delete(self, name: str) -> None:
        """Remove; nothing happens if it is gone already."""
        self.blobs.pop(name, None)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        return name in self.blobs

    def free_bytes(self) -> int:
        """How much more fits."""
        return self.room - sum(len(data) for data in self.blobs.values())
