"""What the client's own list may set right, and all that it must leave alone."""

import pytest

from rapport.engines.kinds import Correction, Word
from rapport.engines.speech.listed import corrected
from rapport.engines.speech.sounding import distance

LIST = ("Luis", "Marcus", "Renee", "Joel", "Dr. Patel", "sertraline 50 mg", "Zoloft", "Lexapro")


def said(*words, probability=0.4, gap=0.0):
    """Give words half a second long; a word ending in * was heard unsurely."""
    return tuple(
        Word(w.rstrip("*"), n * (0.5 + gap), n * (0.5 + gap) + 0.5, probability if w.endswith("*") else 0.95)
        for n, w in enumerate(words)
    )


def text(words):
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("How about the searcher-learn?*", "How about the sertraline?"),
        ("I take search* a lean* now", "I take sertraline now"),
        ("They gave me surgery* line, fifty milligrams", "They gave me sertraline, fifty milligrams"),
        ("So I took Zolloft* before", "So I took Zoloft before"),
        ("Is so* loft any better?", "Is Zoloft any better?"),
        ("And lex* a pro?*", "And Lexapro?"),
        ("My manager Markus* stopped me", "My manager Marcus stopped me"),
        ("I told Rene's* friend", "I told Renee's friend"),
        ("Then Lewis* called", "Then Luis called"),
        ("Searcher-learn* helps", "Sertraline helps"),
    ],
)
def test_unsure_words_that_sound_like_the_list_are_set_right(heard, meant):
    assert text(corrected(said(*heard.split()), LIST)) == meant


@pytest.mark.parametrize(
    "heard",
    [
        "How about the searcher-learn?",  # heard surely
        "I certainly* do",  # sounds otherwise
        "He went to jail* last year",  # too little to hear, and no name
        "It was a rainy* day",
        "Rainy* days are hard",  # a capital that begins a sentence is no name
        "The market* crashed",
        "So that is okay* for me",
        "I take hydroxyzine* at night",  # a medication of its own is never made another
        "My manager Marcus* stopped me",
        "I see* the surgery. Line* two is free",  # across the end of a sentence
        "Mark* is here",
        "The doctor gave me a* repeat run all in spring",  # heard for aripiprazole: no other medication
        "I went to the wall* but ran on",  # most of it was heard surely
    ],
)
def test_everything_else_stays_as_it_was_heard(heard):
    words = said(*heard.split())
    assert corrected(words, (*LIST, "hydralazine", "Okafor", "Wellbutrin")) == words


def test_a_corrected_word_says_so_and_keeps_what_was_heard():
    word = corrected(said("the", "search*", "a", "lean,*", probability=0.31), LIST)[1]
    assert (word.text, word.heard, word.correction) == (
        "sertraline,", "search a lean,", Correction.SOUNDS_LIKE_LISTED,
    )  # fmt: skip
    assert (word.start, word.end, word.probability) == (0.5, 2.0, 0.31)


def test_words_that_stand_have_no_correction():
    words = corrected(said("the", "sertraline"), LIST)
    assert [(word.heard, word.correction) for word in words] == [("", None), ("", None)]


def test_a_pause_keeps_pieces_of_different_words_apart():
    words = said("the", "search*", "a", "lean*", gap=0.6)
    assert corrected(words, LIST) == words


def test_two_entries_that_are_about_as_near_leave_the_choice_to_the_reader():
    words = said("I", "take", "clonazepan*")
    assert text(corrected(words, ("clonazepam",))) == "I take clonazepam"
    rivals = said("I", "saw", "Markus*", "there")
    assert corrected(rivals, ("Marcus", "Marcos")) == rivals


def test_nothing_is_ever_added_and_without_a_list_nothing_happens():
    assert corrected((), LIST) == ()
    words = said("the", "searcher-learn*")
    assert corrected(words, ()) == words
    assert corrected(words, ("Ann", "50", "")) == words
    for start in range(4):
        longer = said(*(["uh*"] * start), "search*", "a", "lean*")
        assert len(corrected(longer, LIST)) <= len(longer)


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [("Patel", "Patell", 0.0), ("Ren\u00e9e", "Renee", 0.0), ("phone", "fone", 0.0), ("knight", "nite", 0.0),
     ("searcher learn", "sertraline", 0.25), ("Trust a don", "trazodone", 0.25)],
)  # fmt: skip
def test_what_sounds_alike_is_near(one, other, most):
    assert distance(one, other) == distance(other, one) <= most


@pytest.mark.parametrize(("one", "other"), [("sertraline", "certainly"), ("Zoloft", "Prozac"), ("", "Luis")])
def test_what_sounds_otherwise_is_far(one, other):
    assert distance(one, other) > 0.4
