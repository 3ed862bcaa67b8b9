import numpy as np
import pytest

from rapport.engines.speech import probe
from rapport.engines.speech.channels import frame_powers, without_bleed
from rapport.engines.speech.tests.sounds import RATE, hum, noise, silence, write


def conversation(bleed: float = 0.0, *, gain: float = 1.0) -> np.ndarray:
    """Give two channels in which two voices take turns, each leaking into the other channel."""
    left = np.concatenate([hum(3.0), silence(3.0), hum(2.0), silence(4.0)])
    right = np.concatenate([silence(3.2), hum(2.6, hertz=120), silence(2.4), hum(3.8, hertz=120)])
    hiss = noise(12.0, level=0.001), noise(12.0, level=0.001, name="other")
    return np.stack([left + bleed * right + hiss[0], gain * (right + bleed * left) + hiss[1]])


@pytest.mark.parametrize("bleed", [0.0, 0.05, 0.2])
@pytest.mark.parametrize("gain", [1.0, 0.5])
def test_one_speaker_a_channel_is_recognised(tmp_path, bleed, gain):
    assert probe(write(tmp_path / "call.wav", conversation(bleed, gain=gain))).voices_apart


def test_the_same_sound_in_both_channels_is_one_room(tmp_path):
    mixed = conversation().sum(axis=0)
    assert not probe(write(tmp_path / "room.wav", np.stack([mixed, mixed]))).voices_apart


def test_a_room_heard_by_two_microphones_is_one_room(tmp_path):
    left, right = conversation()
    delay = RATE // 1000
    near, far = left + 0.8 * right, 0.8 * np.roll(left, delay) + np.roll(right, delay)
    assert not probe(write(tmp_path / "room.wav", np.stack([near, far]))).voices_apart


def test_a_dead_channel_is_no_second_speaker(tmp_path):
    sound = np.stack([conversation().sum(axis=0), noise(12.0, level=0.0002)])
    assert not probe(write(tmp_path / "one_sided.wav", sound)).voices_apart


def test_bleed_is_muted_and_the_own_voice_is_kept():
    before = conversation(0.1)
    after = without_bleed(before)
    alone = slice(RATE // 2, RATE * 5 // 2)  # only the left voice speaks
    assert frame_powers(after[:, alone])[1].mean() < 0.05 * frame_powers(before[:, alone])[1].mean()
    np.testing.assert_array_equal(after[0, alone], before[0, alone])


def test_clean_channels_keep_every_voice():
    before = conversation()
    after = without_bleed(before)
    for channel, at in ((0, slice(0, 3 * RATE)), (1, slice(4 * RATE, 5 * RATE))):
        np.testing.assert_array_equal(after[channel, at], before[channel, at])
