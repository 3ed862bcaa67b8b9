"""The mel power spectrogram that the speaker encoder was trained on, in numpy.

16 kHz, 25 ms periodic Hann window, 10 ms step, centred frames with zeros beyond the ends, 40 mel bands
on Slaney's scale with unit area, power without logarithm: what librosa 0.11 gives for these settings.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

WINDOW, STEP, BANDS = 400, 160, 40
_RATE = 16_000
_LINEAR_STEP = 200 / 3
_LOG_FROM = 1000.0
_LOG_STEP = np.log(6.4) / 27


def mel_power(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the (frames, 40) mel power of mono sound at 16 kHz: one frame every 160 samples."""
    padded = np.pad(sound.astype(np.float32), WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP]
    power = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    result: npt.NDArray[np.float32] = (power @ _bands().T).astype(np.float32)
    return result


@cache
def _hann() -> npt.NDArray[np.float64]:
    result: npt.NDArray[np.float64] = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    return result


@cache
def _bands() -> npt.NDArray[np.float64]:
    """Give the (40, 201) weights of triangular bands, each of unit area."""
    frequencies = np.linspace(0, _RATE / 2, WINDOW // 2 + 1)
    edges = _hertz(np.linspace(0.0, _mel(_RATE / 2), BANDS + 2))
    widths = np.diff(edges)
    slopes = edges[:, None] - frequencies[None, :]
    rising = -slopes[:-2] / widths[:-1, None]
    falling = slopes[2:] / widths[1:, None]
    area = 2.0 / (edges[2:] - edges[:-2])
    result: npt.NDArray[np.float64] = np.maximum(0, np.minimum(rising, falling)) * area[:, None]
    return result


def _mel(hertz: float) -> float:
    if hertz < _LOG_FROM:
        return hertz / _LINEAR_STEP
    return float(_LOG_FROM / _LINEAR_STEP + np.log(hertz / _LOG_FROM) / _LOG_STEP)


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    knee = _LOG_FROM / _LINEAR_STEP
    curved = _LOG_FROM * np.exp(_LOG_STEP * (mels - knee))
    return np.where(mels < knee, mels * _LINEAR_STEP, curved)
