from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.linter import compare, near_duplicate

BASE = "Client reported worry at work most days and slept about five hours a night this week."


def test_the_same_text_is_wholly_alike():
    assert near_duplicate(BASE, [BASE]) == 1.0


def test_case_and_punctuation_do_not_hide_a_copy():
    assert near_duplicate(BASE.upper().replace(" and", ", and"), [BASE]) == 1.0


def test_another_text_is_not_alike():
    assert (
        near_duplicate(BASE, ["We met by video and talked about her new puppy for a long while today."])
        == 0.0
    )


def test_the_most_similar_text_and_the_longest_passage_are_named():
    text = f"New this time. {BASE}"

    found = compare(text, ["Nothing alike in here at all today.", BASE])

    assert found.which == 1
    assert 0.7 < found.share < 1
    assert found.passage == BASE.rstrip(".")
    assert text[found.start : found.end] == found.passage


def test_nothing_to_compare_is_not_alike():
    assert near_duplicate("", [BASE]) == near_duplicate(BASE, []) == near_duplicate(BASE, [""]) == 0.0


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_the_share_is_a_share_and_the_passage_stands_in_the_text(text, earlier):
    found = compare(text, earlier)

    assert 0.0 <= found.share <= 1.0
    assert text[found.start : found.end] == found.passage
