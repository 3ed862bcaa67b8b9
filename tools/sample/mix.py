"""Puts the read lines one after the other, with the pauses that people leave, and writes the file."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from tools.sample.voice import RATE, Sound

_LOUDNESS, _PEAK = 0.07, 0.89
_FADE = int(0.008 * RATE)
_ROOM = 0.0004  # about -68 dBFS: digital silence between turns is nothing that a microphone ever gives
_FRAME = 960


@dataclass(frozen=True)
class Line:
    """One line of the script, read: who (0 or 1), the samples, and the pause before it in seconds."""

    voice: int
    sound: Sound
    pause: float


@dataclass(frozen=True)
class Placed:
    """Where a line lies in the recording, in seconds."""

    start: float
    end: float


def mix(lines: Sequence[Line], *, stereo: bool, seed: int) -> tuple[Sound, list[Placed]]:
    """Give the recording (channels by samples) and the place of each line; lines never overlap."""
    length = sum(int(line.pause * RATE) + line.sound.size for line in lines) + RATE // 2
    noise = np.random.default_rng(seed)
    recording = (noise.standard_normal((2 if stereo else 1, length)) * _ROOM).astype(np.float32)
    places, at = [], 0
    for line in lines:
        at += int(line.pause * RATE)
        channel = line.voice if stereo else 0
        recording[channel, at : at + line.sound.size] += _levelled(line.sound)
        places.append(Placed(round(at / RATE, 2), round((at + line.sound.size) / RATE, 2)))
        at += line.sound.size
    return recording, places


def pauses(texts: Sequence[str], *, seed: int) -> Iterator[float]:
    """Give the pause before each line: 0.25 to 0.8 s, longer after much was said and before a long answer."""
    chance = np.random.default_rng(seed)
    for index, text in enumerate(texts):
        weight = min(1.0, (len(texts[index - 1]) if index else 0) / 220 + len(text) / 500)
        yield round(float(np.clip(0.25 + 0.45 * weight + chance.normal(0, 0.07), 0.25, 0.8)), 2)


def write(recording: Sound, path: Path, *, bitrate: int) -> None:
    """Write an Ogg file with Opus sound; ``recording`` is channels by samples at 24 kHz."""
    av: Any = importlib.import_module("av")
    layout = "stereo" if recording.shape[0] == 2 else "mono"  # noqa: PLR2004 - two channels are stereo
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE, layout=layout)
        stream.bit_rate = bitrate * recording.shape[0]
        for position in range(0, recording.shape[1], _FRAME):
            piece = np.ascontiguousarray(recording[:, position : position + _FRAME].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(piece, format="flt", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = RATE, position, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _levelled(sound: Sound) -> Sound:
    """Both voices equally loud, no clicks at the ends."""
    level = float(np.sqrt(np.mean(np.square(sound)))) or 1.0
    gain = min(_LOUDNESS / level, _PEAK / (float(np.abs(sound).max()) or 1.0))
    shaped = sound * np.float32(gain)
    ramp = np.linspace(0, 1, min(_FADE, sound.size // 2), dtype=np.float32)
    shaped[: ramp.size] *= ramp
    shaped[shaped.size - ramp.size :] *= ramp[::-1]
    return shaped
