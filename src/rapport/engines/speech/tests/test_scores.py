"""The scores of the benchmark are right, or its figures would mean nothing."""

import pytest

from bench.speech_scores import ListedWords, diarization_errors, listed_words, normalise, word_errors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mr. Hale won't go.", "mister hale will not go"),
        ("Seventy-five milligrams", "75 milligrams"),
        ("in nineteen hundred", "in 1900"),
        ("Um, it's my favourite colour", "it is my favorite color"),
        ("every one of us", "Every one of us!"),
        ("one hundred twenty three", "123"),
    ],
)
def test_what_sounds_the_same_is_written_the_same(one, other):
    assert normalise(one) == normalise(other)


def test_a_flipped_meaning_is_an_error():
    errors = word_errors(["he said he would do it"], ["he said he won't do it again"])
    assert (errors.substituted, errors.inserted, errors.deleted, errors.words) == (1, 2, 0, 6)


def test_swapped_names_are_no_diarization_error_but_confusion_is():
    truth = [(0.0, 4.0, "clinician"), (4.0, 8.0, "client")]
    assert diarization_errors(truth, [(0.0, 4.0, "b"), (4.0, 8.0, "a")], collar=0.0).rate == 0
    half = diarization_errors(truth, [(0.0, 6.0, "a"), (6.0, 8.0, "b")], collar=0.0)
    assert half.rate == pytest.approx(0.25)
    assert half.confused == pytest.approx(2.0)


def test_overlap_that_only_one_voice_got_is_missed_and_the_collar_forgives_borders():
    truth = [(0.0, 4.0, "a"), (3.0, 6.0, "b")]
    found = [(0.0, 3.1, "x"), (3.1, 6.2, "y")]
    strict = diarization_errors(truth, found, collar=0.0)
    assert strict.missed == pytest.approx(1.0, abs=0.02)
    assert strict.false_alarm == pytest.approx(0.2, abs=0.02)
    kind = diarization_errors(truth, found, collar=0.25)
    assert kind.false_alarm == 0
    assert kind.missed == pytest.approx(0.5, abs=0.02)


def test_a_listed_word_counts_where_it_was_said_and_one_too_many_is_told():
    truth, listed = "The sertraline, and Renee takes sertraline", ("sertraline", "Renee")
    assert listed_words(truth, truth, listed) == ListedWords(3, 3, 0)
    assert listed_words(truth, "The search, and Renee takes sertraline", listed) == ListedWords(3, 2, 0)
    assert listed_words("I said no to him", "I said Renee to him", listed) == ListedWords(0, 0, 1)
