"""Cuts a stream of blocks into windows at silences, holding no more than one window at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from rapport.engines.speech.decode import RATE, Samples
from rapport.engines.speech.voice import FRAME, VoiceMeter, Window, quietest

_SHORTEST_SHARE = 0.5


def windows(blocks: Iterable[Samples], *, longest: float, gain: float = 1.0) -> Iterator[Window]:
    """Give windows of at most ``longest`` seconds, each cut in the longest silence of its second half.

    The cuts depend on the sound alone, so that a second run over the same file gives the same
    windows. ``gain`` multiplies the sound (a recording that is too quiet is not heard as speech).
    """
    cutter = _Cutter(int(longest * RATE) // FRAME)
    for block in blocks:
        yield from cutter.hear(block * np.float32(gain))
    yield from cutter.finish()


class _Cutter:
    """Holds the sound that has not been cut off yet, with its probabilities of speech."""

    def __init__(self, most: int) -> None:
        self._most = most  # frames
        self._meters: list[VoiceMeter] = []
        self._held: list[Samples] = []
        self._rest: Samples | None = None
        self._voiced: list[Samples] = []
        self._frames = 0
        self._index = 0
        self._start = 0  # frames

    def hear(self, block: Samples) -> Iterator[Window]:
        if not self._meters:
            self._meters = [VoiceMeter() for _ in range(block.shape[0])]
        sound = block if self._rest is None else np.concatenate([self._rest, block], axis=1)
        whole = sound.shape[1] // FRAME * FRAME
        self._rest = sound[:, whole:]
        self._keep(sound[:, :whole])
        while self._frames >= self._most:
            yield self._cut()

    def finish(self) -> Iterator[Window]:
        if self._rest is not None and self._rest.shape[1]:
            fill = FRAME - self._rest.shape[1]
            self._keep(np.pad(self._rest, ((0, 0), (0, fill))))
        else:
            fill = 0
        if self._frames:
            sound, voiced = self._all()
            # The filling is for the voice model alone: the recogniser hears an end of pure zeros as a cut.
            yield self._window(sound[:, : sound.shape[1] - fill], voiced)

    def _keep(self, sound: Samples) -> None:
        if sound.shape[1]:
            self._held.append(sound)
            self._voiced.append(np.stack([m.hear(c) for m, c in zip(self._meters, sound, strict=True)]))
            self._frames += sound.shape[1] // FRAME

    def _all(self) -> tuple[Samples, Samples]:
        return np.concatenate(self._held, axis=1), np.concatenate(self._voiced, axis=1)

    def _cut(self) -> Window:
        sound, voiced = self._all()
        first = int(self._most * _SHORTEST_SHARE)
        at = max(1, quietest(voiced.max(axis=0), first, self._most))
        self._held, self._voiced = [sound[:, at * FRAME :]], [voiced[:, at:]]
        self._frames -= at
        return self._window(sound[:, : at * FRAME].copy(), voiced[:, :at])

    def _window(self, sound: Samples, voiced: Samples) -> Window:
        window = Window(self._index, self._start * FRAME / RATE, sound, voiced)
        self._index += 1
        self._start += voiced.shape[1]
        return window
