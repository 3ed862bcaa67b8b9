"""Decides whether a stereo recording holds one speaker a channel, and keeps bleed from doubling words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rapport.engines.speech.decode import RATE, Samples

_FRAME = RATE // 20  # 50 ms
_APART_DB = 6.0
_FLOOR = 1e-8
_ACTIVE_ABOVE_NOISE = 10.0  # power ratio, 10 dB
_QUIETEST_ACTIVE = 1e-7  # power, -70 dBFS
_EXCLUSIVE_SHARE = 0.6
_EACH_SHARE = 0.04
_MIN_ACTIVE = 20  # frames, one second
_BLEED_MARGIN_DB = 5.0


class ChannelMeter:
    """Hears stereo blocks and compares how loud the two channels are, 20 times a second."""

    def __init__(self) -> None:
        self._powers: list[npt.NDArray[np.float32]] = []

    def hear(self, block: Samples) -> None:
        """Count one block of (2, samples)."""
        self._powers.append(frame_powers(block))

    def voices_apart(self) -> bool:
        """Say whether most of the sound is clearly in one channel, and each channel has some of it.

        A room recorded in stereo differs by little between its channels; one microphone a speaker,
        or one side of a call a channel, differs by much more than 6 dB whenever one person speaks.
        """
        if not self._powers:
            return False
        power = np.concatenate(self._powers, axis=1)
        active = power[:, is_active(power).any(axis=0)]
        if active.shape[1] < _MIN_ACTIVE:
            return False
        difference = 10 * np.log10((active[0] + _FLOOR) / (active[1] + _FLOOR))
        left, right = (difference > _APART_DB).mean(), (difference < -_APART_DB).mean()
        return bool(left + right >= _EXCLUSIVE_SHARE and min(left, right) >= _EACH_SHARE)


def frame_powers(block: Samples) -> npt.NDArray[np.float32]:
    """Give the mean power of each 50 ms frame, per channel; an incomplete last frame is filled with zeros."""
    padded = np.pad(block, ((0, 0), (0, -block.shape[1] % _FRAME)))
    result: npt.NDArray[np.float32] = (padded.reshape(block.shape[0], -1, _FRAME) ** 2).mean(axis=2)
    return result


def is_active(power: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Say which frames of each channel stand out from that channel's own noise (its 10th percentile)."""
    noise = np.percentile(power, 10, axis=1, keepdims=True)
    result: npt.NDArray[np.bool_] = power > np.maximum(noise * _ACTIVE_ABOVE_NOISE, _QUIETEST_ACTIVE)
    return result


def without_bleed(block: Samples) -> Samples:
    """Give the stereo block with each channel muted where it only carries the other speaker's bleed.

    How strongly one channel leaks into the other is estimated from the block itself: the lower
    quartile of the level difference while the other channel is the louder one. Clean channels
    leak nothing that stands out, and stay as they are.
    """
    power = frame_powers(block)
    active = is_active(power).any(axis=0)
    level = 10 * np.log10(power + _FLOOR)
    result = block.copy()
    for own, other in ((0, 1), (1, 0)):
        lower = level[own] - level[other]
        led = active & (lower < -_APART_DB)
        if led.sum() < _MIN_ACTIVE:
            continue
        leak = float(np.percentile(lower[led], 75))
        mute = np.repeat(led & (lower < min(leak, -_APART_DB) + _BLEED_MARGIN_DB), _FRAME)[: block.shape[1]]
        result[own, mute] = 0.0
    return result
