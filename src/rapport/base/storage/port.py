"""What a blob store promises."""

from __future__ import annotations

import re
from typing import Protocol

from rapport.base.errors import NotFound, Unable

_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


class UnableToStore(Unable):
    """There is no room, or the disk refuses; nothing was half-written."""

    status = 507


class NoSuchBlob(NotFound):
    """There is no blob of this name."""


class BlobStore(Protocol):
    """Stores bytes under a name of lower-case words and slashes. Names say where, never whom or what."""

    def put(self, name: str, data: bytes) -> None:
        """Store; durable when this returns, whole or not at all. Putting again replaces."""

    def get(self, name: str) -> bytes:
        """Give what is stored."""

    def delete(self, name: str) -> None:
        """Remove; nothing happens if it is gone already."""

    def exists(self, name: str) -> bool:
        """Whether it is there."""

    def size(self, name: str) -> int:
        """Give its length in bytes."""

    def names(self, *, before: float) -> list[str]:
        """Give the names of the blobs stored before a time (in seconds)."""

    def free_bytes(self) -> int:
        """How much more fits."""


def check_name(name: str) -> None:
    """Stop a name that could lead out of the store.

    Raises:
        ValueError: it is not lower-case words and slashes.
    """
    if not _NAME.fullmatch(name):
        raise ValueError("A blob's name is lower-case words and slashes.")
