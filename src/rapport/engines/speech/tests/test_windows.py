import itertools

import numpy as np
import pytest

from rapport.engines.speech import windows as windows_module
from rapport.engines.speech.decode import RATE
from rapport.engines.speech.tests.sounds import hum, silence
from rapport.engines.speech.voice import FRAME, VoiceMeter, quietest, stretches
from rapport.engines.speech.windows import windows


class LoudnessMeter:
    """Stands for the voice model: whatever is loud is speech."""

    def hear(self, samples):
        return (np.abs(samples.reshape(-1, FRAME)).max(axis=1) > 0.01).astype(np.float32)


@pytest.fixture
def by_loudness(monkeypatch):
    monkeypatch.setattr(windows_module, "VoiceMeter", LoudnessMeter)


def talk() -> np.ndarray:
    """Give 60 seconds: speech with a pause of half a second every 4.5 seconds, and one of 1.5 s at 27 s."""
    parts = [np.concatenate([hum(4.5), silence(0.5)]) for _ in range(12)]
    sound = np.concatenate(parts)
    sound[27 * RATE : int(28.5 * RATE)] = 0
    return sound[None]


def test_windows_are_cut_in_silence_and_lose_no_sample(by_loudness):
    sound = talk()
    blocks = [sound[:, at : at + 70_001] for at in range(0, sound.shape[1], 70_001)]
    cut = list(windows(blocks, longest=20))
    assert [window.index for window in cut] == list(range(len(cut)))
    assert all(window.end - window.start <= 20.1 for window in cut)
    joined = np.concatenate([window.sound for window in cut], axis=1)
    np.testing.assert_array_equal(joined, sound)
    for before, after in itertools.pairwise(cut):
        assert before.end == pytest.approx(after.start)
        assert np.abs(before.sound[:, -FRAME:]).max() == 0
        assert np.abs(after.sound[:, :FRAME]).max() == 0


def test_the_longest_silence_is_preferred(by_loudness):
    first = next(windows([talk()], longest=30))
    assert 27 < first.end < 28.5


def test_the_cuts_do_not_depend_on_how_the_sound_arrives(by_loudness):
    sound = talk()
    whole = [(w.start, w.end) for w in windows([sound], longest=15)]
    blocks = (sound[:, at : at + 12_345] for at in range(0, sound.shape[1], 12_345))
    assert [(w.start, w.end) for w in windows(blocks, longest=15)] == whole


def test_endless_speech_is_cut_all_the_same(by_loudness):
    assert [round(w.end) for w in windows([hum(25.0)[None]], longest=10)][-1] == 25


def test_the_cut_without_any_silence_is_where_speech_is_least_likely():
    probabilities = np.full(100, 0.9, np.float32)
    probabilities[60:66] = 0.4
    assert 58 <= quietest(probabilities, 20, 100) <= 66


def test_speech_is_found_between_silences():
    probabilities = np.concatenate([np.zeros(31), np.ones(62), np.zeros(31), np.ones(31), np.zeros(3)])
    found = stretches(probabilities.astype(np.float32))
    assert [(round(s.start, 1), round(s.end, 1)) for s in found] == [(0.9, 3.0), (3.9, 5.0)]


def test_short_gaps_stay_inside_a_stretch_and_clicks_are_no_speech():
    gap = np.concatenate([np.ones(31), np.zeros(4), np.ones(31), np.zeros(31)])
    assert len(stretches(gap.astype(np.float32))) == 1
    click = np.concatenate([np.zeros(31), np.ones(2), np.zeros(31)])
    assert stretches(click.astype(np.float32)) == ()


def test_the_voice_model_gives_the_same_however_the_sound_is_cut():
    sound = np.concatenate([silence(0.5), hum(1.0), silence(0.524)])[: 60 * FRAME]
    meter = VoiceMeter()
    pieces = np.concatenate([meter.hear(sound[: 7 * FRAME]), meter.hear(sound[7 * FRAME :])])
    np.testing.assert_allclose(pieces, VoiceMeter().hear(sound), atol=1e-5)
