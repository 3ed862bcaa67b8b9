import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.readability import flagged, measure, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("table", 2),
        ("sleep", 1),
        ("walked", 1),
        ("wanted", 2),
        ("feelings", 2),
        ("anxiety", 4),
        ("the", 1),
        ("therapist", 3),
        ("idea", 3),
        ("quiet", 2),
        ("medicine", 3),
        ("breathing", 2),
        ("nation", 2),
        ("don't", 1),
        ("988", 3),
    ],
)
def test_syllables_are_counted_by_rule(word, count):
    assert syllables(word) == count


def test_the_grade_follows_the_published_formula():
    # 10 words, 2 sentences, 10 syllables: 0.39 x 5 + 11.8 x 1 - 15.59 = -1.84, shown as 0
    easy = measure("The cat sat on it. We saw the cat run.")
    # 6 words, 1 sentence, 15 syllables: 0.39 x 6 + 11.8 x 2.5 - 15.59 = 16.25
    hard = measure("Cognitive therapy facilitates emotional regulation daily.")

    assert (easy.words, easy.sentences, easy.syllables, easy.grade) == (10, 2, 10, 0.0)
    assert (hard.words, hard.sentences) == (6, 1)
    assert hard.grade == round(0.39 * 6 + 11.8 * hard.syllables / 6 - 15.59, 1) > 12


def test_list_items_are_sentences_of_their_own():
    assert measure("You worked on:\n- sleep\n- calling your sister\n").sentences == 3


def test_an_empty_text_has_no_grade():
    assert measure("  ...  ").words == 0
    assert measure("").grade == 0.0


@pytest.mark.parametrize(
    "word", ["denies", "refused", "non-compliant", "manipulative", "attention-seeking", "addict", "resistant"]
)
def test_judging_words_are_flagged_with_what_to_write_instead(word):
    (flag,) = flagged(f"Luis {word} today.")

    assert (flag.word, flag.kind) == (word, "judging")
    assert flag.instead


def test_abbreviations_are_flagged_but_a_greeting_is_not():
    assert [flag.word for flag in flagged("Hi Luis, your tx for SI and HI")] == ["tx", "SI", "HI"]


def test_plain_words_are_not_flagged():
    assert flagged("You shared that sleep is hard. We tried slow breathing.") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_measured_and_flags_stand_in_it(text):
    assert measure(text).grade >= 0
    assert all(text[flag.start : flag.end] == flag.word for flag in flagged(text))
