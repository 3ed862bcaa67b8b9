"""The client's list with the real recogniser: on the sample session and on generated speech."""

import numpy as np
import pytest

from bench.speech_scores import word_errors
from rapport.engines.kinds import Correction
from rapport.engines.sample import session as sample
from rapport.engines.speech import NoticeCode, SpeechOptions, transcribe
from rapport.engines.speech.tests.sounds import write
from rapport.engines.speech.tests.spoken import dialogue, require_models, require_speech, say

pytestmark = pytest.mark.slow
LISTED = ("Dana", "Marcus", "Renee", "Joel", "Patel", "sertraline")
OTHERS = ("Luis", "Noor", "Ingrid", "Wellbutrin", "Zoloft", "lamotrigine", "trazodone", "quetiapine")


def words_of(result):
    return [word for utterance in result.transcript.utterances for word in utterance.words]


def text_of(result):
    return " ".join(utterance.text for utterance in result.transcript.utterances)


@pytest.fixture(scope="module")
def heard():
    options = SpeechOptions(hot_words=LISTED + OTHERS)
    return transcribe(sample.audio_path(), options=options, models=require_models("whisper-base"))


def test_the_sample_is_heard_whole_although_a_list_is_given(heard):
    truth = " ".join(u.text for u in sample.reference().utterances)
    errors = word_errors([truth], [text_of(heard)])
    assert errors.rate < 0.025
    assert errors.deleted < 10
    assert NoticeCode.NOT_UNDERSTOOD not in {notice.code for notice in heard.notices}


def test_the_medication_and_the_third_persons_names_of_the_sample_are_right(heard):
    truth = " ".join(u.text for u in sample.reference().utterances)
    for entry in LISTED:
        assert text_of(heard).lower().count(entry.lower()) == truth.lower().count(entry.lower())


def test_what_was_set_right_in_the_sample_says_what_was_heard(heard):
    changed = [word for word in words_of(heard) if word.correction]
    assert changed
    for word in changed:
        assert word.correction == Correction.SOUNDS_LIKE_LISTED
        assert word.text.strip("?.,").lower() == "sertraline"
        assert word.heard
        assert "sertraline" not in word.heard.lower()
        assert word.probability < 0.6
    assert NoticeCode.CORRECTED in {notice.code for notice in heard.notices}


@pytest.mark.parametrize("whisper", ["whisper-base", "whisper-tiny-en"])
def test_a_list_that_nobody_speaks_of_changes_nothing(tmp_path, whisper):
    require_speech()
    models = require_models(whisper)
    path = write(tmp_path / "room.wav", dialogue(tmp_path)[0].sum(axis=0))
    plain = transcribe(path, options=SpeechOptions(speakers=1), models=models)
    listed = transcribe(path, options=SpeechOptions(speakers=1, hot_words=LISTED + OTHERS), models=models)
    assert len(words_of(plain)) > 90
    assert words_of(listed) == words_of(plain)


def test_spoken_names_and_medications_are_right_more_often_and_none_becomes_another(tmp_path):
    require_speech()
    models = require_models("whisper-base")
    spoken = ("sertraline", "Wellbutrin", "Luis", "Noor", "Ingrid", "trazodone")
    before = after = 0
    for entry in spoken:
        line = say(f"Yesterday my doctor asked me about {entry} and my sleep.", "clinician", tmp_path)
        path = write(tmp_path / "line.wav", np.pad(line, (8000, 8000)))
        said = words_of(transcribe(path, options=_dictated(spoken), models=models))
        before += any(entry.lower() in (w.heard or w.text).lower() for w in said)
        after += any(entry.lower() in w.text.lower() for w in said)
        assert {w.text.strip(".,?").lower() for w in said if w.correction} <= {entry.lower()}
    assert after >= before + 1


def _dictated(listed):
    return SpeechOptions(speakers=1, hot_words=listed)
