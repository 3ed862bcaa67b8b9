"""A recording as a file on disk, or as a seekable stream: what is encrypted need not touch the disk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Audio = Path | IO[bytes] | io.RawIOBase


def size_of(audio: Audio) -> int:
    """Give the length in bytes; 0 if there is no such file."""
    if isinstance(audio, Path):
        return audio.stat().st_size if audio.is_file() else 0
    audio.seek(0, io.SEEK_END)
    return audio.tell()


def for_decoder(audio: Audio) -> str | IO[bytes] | io.RawIOBase:
    """Give what PyAV opens: a path as text, or the stream from its beginning."""
    if isinstance(audio, Path):
        return str(audio)
    audio.seek(0)
    return audio


@contextmanager
def reading(audio: Audio) -> Iterator[IO[bytes] | io.RawIOBase]:
    """Give the bytes from the beginning; a stream that was handed in stays open."""
    if isinstance(audio, Path):
        with audio.open("rb") as file:
            yield file
    else:
        audio.seek(0)
        yield audio
