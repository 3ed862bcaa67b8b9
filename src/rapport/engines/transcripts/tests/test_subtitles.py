"""WebVTT and SRT as recorders and meeting tools write them."""

import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.transcripts import parse, times


def read(text, filename="session.vtt"):
    return parse(text.encode(), filename=filename)


def spoken(parsed):
    return [(one.speaker.value, one.start, one.end, one.text) for one in parsed.transcript.utterances]


VOICES = """WEBVTT - made for a test
Language: es

STYLE
::cue { color: red }

NOTE
not spoken

1
00:01.000 --> 00:02.500 align:start position:10%
<v.loud Therapist>How <i>was</i> it?</v>

00:00:03.000 --> 00:00:04.000
<v Client>Better &amp; calmer.
<c.quiet>Really.</c>
"""


def test_voices_settings_notes_and_marks_of_webvtt_are_understood():
    parsed = read(VOICES)
    assert spoken(parsed) == [
        ("clinician", 1.0, 2.5, "How was it?"),
        ("client", 3.0, 4.0, "Better & calmer. Really."),
    ]
    assert (parsed.transcript.language, parsed.transcript.duration) == ("es", 4.0)
    assert parsed.notices == ()


def test_two_voices_in_one_cue_share_its_time():
    parsed = read("WEBVTT\n\n00:00.000 --> 00:04.000\n<v Therapist>Hello</v>\n<v Client>Hi ya!</v>\n")
    assert [(who, text) for who, *_, text in spoken(parsed)] == [("clinician", "Hello"), ("client", "Hi ya!")]
    first, second = parsed.transcript.utterances
    assert first.end == second.start


SRT = """1
00:00:01,000 --> 00:00:02,500
Therapist: How was the
week for you,

2
00:00:02,600 --> 00:00:04,000
if I may ask?
3
00:00:05,000 --> 00:00:06,000
{\\an8}Client: <i>Better.</i>
"""


def test_a_sentence_over_several_cues_becomes_one_utterance():
    assert spoken(read(SRT, "session.srt")) == [
        ("clinician", 1.0, 4.0, "How was the week for you, if I may ask?"),
        ("client", 5.0, 6.0, "Better."),
    ]


def test_both_voices_in_one_srt_cue_are_told_apart():
    text = "1\n00:00:01,000 --> 00:00:03,000\n- Therapist: Ready?\n- Client: Yes.\n"
    assert [(who, said) for who, *_, said in spoken(read(text, "a.srt"))] == [
        ("clinician", "Ready?"),
        ("client", "Yes."),
    ]


def test_an_arrow_among_words_begins_no_cue():
    parsed = read("WEBVTT\n\n00:01.000 --> 00:02.000\nTherapist: first --> second\n")
    assert spoken(parsed) == [("clinician", 1.0, 2.0, "first --> second")]


def test_a_colon_in_a_subtitle_is_no_speaker_by_itself():
    parsed = read("WEBVTT\n\n00:01.000 --> 00:02.000\nRemember this: rest.\n")
    assert [one.text for one in parsed.transcript.utterances] == ["Remember this: rest."]
    assert parsed.transcript.utterances[0].speaker is Speaker.UNKNOWN


@pytest.mark.parametrize("filename", ["session.txt", "session", "session.srt"])
def test_what_the_file_holds_decides_and_not_its_name(filename):
    assert len(read(VOICES, filename).transcript.utterances) == 2


def test_a_damaged_time_costs_the_line_its_time_and_not_its_words():
    parsed = read(
        "WEBVTT\n\n00:0a.000 --> 00:02.000\n<v Client>One.\n\n00:03.000 --> 00:04.000\n<v Client>Two.\n"
    )
    assert spoken(parsed) == [("client", None, None, "One."), ("client", 3.0, 4.0, "Two.")]
    assert times.BAD in parsed.notices
