"""Tells whether a file was cut off, by what its own format says about where it should end."""

from __future__ import annotations

import struct

from rapport.engines.speech.audio import Audio, reading, size_of

_SLACK_SECONDS, _SLACK_SHARE = 0.5, 0.01
_OGG_LAST_PAGE = 0x04
_OGG_LONGEST_PAGE = 65_307
_CHUNK_HEADER = 8
_UNKNOWN_SIZES = {0, 0xFFFFFFFF}


def ends_early(path: Audio, *, container: str, declared: float | None, duration: float) -> bool:
    """Say whether less was read than the file claims to hold.

    wav and ogg are looked into, because their duration is only computed from what is there; a
    format that claims nothing (a browser's live webm) can never be said to end early.
    """
    if container == "ogg":
        return not _ogg_is_closed(path)
    if container == "wav" and _wav_lacks_samples(path):
        return True
    if declared is None:
        return False
    return duration < declared * (1 - _SLACK_SHARE) - _SLACK_SECONDS


def _ogg_is_closed(path: Audio) -> bool:
    """Say whether the last page of an Ogg file is marked as the last (RFC 3533, header type 0x04)."""
    with reading(path) as file:
        file.seek(max(0, size_of(path) - 2 * _OGG_LONGEST_PAGE))
        tail = file.read()
    at = tail.rfind(b"OggS")
    return at >= 0 and len(tail) > at + 5 and bool(tail[at + 5] & _OGG_LAST_PAGE)


def _wav_lacks_samples(path: Audio) -> bool:
    """Say whether the data chunk of a RIFF file is longer than what is left of the file.

    A recorder that writes to a stream leaves the length open (0 or all ones): that is no fault.
    """
    size = size_of(path)
    with reading(path) as file:
        file.seek(12)  # past "RIFF", the length and "WAVE"
        while len(header := file.read(_CHUNK_HEADER)) == _CHUNK_HEADER:
            name, length = struct.unpack("<4sI", header)
            if name == b"data":
                return length not in _UNKNOWN_SIZES and length > size - file.tell()
            file.seek(length + length % 2, 1)
    return False
