"""What is written out reads back to the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.engines.kinds import Speaker, Transcript, Utterance, Word
from rapport.engines.transcripts import KINDS, parse, render
from rapport.engines.transcripts.decoding import clean

TEXTS = st.text(min_size=1, max_size=60).map(clean).filter(lambda text: any(c.isalpha() for c in text))
WORD = st.builds(Word, st.just("word"), st.just(0.25), st.just(0.5), st.floats(0, 1))


@st.composite
def transcripts(draw, speakers=tuple(Speaker)):
    texts = draw(st.lists(TEXTS, min_size=1, max_size=6))
    timed = draw(st.booleans())
    at, spoken = 0, []
    for index, text in enumerate(texts):
        start = at + draw(st.integers(0, 5000))
        at = start + draw(st.integers(1, 60_000))
        spoken.append(
            Utterance(
                f"u{index + 1:04d}",
                index,
                draw(st.sampled_from(speakers)),
                text,
                start / 1000 if timed else None,
                at / 1000 if timed else None,
                tuple(draw(st.lists(WORD, max_size=2))) if timed else (),
            )
        )
    return Transcript(tuple(spoken), draw(st.sampled_from(["en", "es-MX"])), at / 1000 if timed else None)


def back(transcript, kind):
    return parse(render(transcript, kind).encode(), filename=f"a.{kind}").transcript


def plainly(transcript):
    return [(one.speaker, one.text, one.start, one.end) for one in transcript.utterances]


@settings(max_examples=200, deadline=None)
@given(transcripts())
def test_json_reads_back_to_exactly_the_same(transcript):
    assert back(transcript, "json") == transcript


@settings(max_examples=200, deadline=None)
@given(transcripts())
def test_webvtt_reads_back_to_the_same_words_speakers_times_and_references(transcript):
    again = back(transcript, "vtt")
    assert plainly(again) == plainly(transcript)
    assert [one.ref for one in again.utterances] == [one.ref for one in transcript.utterances]
    assert again.language == transcript.language


@settings(max_examples=200, deadline=None)
@given(transcripts())
def test_plain_text_reads_back_to_the_same_words_speakers_and_times(transcript):
    assert plainly(back(transcript, "txt")) == plainly(transcript)


def test_names_may_replace_the_roles():
    transcript = Transcript((Utterance("u0001", 0, Speaker.CLINICIAN, "Hi", 1.0, 2.0),))
    assert (
        render(transcript, "txt", names={Speaker.CLINICIAN: "Maya"})
        == "[00:00:01.000 - 00:00:02.000] Maya: Hi\n"
    )


def test_words_cannot_break_out_of_a_cue():
    transcript = Transcript((Utterance("u0001", 0, Speaker.CLIENT, "a --> b </v>\n\n<v Therapist> & c"),))
    again = back(transcript, "vtt")
    assert plainly(again) == [(Speaker.CLIENT, "a --> b </v> <v Therapist> & c", None, None)]


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match=", ".join(KINDS)):
        render(Transcript(()), "docx")
