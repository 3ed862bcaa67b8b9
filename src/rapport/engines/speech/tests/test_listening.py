"""What is done around the recogniser, with a stand-in for it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rapport.engines.kinds import Word
from rapport.engines.speech import MemoryStore, NoticeCode, SpeechModels, SpeechOptions, listening, transcribe
from rapport.engines.speech import windows as windows_module
from rapport.engines.speech.embed import SIZE, Voices
from rapport.engines.speech.listening import Heard, fingerprint
from rapport.engines.speech.recognise import Language
from rapport.engines.speech.tests.sounds import hum, silence, write
from rapport.engines.speech.tests.test_windows import LoudnessMeter
from rapport.engines.speech.voice import Stretch

MODELS = SpeechModels("whisper-base", Path("nowhere"), "a" * 64)


class Listener:
    """Hears the word "word" once a second, in a language it is told, and counts how often it is asked."""

    def __init__(self, languages=("en",)):
        self.languages = list(languages)
        self.asked = []
        self.word, self.sure = "word", 0.9

    def language(self, _sound):
        return Language(self.languages[min(len(self.asked), len(self.languages) - 1)], 0.95)

    def words(self, sound, *, language):
        self.asked.append(language)
        return tuple(Word(self.word, n + 0.1, n + 0.5, self.sure) for n in range(len(sound) // 16_000))


@pytest.fixture
def listener(monkeypatch):
    one = Listener()
    monkeypatch.setattr(listening, "recogniser", lambda _folder, _threads: one)
    monkeypatch.setattr(windows_module, "VoiceMeter", LoudnessMeter)
    return one


@pytest.fixture
def recording(tmp_path):
    return write(tmp_path / "session.wav", np.concatenate([hum(4.0), silence(1.0)] * 8))


def test_times_are_those_of_the_recording(listener, recording):
    result = transcribe(recording, options=SpeechOptions(window_seconds=15), models=MODELS)
    starts = [word.start for u in result.transcript.utterances for word in u.words]
    assert starts == sorted(starts)
    assert starts[-1] > 36
    assert len(listener.asked) >= 3


def test_the_list_sets_right_what_was_heard_and_windows_keep_what_was_heard(listener, recording):
    listener.word, listener.sure, store = "searcher-learn", 0.3, MemoryStore()
    options = SpeechOptions(hot_words=("Luis", "sertraline"))
    result = transcribe(recording, options=options, models=MODELS, resume=store)
    said = [word for u in result.transcript.utterances for word in u.words]
    assert {(w.text.lower(), w.heard, w.correction) for w in said} == {
        ("sertraline", "searcher-learn", "sounds_like_listed")
    }
    assert NoticeCode.CORRECTED in {notice.code for notice in result.notices}
    asked = len(listener.asked)
    plain = transcribe(recording, options=SpeechOptions(), models=MODELS, resume=store)
    assert len(listener.asked) == asked
    assert "searcher-learn" in plain.transcript.utterances[0].text


def test_the_list_is_for_english_alone(listener, recording):
    listener.languages, listener.word, listener.sure = ["es"], "searcher-learn", 0.3
    result = transcribe(recording, options=SpeechOptions(hot_words=("sertraline",)), models=MODELS)
    assert {w.text for u in result.transcript.utterances for w in u.words} == {"searcher-learn"}


def test_windows_in_the_store_are_not_listened_to_again(listener, recording):
    options, store = SpeechOptions(window_seconds=15), MemoryStore()
    first = transcribe(recording, options=options, models=MODELS, resume=store)
    asked = len(listener.asked)
    store.windows = json.loads(
        json.dumps(store.windows), object_hook=lambda d: {_key(k): v for k, v in d.items()}
    )
    assert transcribe(recording, options=options, models=MODELS, resume=store) == first
    assert len(listener.asked) == asked
    del store.windows[1]
    assert transcribe(recording, options=options, models=MODELS, resume=store) == first
    assert len(listener.asked) == asked + 1


def _key(key):
    return int(key) if key.isdigit() else key


def test_work_of_another_model_is_not_taken_over(listener, recording):
    store = MemoryStore()
    transcribe(recording, options=SpeechOptions(), models=MODELS, resume=store)
    asked = len(listener.asked)
    transcribe(
        recording, options=SpeechOptions(), models=replace(MODELS, whisper_sha256="b" * 64), resume=store
    )
    assert len(listener.asked) > asked


def test_another_language_is_noticed(listener, recording):
    listener.languages = ["es"]
    result = transcribe(recording, options=SpeechOptions(), models=MODELS)
    assert result.transcript.language == "es"
    assert NoticeCode.NOT_ENGLISH in {notice.code for notice in result.notices}


def test_a_mixture_of_languages_is_noticed(listener, recording):
    listener.languages = ["en", "es", "en"]
    result = transcribe(recording, options=SpeechOptions(window_seconds=15), models=MODELS)
    assert result.transcript.language == "en"
    assert NoticeCode.MIXED_LANGUAGES in {notice.code for notice in result.notices}


def test_words_that_are_unsure_and_far_from_any_speech_are_dropped():
    invented = Word("you", 20.0, 20.2, 0.3)
    said = Word("Hello.", 1.0, 1.4, 0.2)
    kept = listening._heard_in((said, invented), (Stretch(0.8, 1.5),))
    assert kept == (said,)


def test_what_was_heard_survives_being_written_down():
    voices = Voices(np.array([0.7], np.float32), np.full((1, SIZE), 0.0625, np.float32))
    heard = Heard("en", ((Word("Hello.", 0.5, 0.9, 0.75),),), ((Stretch(0.4, 1.0),),), voices)
    back = Heard.from_data(json.loads(json.dumps(heard.to_data("x"))), "x")
    assert (back.language, back.words, back.speech) == (heard.language, heard.words, heard.speech)
    np.testing.assert_allclose(back.voices.features, voices.features)
    assert Heard.from_data(heard.to_data("x"), "y") is None


def test_everything_that_changes_a_window_changes_its_fingerprint():
    base = fingerprint(MODELS, SpeechOptions(), apart=False)
    changed = [
        fingerprint(MODELS, SpeechOptions(window_seconds=60), apart=False),
        fingerprint(MODELS, SpeechOptions(), apart=True),
        fingerprint(replace(MODELS, speaker=Path("encoder.onnx")), SpeechOptions(), apart=False),
    ]
    assert len({base, *changed}) == 4
    assert fingerprint(MODELS, SpeechOptions(hot_words=("Luis",)), apart=False) == base


def test_a_truncated_and_clipped_recording_is_transcribed_with_notices(listener, tmp_path):
    path = write(tmp_path / "loud.wav", hum(12.0, level=3.0))
    path.write_bytes(path.read_bytes()[:200_000])
    result = transcribe(path, options=SpeechOptions(), models=MODELS)
    assert result.transcript.utterances
    assert {NoticeCode.TRUNCATED, NoticeCode.CLIPPED} <= {notice.code for notice in result.notices}
