"""Reported speech by rule: certain, or not at all."""

import pytest

from rapport.engines.drafting.reported import framed, reported_clause


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        ("I've been really trying not to drink.", "they have been really trying not to drink"),
        ("I'm staying in the house a lot.", "they are staying in the house a lot"),
        ("I was worried about the move.", "they were worried about the move"),
        ("I wanna go home on weekends.", "they want to go home on weekends"),
        ("My sister drives me to the clinic.", "their sister drives them to the clinic"),
        ("I can't fall asleep before my shift.", "they cannot fall asleep before their shift"),
        ("I was, like, really upset.", "they were really upset"),
        ("Sometimes I cry in my car.", "sometimes they cry in their car"),
        ("I blame myself for the fall.", "they blame themselves for the fall"),
    ],
)
def test_the_person_shifts_and_nothing_else_changes(said, reported):
    assert reported_clause(said) == reported


@pytest.mark.parametrize(
    "said",
    [
        "You never know what I might do.",
        "I told them I was leaving.",
        "We went to my mother's house.",
        "I went for coffee and was crying.",
        "I was like, 'I can't do this.'",
        "I guess I should stop smoking.",
        "He said I was late again.",
        "Do I have to take it?",
        "I like that one better, you know.",
        "Why was I so angry with my son?",
        "I don't want this to go on.",
    ],
)
def test_what_could_be_read_two_ways_is_refused(said):
    assert reported_clause(said) is None


def test_a_feeling_is_framed_as_one():
    assert framed("they feel tired all the time", "Client") == "Client reports feeling tired all the time"
    assert framed("they feel that they lost", "Client") == "Client reports that they feel that they lost"
