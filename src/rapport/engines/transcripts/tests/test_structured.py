"""JSON transcripts: recognisers, lists of turns, our own export and audio scripts."""

import json

import pytest

from rapport.engines.kinds import Speaker, Word
from rapport.engines.transcripts import UnableToReadTranscript, from_script, parse, structured, times


def read(data, filename="session.json"):
    return parse(json.dumps(data).encode(), filename=filename)


def spoken(parsed):
    return [(one.speaker.value, one.start, one.end, one.text) for one in parsed.transcript.utterances]


def test_segments_of_a_recogniser_keep_times_words_and_language():
    word = {"word": " Hello", "start": 0.0, "end": 0.5, "probability": 0.9}
    parsed = read(
        {"language": "english", "segments": [{"start": 0.0, "end": 1, "text": " Hello", "words": [word]}]}
    )
    assert parsed.transcript.language == "en"
    assert parsed.transcript.utterances[0].words == (Word("Hello", 0.0, 0.5, 0.9),)


def test_a_plain_list_of_turns_is_enough():
    parsed = read([{"speaker": "Patient", "text": "Hi", "start": "00:00:01.5", "end": 3}, "and a bare line"])
    assert spoken(parsed) == [("client", 1.5, 3.0, "Hi"), ("unknown", None, None, "and a bare line")]


def test_numbered_speakers_stay_unknown():
    parsed = read([{"speaker": 0, "text": "Hi"}, {"speaker": 1, "text": "Hello"}])
    assert [one.label for one in parsed.speaker_labels] == ["Speaker 0", "Speaker 1"]
    assert {one.speaker for one in parsed.speaker_labels} == {Speaker.UNKNOWN}


def test_entries_without_text_are_left_out_with_a_notice():
    parsed = read([{"speaker": "T", "text": "Hi"}, {"speaker": "C", "text": ""}, 7])
    assert len(parsed.transcript.utterances) == 1
    assert structured.LEFT_OUT in parsed.notices


def test_times_in_thousandths_are_not_taken_for_seconds():
    parsed = read({"utterances": [{"speaker": "A", "text": "Hi", "start": 900, "end": 130_000}]})
    assert spoken(parsed) == [("unknown", None, None, "Hi")]
    assert times.TOO_LONG in parsed.notices


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -3, True, [], "soon", 10**400])
def test_a_start_that_is_no_time_is_left_out(value):
    parsed = read([{"speaker": "T", "text": "Hi", "start": value, "end": 3}])
    assert spoken(parsed) == [("clinician", None, None, "Hi")]


@pytest.mark.parametrize("text", ['{"utterances": ', "[" * 100_000, '{"a": 1}', "7", '"words"', "null"])
def test_damaged_or_other_json_says_what_is_expected(text):
    with pytest.raises(UnableToReadTranscript, match="list of turns"):
        parse(text.encode(), filename="session.json")


SCRIPT = {
    "language": "en",
    "duration": 5.0,
    "utterances": [
        {"speaker": "clinician", "text": "Hi.", "start": 0.2, "end": 1.0},
        {"speaker": "client", "text": "Hello.", "start": 1.5, "end": 2.0},
    ],
}


def test_a_script_is_a_transcript_with_its_times():
    transcript = from_script(SCRIPT)
    assert [one.speaker for one in transcript.utterances] == [Speaker.CLINICIAN, Speaker.CLIENT]
    assert (transcript.duration, transcript.utterances[1].start) == (5.0, 1.5)


def test_a_script_that_needs_repair_is_refused():
    backward = [SCRIPT["utterances"][1], SCRIPT["utterances"][0]]
    with pytest.raises(UnableToReadTranscript, match="backward"):
        from_script({**SCRIPT, "utterances": backward})
