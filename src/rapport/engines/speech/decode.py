"""Decodes any audio file to 16 kHz blocks, a piece at a time, so that length costs no memory.

Damaged packets are skipped and counted. Holes in the file's own clock (a recorder that lost its
connection) become silence, so that times stay those of the player.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.engines.speech.audio import Audio, for_decoder, size_of
from rapport.engines.speech.facts import UnableToReadAudio

RATE = 16_000
"""Samples a second of every block."""

Samples = npt.NDArray[np.float32]
"""Sound between -1 and 1: one row a channel, one column a sample."""

_BLOCK_SECONDS = 10
_HOLE, _LONGEST_HOLE = 0.3, 600.0


@dataclass
class Source:
    """What the container says of itself, and what decoding it came upon."""

    channels: int
    sample_rate: int
    codec: str
    container: str
    declared: float | None
    damaged: int = 0
    ended_badly: bool = False


def open_source(path: Audio) -> tuple[Source, Iterator[Samples]]:
    """Give the facts of the file at ``path`` and an iterator over blocks of (channels, samples).

    Mono stays one row; stereo two; more channels are mixed into one.

    Raises:
        UnableToReadAudio: the file is empty, is no audio, or holds no sound at all.
    """
    import av

    if size_of(path) == 0:
        raise UnableToReadAudio("The file is empty. Please record or choose it again.")
    try:
        container = av.open(for_decoder(path), mode="r", metadata_errors="ignore")
    except (av.FFmpegError, ValueError) as error:
        raise UnableToReadAudio(
            "This file cannot be read as audio: it is damaged, was cut off, or is of another kind. "
            "wav, mp3, m4a, webm, ogg and flac can be read."
        ) from error
    if not container.streams.audio:
        container.close()
        raise UnableToReadAudio("This file holds no sound track.")
    stream = container.streams.audio[0]
    source = Source(
        channels=int(stream.codec_context.channels),
        sample_rate=int(stream.codec_context.sample_rate),
        codec=str(stream.codec_context.name),
        container=str(container.format.name),
        declared=_declared(container, stream),
    )
    return source, _blocks(container, stream, source)


def _declared(container: Any, stream: Any) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return container.duration / 1_000_000 if container.duration else None


def _blocks(container: Any, stream: Any, source: Source) -> Iterator[Samples]:
    """Group frames into blocks of ten seconds."""
    held: list[Samples] = []
    size = 0
    with container:
        for piece in _pieces(container, stream, source):
            held.append(piece)
            size += piece.shape[1]
            if size >= _BLOCK_SECONDS * RATE:
                yield np.concatenate(held, axis=1)
                held, size = [], 0
    if held:
        yield np.concatenate(held, axis=1)


def _pieces(container: Any, stream: Any, source: Source) -> Iterator[Samples]:
    import av

    layout = "stereo" if source.channels == 2 else "mono"  # noqa: PLR2004 - two ears
    resampler = None
    shape: tuple[Any, ...] = ()
    clock = _Clock()
    for frame in _frames(container, stream, source):
        if (frame.format.name, frame.layout.name, frame.sample_rate) != shape:
            if resampler is not None:
                yield from _drain(resampler, None)
            shape = (frame.format.name, frame.layout.name, frame.sample_rate)
            resampler = av.AudioResampler(format="fltp", layout=layout, rate=RATE)
        hole = clock.hole_before(frame)
        if hole:
            yield np.zeros((2 if layout == "stereo" else 1, hole), np.float32)
        frame.pts = None
        yield from _drain(resampler, frame)
    if resampler is not None:
        yield from _drain(resampler, None)


def _drain(resampler: Any, frame: Any) -> Iterator[Samples]:
    for out in resampler.resample(frame):
        yield np.ascontiguousarray(out.to_ndarray(), dtype=np.float32)


def _frames(container: Any, stream: Any, source: Source) -> Iterator[Any]:
    import av

    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.FFmpegError:
            source.ended_badly = True
            return
        if packet is None:
            return
        try:
            yield from packet.decode()
        except av.FFmpegError:
            source.damaged += 1


class _Clock:
    """Compares what was decoded with the times that the frames carry."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._decoded = 0.0

    def hole_before(self, frame: Any) -> int:
        """Give the samples of silence that belong before ``frame``; count the frame as decoded."""
        at = frame.time
        hole = 0
        if at is not None:
            self._start = at if self._start is None else self._start
            missing = at - self._start - self._decoded
            if _HOLE < missing < _LONGEST_HOLE:
                hole = int(missing * RATE)
                self._decoded += missing
        self._decoded += frame.samples / frame.sample_rate
        return hole
