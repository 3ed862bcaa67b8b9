"""Voice features: 512 numbers for each 0.4 s of speech, by the speaker encoder.

Each place is heard in two lengths, 1.0 s and 1.6 s around it (256 numbers each): the short one follows
quick changes, the long one is surer of the voice. Chosen by measuring, see docs/benchmarks.md.

Such features identify a person. They live as long as a transcription job and are erased with its
windows; only an enrolled clinician's are kept, under a consent of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.engines.speech.decode import RATE
from rapport.engines.speech.mel import STEP, mel_power
from rapport.engines.speech.voice import Stretch

LENGTHS, HOP = (1.0, 1.6), 0.4
_SHORTEST = 0.4
_LOUDNESS = 10 ** (-30 / 20)  # what the encoder was trained on, as its authors set it
_BATCH = 64
SIZE = 512

Features = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Voices:
    """Voice features in time order: ``times`` are the middles in seconds, ``features`` unit rows."""

    times: npt.NDArray[np.float32]
    features: Features

    @classmethod
    def none(cls) -> Voices:
        """Give no voices."""
        return cls(np.zeros(0, np.float32), np.zeros((0, SIZE), np.float32))


class SpeakerEncoder:
    """The loaded encoder."""

    def __init__(self, model: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def voices(self, sound: npt.NDArray[np.float32], speech: Sequence[Stretch]) -> Voices:
        """Give the features of mono ``sound`` (16 kHz) over its stretches of speech."""
        times: list[float] = []
        mels: list[npt.NDArray[np.float32]] = []
        for stretch in speech:
            if stretch.end - stretch.start < _SHORTEST:
                continue
            mel = mel_power(_at_loudness(sound[int(stretch.start * RATE) : int(stretch.end * RATE)]))
            for middle in _middles(stretch.end - stretch.start):
                times.append(stretch.start + middle)
                mels += [_around(mel, middle, length) for length in LENGTHS]
        return Voices(np.asarray(times, np.float32), self._both_lengths(mels))

    def _both_lengths(self, mels: list[npt.NDArray[np.float32]]) -> Features:
        """Give one row for each middle: what the encoder hears in each length, side by side."""
        heard = [self._embed(mels[n :: len(LENGTHS)]) for n in range(len(LENGTHS))]
        return np.concatenate(heard, axis=1) / np.float32(np.sqrt(len(LENGTHS)))

    def _embed(self, mels: list[npt.NDArray[np.float32]]) -> Features:
        rows = [
            self._session.run(None, {"mels": np.stack(mels[at : at + _BATCH])})[0]
            for at in range(0, len(mels), _BATCH)
        ]
        return (
            np.nan_to_num(np.concatenate(rows)) if rows else np.zeros((0, SIZE // len(LENGTHS)), np.float32)
        )


@lru_cache(maxsize=1)
def speaker_encoder(model: Path, threads: int) -> SpeakerEncoder:
    """Give the encoder for a model file; the last one used stays loaded."""
    return SpeakerEncoder(model, threads)


def _at_loudness(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Bring quiet sound up to the loudness of the training data; louder sound stays as it is."""
    loudness = float(np.sqrt(np.mean(sound**2)))
    return sound * np.float32(max(1.0, _LOUDNESS / loudness)) if loudness > 0 else sound


def _middles(length: float) -> list[float]:
    """Give the middles of the pieces of a stretch: every 0.4 s, and one where it ends."""
    first, last = min(LENGTHS[0], length) / 2, max(length - LENGTHS[0] / 2, length / 2)
    middles = [float(m) for m in np.arange(first, last, HOP)] or [first]
    return [*middles, last] if last - middles[-1] > HOP / 2 else middles


def _around(mel: npt.NDArray[np.float32], middle: float, length: float) -> npt.NDArray[np.float32]:
    """Give ``length`` seconds of frames around ``middle``, moved inside the stretch.

    A stretch that is shorter is repeated: silence would pull it towards nobody's voice.
    """
    frames = round(length * RATE / STEP)
    first = max(0, min(round(middle * RATE / STEP) - frames // 2, len(mel) - frames))
    return np.resize(mel[first : first + frames], (frames, mel.shape[1]))
