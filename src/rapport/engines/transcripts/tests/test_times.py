"""Times that cannot be right are trimmed or left out, and it is said."""

import math

import pytest

from rapport.engines.transcripts import times
from rapport.engines.transcripts.types import Said


def repaired(*pairs, kept=False):
    lines, notices = times.repaired([Said("some words", "T", *pair) for pair in pairs], overlaps_kept=kept)
    return [(one.start, one.end) for one in lines], notices


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("0:03", 3), ("01:02:03.456", 3723.456), ("00:01,5", 1.5), ("90:00", 5400), (" 1:00 ", 60)],
)
def test_clocks_are_read_as_people_write_them(written, seconds):
    assert times.clock(written) == seconds


@pytest.mark.parametrize("written", ["", "3", "1:75", "1:61:00", "a:bc", "1:2:3:4", "-1:00"])
def test_what_is_no_clock_is_no_time(written):
    assert math.isnan(times.clock(written))


def test_good_times_stay_as_they_are():
    assert repaired((0, 1), (1, 2), (5, 7)) == ([(0, 1), (1, 2), (5, 7)], ())


def test_of_backward_times_as_few_as_possible_are_left_out():
    found, notices = repaired((0, 1), (900, 901), (2, 3), (4, 5))
    assert found == [(0, 1), (None, None), (2, 3), (4, 5)]
    assert notices == (times.BACKWARD,)


def test_an_overlap_is_trimmed_at_the_next_start():
    assert repaired((0, 3), (2, 4)) == ([(0, 2), (2, 4)], (times.OVERLAP,))


def test_overlaps_of_separate_channels_are_kept():
    assert repaired((0, 3), (2, 4), (2, 5), kept=True) == ([(0, 3), (2, 4), (2, 5)], ())


def test_an_end_before_its_start_costs_both():
    assert repaired((0, 1), (3, 2)) == ([(0, 1), (None, None)], (times.BAD,))


def test_an_end_alone_is_no_time():
    assert repaired((None, 2)) == ([(None, None)], (times.BAD,))


def test_missing_ends_come_from_the_next_start_and_the_last_from_the_words():
    assert repaired((0, None), (4, None)) == ([(0, 4), (4, 5.0)], (times.STARTS_ONLY,))


def test_times_past_a_day_are_not_seconds():
    assert repaired((0, 1), (90_000, 90_001)) == ([(None, None)] * 2, (times.TOO_LONG,))
