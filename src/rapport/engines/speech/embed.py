"""Voice features: 256 numbers for each 1.2 s of speech, by the speaker encoder.

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

LENGTH, HOP = 1.2, 0.4
_SHORTEST = 0.4
_LOUDNESS = 10 ** (-30 / 20)  # what the encoder was trained on, as its authors set it
_BATCH = 64
SIZE = 256

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
        frames = int(LENGTH * RATE / STEP)
        times: list[float] = []
        mels: list[npt.NDArray[np.float32]] = []
        for stretch in speech:
            if stretch.end - stretch.start < _SHORTEST:
                continue
            piece = _at_loudness(sound[int(stretch.start * RATE) : int(stretch.end * RATE)])
            mel = mel_power(piece)
            for start in _starts(stretch.end - stretch.start):
                first = int(start * RATE / STEP)
                part = mel[first : first + frames]
                times.append(stretch.start + start + len(part) * STEP / RATE / 2)
                # A short stretch is repeated to full length: silence would pull it towards nobody's voice.
                mels.append(np.resize(part, (frames, part.shape[1])))
        return Voices(np.asarray(times, np.float32), self._embed(mels))

    def _embed(self, mels: list[npt.NDArray[np.float32]]) -> Features:
        rows = [
            self._session.run(None, {"mels": np.stack(mels[at : at + _BATCH])})[0]
            for at in range(0, len(mels), _BATCH)
        ]
        return np.nan_to_num(np.concatenate(rows)) if rows else Voices.none().features


@lru_cache(maxsize=1)
def speaker_encoder(model: Path, threads: int) -> SpeakerEncoder:
    """Give the encoder for a model file; the last one used stays loaded."""
    return SpeakerEncoder(model, threads)


def _at_loudness(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Bring quiet sound up to the loudness of the training data; louder sound stays as it is."""
    loudness = float(np.sqrt(np.mean(sound**2)))
    return sound * np.float32(max(1.0, _LOUDNESS / loudness)) if loudness > 0 else sound


def _starts(length: float) -> list[float]:
    """Give where the 1.2 s pieces of a stretch begin: every 0.4 s, the last one ending with it."""
    if length <= LENGTH:
        return [0.0]
    starts = list(np.arange(0.0, length - LENGTH, HOP))
    return [*starts, length - LENGTH] if length - LENGTH - starts[-1] > HOP / 2 else starts
