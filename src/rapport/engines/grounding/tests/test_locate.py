import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.grounding import locate
from rapport.engines.grounding.tests.lines import transcript
from rapport.engines.grounding.words import tokens
from rapport.engines.kinds import Speaker, Utterance

SAID = transcript(
    "T: How did it go?", "C: Well,  I haven\u2019t started  the “big” one — not yet."
).utterances


@pytest.mark.parametrize(
    "quote",
    [
        "I haven\u2019t started",
        "i haven't started the",
        "\"Well, I haven't started the 'big' one - not yet.\"",
        "the “big” one",
    ],
)
def test_a_quote_is_found_whatever_its_case_spaces_and_quotation_marks(quote):
    span = locate(quote, SAID)

    assert span is not None
    assert span.ref == "u1"
    assert SAID[1].text[span.start : span.end] == span.quote


@pytest.mark.parametrize("quote", ["", "  ", "…", "tarted", "I have started", "haven", "not yet, it"])
def test_what_was_not_said_in_whole_words_is_not_found(quote):
    assert locate(quote, SAID) is None


def test_a_number_is_not_found_inside_another():
    said = transcript("C: About 1.5 at 10:30, in 150 tries.").utterances

    assert [locate(part, said) for part in ("5", "30", "15", "10", "1")] == [None] * 5
    assert locate("10:30", said) is not None


def test_an_exact_quote_wins_over_an_earlier_one_that_is_only_alike():
    said = transcript("C: no way", "C: No way").utterances

    span = locate("No way", said)

    assert span is not None
    assert span.ref == "u1"


@given(st.text(min_size=1, max_size=80), st.data())
def test_whatever_is_found_stands_there(text, data):
    utterance = Utterance("u", 0, Speaker.CLIENT, text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    span = locate(text[start:end], (utterance,))

    assert span is None or text[span.start : span.end] == span.quote


@given(st.text(max_size=120))
def test_every_word_points_into_its_text(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
