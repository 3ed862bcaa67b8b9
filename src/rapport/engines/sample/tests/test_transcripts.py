"""The shorter transcripts are read without repair, with both roles known."""

import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.sample import session
from rapport.engines.transcripts import parse, times


@pytest.mark.parametrize("path", session.transcript_paths(), ids=lambda path: path.name)
def test_each_is_a_session_of_two_to_three_minutes_between_two_people(path):
    parsed = parse(path.read_bytes(), filename=path.name)
    assert {one.speaker for one in parsed.transcript.utterances} == {Speaker.CLINICIAN, Speaker.CLIENT}
    assert 115 <= parsed.transcript.duration <= 180
    assert set(parsed.notices) <= {times.STARTS_ONLY}
    assert len(parsed.transcript.utterances) >= 20


def test_there_is_one_of_each_kind():
    assert [path.suffix for path in session.transcript_paths()] == [".txt", ".vtt", ".srt"]


def _spoken(name):
    path = next(path for path in session.transcript_paths() if path.name == name)
    return " ".join(one.text for one in parse(path.read_bytes(), filename=name).transcript.utterances)


def test_they_hold_what_they_are_for():
    assert "let's not set anything for this week" in _spoken("declined-homework.txt")
    assert "everybody would breathe easier" in _spoken("indirect-risk.vtt")
    assert "Are you thinking about killing yourself?" in _spoken("indirect-risk.vtt")
    assert "No me bajé del bus." in _spoken("spanish-english.srt")
