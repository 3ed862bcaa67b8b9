"""What is known about an audio file before anyone listens to it, and why one cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


class UnableToReadAudio(Exception):
    """The file holds no sound that can be read; the text says what it is and what to do."""


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """Facts about a recording, measured by reading all of it once.

    ``duration`` is in seconds, as decoded; ``declared`` is what the file itself claims (None where
    the format does not say). ``clipped_share`` is the share of samples at full scale.
    ``silent`` means that nothing rises above -60 dBFS; ``truncated`` that the file ends early.
    ``voices_apart`` means stereo with one speaker a channel. ``level`` is the loudness of the loud
    parts (95th percentile of 0.1 s RMS, full scale = 1).
    """

    duration: float
    channels: int
    sample_rate: int
    codec: str
    clipped_share: float
    silent: bool
    truncated: bool
    declared: float | None = None
    voices_apart: bool = False
    level: float = 0.0
