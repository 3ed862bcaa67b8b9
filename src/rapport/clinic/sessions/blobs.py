"""Audio on disk, always encrypted: putting a chunk, and reading a recording as one seekable stream."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from rapport.base.storage import BlobStore, DiskBlobStore
from rapport.clinic.sessions.models import Chunk, Recording
from rapport.safeguards.vault import services as vault


@cache
def _store_at(root: Path) -> BlobStore:
    return DiskBlobStore(root)


def store() -> BlobStore:
    """Give where blobs of this installation are."""
    return _store_at(Path(settings.BLOBS))


def put(recording: Recording, number: int, data: bytes) -> str:
    """Encrypt and store one chunk; give its blob name. Durable when this returns."""
    name = f"recordings/{recording.id}/{number:06d}"
    store().put(name, vault.seal_bytes(data, key_id=recording.key_id, place=f"chunk:{name}"))
    return name


def read(recording: Recording, chunk: Chunk) -> bytes:
    """Give one chunk's bytes.

    Raises:
        UnableToOpen: it was changed on disk. KeyDestroyed: the recording was deleted.
    """
    return vault.open_bytes(store().get(chunk.blob), key_id=recording.key_id, place=f"chunk:{chunk.blob}")


def remove(recording: Recording) -> None:
    """Take a recording's blobs off the disk (its key is destroyed apart from this)."""
    for chunk in recording.chunks.all():
        store().delete(chunk.blob)


def stored_before(at: datetime) -> list[str]:
    """Give the names of all blobs of recordings that were stored before a time."""
    return [name for name in store().names(before=at.timestamp()) if name.startswith("recordings/")]


class RecordingStream(io.RawIOBase):
    """A recording as a read-only seekable file; one chunk is open at a time and nothing touches the disk."""

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self._recording = recording
        self._chunks = list(recording.chunks.order_by("number"))
        self._starts = [0]
        for chunk in self._chunks:
            self._starts.append(self._starts[-1] + chunk.size)
        self._position = 0
        self._open: tuple[int, bytes] = (-1, b"")

    @property
    def size(self) -> int:
        """The length in bytes."""
        return self._starts[-1]

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Give the position."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a position."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes, or to the end."""
        end = self.size if size is None or size < 0 else min(self.size, self._position + size)
        parts = []
        while self._position < end:
            part = self._piece(end)
            parts.append(part)
            self._position += len(part)
        return b"".join(parts)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stub wants the abstract buffer type
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _piece(self, end: int) -> bytes:
        number = next(i for i in range(len(self._chunks)) if self._starts[i + 1] > self._position)
        if self._open[0] != number:
            self._open = (number, read(self._recording, self._chunks[number]))
        offset = self._position - self._starts[number]
        return self._open[1][offset : offset + end - self._position]
