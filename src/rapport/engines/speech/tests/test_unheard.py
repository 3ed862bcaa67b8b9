"""Speech without words is told to the reader; silence and single pauses are not."""

import numpy as np
import pytest

from rapport.engines.kinds import Word
from rapport.engines.speech import NoticeCode, SpeechOptions, transcribe
from rapport.engines.speech.notices import about_unheard
from rapport.engines.speech.tests.sounds import hum, silence, write
from rapport.engines.speech.tests.test_listening import MODELS, listener  # noqa: F401 - a fixture
from rapport.engines.speech.unheard import unheard
from rapport.engines.speech.voice import Stretch


def words(*starts):
    return [Word("word", start, start + 0.4, 0.9) for start in starts]


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ((0.5, 1.0, 8.0), [(1.4, 8.0)]),
        ((5.0, 9.0), [(0.0, 5.0), (5.4, 9.0)]),
        ((0.0, 1.5, 3.0, 4.5, 6.0, 7.5, 9.0), []),
        ((), [(0.0, 10.0)]),
    ],
)
def test_two_seconds_of_speech_without_a_word_are_found(starts, found):
    places = unheard(words(*starts), [Stretch(0.0, 10.0)])
    assert [(p.start, p.end) for p in places] == found


def test_silence_between_words_is_not_speech_but_short_pieces_of_speech_add_up():
    assert unheard(words(0.5, 9.0), [Stretch(0.4, 1.2), Stretch(8.9, 9.5)]) == ()
    pieces = [Stretch(0.4, 1.2), Stretch(3.0, 4.2), Stretch(4.6, 6.0), Stretch(8.9, 9.5)]
    assert unheard(words(0.5, 9.0), pieces) == (Stretch(0.9, 6.0),)


def test_a_word_that_runs_on_over_what_was_not_understood_hides_nothing():
    endless = [Word("So", 0.0, 8.0, 0.4), Word("yes", 8.0, 8.4, 0.9)]
    assert unheard(endless, [Stretch(0.0, 8.4)]) == (Stretch(1.5, 8.0),)


def test_the_notice_tells_from_when_to_when_and_no_more_than_twelve_places():
    (notice,) = about_unheard([Stretch(65.2, 72.9), Stretch(3725.0, 3731.0)])
    assert "1:05 to 1:12, 1:02:05 to 1:02:11" in notice.text
    (many,) = about_unheard([Stretch(n * 10.0, n * 10.0 + 3) for n in range(15)])
    assert "3 more places" in many.text
    assert about_unheard([]) == []


def test_a_recogniser_that_drops_a_stretch_is_found_out(listener, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    path = write(tmp_path / "session.wav", np.concatenate([hum(12.0), silence(2.0), hum(4.0)]))
    whole = listener.words
    monkeypatch.setattr(
        listener, "words", lambda sound, **how: tuple(w for w in whole(sound, **how) if not 3 < w.start < 9)
    )
    result = transcribe(path, options=SpeechOptions(), models=MODELS)
    told = [notice.text for notice in result.notices if notice.code == NoticeCode.NOT_UNDERSTOOD]
    assert len(told) == 1
    assert "0:02 to 0:09" in told[0]


def test_speech_of_which_not_a_word_was_understood_is_not_called_silence(listener, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    monkeypatch.setattr(listener, "words", lambda _sound, **_how: ())
    result = transcribe(write(tmp_path / "s.wav", hum(12.0)), options=SpeechOptions(), models=MODELS)
    assert result.transcript.utterances == ()
    assert [notice.code for notice in result.notices][:1] == [NoticeCode.NOT_UNDERSTOOD]
