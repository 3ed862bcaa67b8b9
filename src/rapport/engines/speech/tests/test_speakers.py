import numpy as np
import pytest

from rapport.engines.kinds import Word
from rapport.engines.speech.cluster import two_voices
from rapport.engines.speech.embed import Voices
from rapport.engines.speech.mel import mel_power
from rapport.engines.speech.speakers import VoiceTurn, assign, ends_sentence, tell_apart
from rapport.engines.speech.voice import Stretch


def voices(labels, *, spread=0.05, seed=3):
    """Give unit features of two made-up voices, 0.4 s apart, in the order of ``labels``."""
    rng = np.random.default_rng(seed)
    centres = np.abs(rng.normal(size=(2, 256)))
    rows = centres[labels] + spread * 16 * rng.normal(size=(len(labels), 256)) / np.sqrt(256) * 4
    rows = np.maximum(rows, 0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Voices(np.arange(len(labels), dtype=np.float32) * 0.4 + 0.6, rows.astype(np.float32))


def same_split(found, truth):
    agree = (np.asarray(found) == truth).mean()
    return max(agree, 1 - agree)


@pytest.mark.parametrize("share", [0.5, 0.1])
def test_two_voices_are_split_even_when_one_says_little(share):
    rng = np.random.default_rng(1)
    truth = (rng.random(600) < share).astype(int)
    labels, centres = two_voices(voices(truth).features)
    assert same_split(labels, truth) > 0.99
    assert centres.shape == (2, 256)


def test_three_hours_of_features_are_split_from_a_bounded_sample():
    truth = (np.arange(27_000) // 50) % 2
    labels, _centres = two_voices(voices(truth).features)
    assert same_split(labels, truth) > 0.99


def test_one_window_of_speech_is_one_voice():
    labels, _centres = two_voices(voices(np.array([0])).features)
    assert labels.tolist() == [0]


def test_turns_follow_the_voices_and_skip_silences():
    truth = np.array([0] * 25 + [1] * 25)
    told = tell_apart(voices(truth), [Stretch(0.0, 9.9), Stretch(10.6, 20.2)])
    assert not told.one_voice
    assert [round(turn.start, 1) for turn in told.turns] == [0.0, 10.6]
    assert told.turns[0].voice != told.turns[1].voice


def test_a_single_odd_window_makes_no_turn_of_its_own():
    truth = np.array([0] * 20 + [1] * 20)
    made = voices(truth)
    made.features[10] = (made.features[5] + made.features[30]) / 2 + 0.01 * made.features[30]
    told = tell_apart(made, [Stretch(0.0, 16.4)])
    assert len(told.turns) == 2


def test_one_voice_alone_is_not_split_into_two_people():
    assert tell_apart(voices(np.zeros(80, int), spread=0.02), [Stretch(0.0, 32.0)]).one_voice
    assert tell_apart(Voices.none(), [Stretch(0.0, 1.0)]).one_voice


def test_words_take_the_voice_of_their_turn_and_phrases_stay_whole():
    turns = [VoiceTurn(0.0, 2.0, 0), VoiceTurn(2.0, 4.0, 1)]
    texts = ["How", "did", "you", "sleep?", "Not", "well", "at", "all."]
    words = [Word(text, 0.5 * n, 0.5 * n + 0.4, 0.9) for n, text in enumerate(texts)]
    words[3] = Word("sleep?", 1.8, 2.3, 0.9)  # the recogniser's time runs into the next turn
    assert [one.voice for one in assign(words, turns)] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_word_pulled_back_over_the_pause_returns_to_its_sentence():
    turns = [VoiceTurn(0.0, 2.0, 0), VoiceTurn(2.4, 4.0, 1)]
    texts = [("Where?", 0.5, 0.9), ("Tight", 1.6, 2.1), ("chest.", 2.4, 2.9)]
    words = [Word(text, start, end, 0.9) for text, start, end in texts]
    assert [one.voice for one in assign(words, turns)] == [0, 1, 1]


def test_a_sentence_that_two_people_share_stays_shared():
    turns = [VoiceTurn(0.0, 2.0, 0), VoiceTurn(2.0, 4.0, 1)]
    words = [
        Word(text, 0.5 * n, 0.5 * n + 0.4, 0.9)
        for n, text in enumerate(["so", "I", "do", "not", "hear", "that", "now", "no."])
    ]
    assert [one.voice for one in assign(words, turns)] == [0, 0, 0, 0, 1, 1, 1, 1]


def test_words_before_any_turn_take_the_nearest():
    assert [one.voice for one in assign([Word("Hm.", 0, 0.2, 0.5)], [VoiceTurn(5.0, 6.0, 1)])] == [1]


def test_the_mel_spectrogram_is_the_one_the_encoder_was_trained_on():
    t = np.arange(8000) / 16_000
    sound = 0.3 * np.sin(2 * np.pi * (200 + 900 * t) * t) + 0.1 * np.sin(2 * np.pi * 3100 * t)
    mel = mel_power(sound.astype(np.float32))
    assert mel.shape == (51, 40)
    # Every fourth band of frames 0 and 50, computed once with librosa 0.11.0's melspectrogram.
    first = [0.650604, 0.0756403, 0.00251397, 0.000239112, 2.06667e-06, 8.67972e-05, 0.00066258, 0.14478]
    last = [0.0143204, 0.0177005, 0.0336801, 0.288324, 0.0854288, 0.00320645, 2.9221e-05, 0.148645]
    np.testing.assert_allclose(mel[0, :32:4], first, rtol=1e-3, atol=1e-7)
    np.testing.assert_allclose(mel[50, :32:4], last, rtol=1e-3, atol=1e-7)


def test_a_title_belongs_to_the_name_that_follows():
    assert not ends_sentence(" Dr.")
    assert ends_sentence(" office.")
    assert ends_sentence("Really?")
