"""Reads a recording once and says what it is: length, level, clipping, silence, one voice a channel."""

from __future__ import annotations

import numpy as np

from rapport.engines.speech.audio import Audio
from rapport.engines.speech.channels import ChannelMeter
from rapport.engines.speech.decode import RATE, Samples, open_source
from rapport.engines.speech.endings import ends_early
from rapport.engines.speech.facts import AudioFacts, UnableToReadAudio

_FULL = 0.99
_SILENCE = 1e-3  # -60 dBFS
_FRAME = RATE // 10


def probe(path: Audio) -> AudioFacts:
    """Give the facts of the recording at ``path``, by reading all of it once.

    A file that ends early is read as far as it goes and says so in ``truncated``.

    Raises:
        UnableToReadAudio: there is no sound to be read; the text says why in plain words.
    """
    source, blocks = open_source(path)
    meter, channels = _Meter(), ChannelMeter()
    for block in blocks:
        meter.hear(block)
        if block.shape[0] == 2:  # noqa: PLR2004 - two ears
            channels.hear(block)
    if meter.samples == 0:
        raise UnableToReadAudio(
            "The file holds no sound that can be read: it is damaged or was cut off at its beginning."
        )
    return AudioFacts(
        duration=meter.samples / RATE,
        channels=source.channels,
        sample_rate=source.sample_rate,
        codec=source.codec,
        clipped_share=meter.clipped / meter.samples,
        silent=meter.level(100) < _SILENCE,
        truncated=source.ended_badly
        or ends_early(
            path, container=source.container, declared=source.declared, duration=meter.samples / RATE
        ),
        declared=source.declared,
        voices_apart=channels.voices_apart(),
        level=meter.level(95),
    )


class _Meter:
    """Counts samples, clipped samples and the loudness of each tenth of a second."""

    def __init__(self) -> None:
        self.samples = 0
        self.clipped = 0
        self._loudness: list[Samples] = []

    def hear(self, block: Samples) -> None:
        """Count one block of (channels, samples)."""
        self.samples += block.shape[1]
        self.clipped += int((np.abs(block) >= _FULL).any(axis=0).sum())
        padded = np.pad(block, ((0, 0), (0, -block.shape[1] % _FRAME)))
        frames = padded.reshape(block.shape[0], -1, _FRAME)
        self._loudness.append(np.sqrt((frames**2).mean(axis=2)).max(axis=0))

    def level(self, percentile: float) -> float:
        """Give a percentile of the loudness of all tenths of a second."""
        return float(np.percentile(np.concatenate(self._loudness), percentile))
