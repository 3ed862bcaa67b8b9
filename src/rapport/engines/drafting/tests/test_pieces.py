"""Cutting speech into pieces that can be quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.drafting.pieces import clauses_of, sentence_spans

SPEECH = st.text(alphabet=st.sampled_from("abI' -—,.?!…\num“”[]é"), max_size=80)


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("Um, I mean, I'm-I'm a baker.", [["I'm a baker."]]),
        ("I don't wanna- I don't wanna lose my kid.", [["I don't wanna lose my kid."]]),
        ("I saw Dr. Ames at 4 p.m. on Friday.", [["I saw Dr. Ames at 4 p.m. on Friday."]]),
        ("I ran, um, two miles.", [["I ran", "two miles."]]),
        ("I like it. [laughs] It helps me.", [["I like it."], ["It helps me."]]),
    ],
)
def test_hesitation_stutter_and_false_starts_fall_away(said, pieces):
    assert [[said[a:b] for a, b in clause.pieces] for clause in clauses_of(said)] == pieces


def test_a_sentence_that_was_cut_off_is_marked_and_does_not_end_in_the_air():
    (clause,) = clauses_of("I wanted to tell my son that-")
    assert clause.cut_off
    assert clause.text("I wanted to tell my son that-") == "I wanted to tell my son"


@given(SPEECH)
def test_pieces_lie_in_order_inside_the_text_and_are_never_empty(said):
    at = 0
    for clause in clauses_of(said):
        for start, end in clause.pieces:
            assert at <= start < end <= len(said)
            at = end


@given(SPEECH)
def test_sentences_lie_in_order_inside_the_text(said):
    at = 0
    for start, end in sentence_spans(said):
        assert at <= start < end <= len(said)
        at = end
