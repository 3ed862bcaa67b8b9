"""Every expected number here was worked out by hand from the published rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.engines.psychometrics import (
    Change,
    NoSuchInstrument,
    UnableToScore,
    change,
    instrument,
    instruments,
    reliable_change_threshold,
    score,
)

PHQ9, GAD7 = instrument("phq9"), instrument("gad7")


@pytest.mark.parametrize(
    ("answers", "total", "band", "above"),
    [
        ([0, 0, 0, 0, 0, 0, 0, 0, 0], 0, "minimal", False),
        ([1, 1, 1, 1, 0, 0, 0, 0, 0], 4, "minimal", False),
        ([1, 1, 1, 1, 1, 0, 0, 0, 0], 5, "mild", False),
        ([2, 2, 2, 2, 1, 0, 0, 0, 0], 9, "mild", False),
        ([2, 2, 2, 2, 2, 0, 0, 0, 0], 10, "moderate", True),
        ([2, 2, 2, 2, 2, 2, 2, 0, 0], 14, "moderate", True),
        ([3, 3, 3, 3, 3, 0, 0, 0, 0], 15, "moderately severe", True),
        ([3, 3, 3, 3, 3, 2, 2, 0, 0], 19, "moderately severe", True),
        ([3, 3, 3, 3, 3, 3, 2, 0, 0], 20, "severe", True),
        ([3, 3, 3, 3, 3, 3, 3, 3, 3], 27, "severe", True),
    ],
)
def test_phq9_totals_and_bands(answers, total, band, above):
    result = score(PHQ9, answers)

    assert (result.total, result.band, result.above_cut_off, result.prorated) == (total, band, above, False)


@pytest.mark.parametrize(
    ("total", "band"),
    [(4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"), (15, "severe")],
)
def test_gad7_bands(total, band):
    answers = [min(3, max(0, total - 3 * item)) for item in range(7)]

    assert (score(GAD7, answers).total, score(GAD7, answers).band) == (total, band)


def test_one_missing_item_is_prorated_and_marked():
    # 8 answered items sum to 12: 12 x 9 / 8 = 13.5, halves up to 14
    result = score(PHQ9, [2, 2, 2, 2, 2, 2, 0, None, 0])

    assert (result.total, result.prorated, result.missing) == (14, True, (8,))
    # 6 answered items sum to 7: 7 x 7 / 6 = 8.17, so 8
    assert score(GAD7, [2, 1, 1, 1, 1, 1, None]).total == 8


def test_more_than_a_fifth_missing_has_no_total():
    assert score(PHQ9, [1, 1, 1, 1, 1, 1, None, None, 0]).total is None
    assert score(GAD7, [1, 1, 1, 1, 1, None, None]).total is None


def test_a_missing_safety_item_is_never_estimated():
    result = score(PHQ9, [1, 1, 1, 1, 1, 1, 1, 1, None])

    assert (result.total, result.safety, result.band) == (None, None, "")


@pytest.mark.parametrize(("item", "safety"), [(0, False), (1, True), (3, True)])
def test_the_safety_item_is_a_channel_of_its_own(item, safety):
    assert score(PHQ9, [0] * 8 + [item]).safety is safety


def test_the_safety_item_counts_even_without_a_total():
    assert score(PHQ9, [None] * 8 + [1]).safety is True


@pytest.mark.parametrize("answers", [[0] * 8, [0] * 10, [4] + [0] * 8, [-1] + [0] * 8, [True] + [0] * 8])
def test_answers_that_do_not_fit_are_refused(answers):
    with pytest.raises(UnableToScore):
        score(PHQ9, answers)


def total(value):
    return score(PHQ9, [min(3, max(0, value - 3 * item)) for item in range(9)])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (18, 8, Change.RECOVERED),
        (18, 12, Change.RELIABLY_IMPROVED),
        (15, 9, Change.RECOVERED),
        (18, 13, Change.UNCHANGED),
        (12, 17, Change.UNCHANGED),
        (12, 18, Change.RELIABLY_DETERIORATED),
        (8, 2, Change.BELOW_CUT_OFF),
        (4, 10, Change.RELIABLY_DETERIORATED),
    ],
)
def test_change_follows_threshold_and_cut_off(before, after, expected):
    assert change(PHQ9, total(before), total(after)) is expected


def test_an_estimate_is_never_compared():
    assert change(PHQ9, score(PHQ9, [2] * 7 + [None, 0]), total(4)) is None


def test_the_threshold_of_jacobson_and_truax():
    # SD 6.1, r .84: 1.96 x 1.41421 x 6.1 x 0.4 = 6.76, the 6.8 of the literature
    assert round(reliable_change_threshold(deviation=6.1, reliability=0.84), 1) == 6.8
    with pytest.raises(UnableToScore):
        reliable_change_threshold(deviation=0, reliability=0.8)


@pytest.mark.parametrize("one", instruments().values(), ids=lambda one: one.key)
def test_every_instrument_says_where_its_numbers_and_its_text_come_from(one):
    assert one.licence
    assert one.credit
    assert one.reliable_source
    assert one.minimal_difference_source
    assert one.options[0] == "Not at all"
    assert len(one.options) == one.highest - one.lowest + 1
    assert one.bands[-1].up_to == one.maximum
    assert one.loinc_total != one.loinc_panel


def test_an_unknown_instrument_is_refused():
    with pytest.raises(NoSuchInstrument):
        instrument("beck")


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=9, max_size=9))
def test_a_total_lies_in_its_range_or_is_not_given(answers):
    result = score(PHQ9, answers)

    assert result.total is None or 0 <= result.total <= 27
    assert result.missing or result.total == sum(value for value in answers if value is not None)
