"""Tiny made-up recordings: tones and noise that stand for voices, in every container that is read."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

RATE = 16_000
CODECS = {
    "wav": "pcm_s16le",
    "flac": "flac",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "webm": "libopus",
    "ogg": "libopus",
}


def hum(seconds: float, *, hertz: float = 180.0, level: float = 0.2, rate: int = RATE) -> np.ndarray:
    """Give a buzzing tone whose loudness moves like syllables."""
    t = np.arange(int(seconds * rate)) / rate
    tone = sum(np.sin(2 * np.pi * hertz * n * t) / n for n in range(1, 9))
    return (level * tone / 2 * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * t))).astype(np.float32)


def silence(seconds: float, *, rate: int = RATE) -> np.ndarray:
    return np.zeros(int(seconds * rate), np.float32)


def noise(seconds: float, *, level: float, name: str = "noise") -> np.ndarray:
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    return (level * rng.standard_normal(int(seconds * RATE))).astype(np.float32)


def write(path: Path, sound: np.ndarray, *, rate: int = RATE) -> Path:
    """Write (samples,) or (channels, samples) to ``path``; the ending chooses container and codec."""
    import av

    rows = np.atleast_2d(sound)
    codec = CODECS[path.suffix[1:]]
    layout = "mono" if len(rows) == 1 else "stereo"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48_000 if codec == "libopus" else rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(
            (np.clip(rows, -1, 1) * 32767).astype(np.int16).T.reshape(1, -1), format="s16", layout=layout
        )
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path
