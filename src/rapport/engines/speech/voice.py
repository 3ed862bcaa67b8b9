"""Voice activity: where somebody speaks. Silero's model, fed block by block with its state carried on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.engines.speech.decode import RATE, Samples

FRAME = 512
"""Samples that one probability covers (32 ms)."""

SECONDS = FRAME / RATE
_CONTEXT = 64
_STATE = (1, 1, 128)

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to ``end``, in seconds, somebody speaks."""

    start: float
    end: float


class VoiceMeter:
    """Gives the probability of speech for each 32 ms of one channel, however it is cut into blocks."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._h = np.zeros(_STATE, np.float32)
        self._c = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def hear(self, samples: npt.NDArray[np.float32]) -> Probabilities:
        """Give one probability for each whole frame of ``samples``; its length is a multiple of 512."""
        frames = samples.reshape(-1, FRAME)
        if not len(frames):
            return np.zeros(0, np.float32)
        before = np.concatenate([self._context[None], frames[:-1, -_CONTEXT:]])
        self._context = frames[-1, -_CONTEXT:].copy()
        feed = {"input": np.concatenate([before, frames], axis=1), "h": self._h, "c": self._c}
        out, self._h, self._c = self._session.run(None, feed)
        return np.asarray(out, np.float32).reshape(-1)


def stretches(
    probabilities: Probabilities,
    *,
    on: float = 0.5,
    off: float = 0.35,
    min_silence: float = 0.2,
    min_speech: float = 0.1,
    pad: float = 0.06,
) -> tuple[Stretch, ...]:
    """Give the stretches of speech: begun above ``on``, ended by ``min_silence`` below ``off``, padded."""
    raw: list[list[int]] = []
    speaking, last_voiced = False, 0
    for index, probability in enumerate(probabilities):
        if probability >= on:
            if not speaking:
                raw.append([index, index + 1])
            speaking, last_voiced = True, index
        elif speaking and probability >= off:
            last_voiced = index
        if speaking:
            raw[-1][1] = last_voiced + 1
            speaking = (index - last_voiced) * SECONDS < min_silence
    end = len(probabilities) * SECONDS
    long_enough = (r for r in raw if (r[1] - r[0]) * SECONDS >= min_speech)
    padded = [(max(0.0, a * SECONDS - pad), min(end, b * SECONDS + pad)) for a, b in long_enough]
    return tuple(Stretch(a, b) for a, b in _joined(padded))


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def quietest(probabilities: Probabilities, first: int, last: int) -> int:
    """Give the frame at which to cut between ``first`` and ``last``: the middle of the longest silence.

    Where nobody ever pauses, it is the least voiced fifth of a second.
    """
    silent = probabilities[first:last] < 0.35  # noqa: PLR2004 - the level at which speech counts as ended
    edges = np.flatnonzero(np.diff(np.concatenate([[False], silent, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if len(starts):
        longest = int(np.argmax(ends - starts))
        return first + int(starts[longest] + ends[longest]) // 2
    smooth = np.convolve(probabilities[first:last], np.ones(6) / 6, mode="same")
    return first + int(np.argmin(smooth))


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the recording cut at silences: its place, its sound and who is heard when.

    ``start`` is in seconds from the start of the recording; ``sound`` is (channels, samples);
    ``voiced`` has one row of probabilities a channel.
    """

    index: int
    start: float
    sound: Samples
    voiced: npt.NDArray[np.float32]

    @property
    def end(self) -> float:
        """The end of the window in seconds from the start of the recording."""
        return self.start + float(self.sound.shape[1]) / RATE
