from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rapport.base.ui import moments

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)  # 2:30 PM in New York


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(0), "Today, 2:30 PM"),
        (timedelta(hours=24), "Yesterday, 2:30 PM"),
        (timedelta(hours=-24), "Tomorrow, 2:30 PM"),
        (timedelta(days=2), "Mar 1, 2:30 PM"),
        (timedelta(days=300), "May 7, 2025, 3:30 PM"),
    ],
)
def test_a_moment_is_said_as_people_say_it(back, words):
    assert moments.human_moment(NOW - back, now=NOW, tz=NEW_YORK) == words


def test_the_day_is_the_day_of_the_reader_not_of_greenwich():
    late = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)  # 10 PM on March 3 in New York
    assert moments.human_moment(late, now=NOW, tz=NEW_YORK) == "Today, 10:00 PM"


def test_midnight_and_noon_are_twelve():
    assert moments.clock_time(datetime(2026, 3, 3, 0, 5, tzinfo=UTC), tz=UTC) == "12:05 AM"
    assert moments.clock_time(datetime(2026, 3, 3, 12, 0, tzinfo=UTC), tz=UTC) == "12:00 PM"


def test_the_exact_moment_names_weekday_second_and_zone():
    assert moments.exact_moment(NOW, tz=NEW_YORK) == "Tuesday, March 3, 2026, 2:30:00 PM EST"


def test_a_day_in_another_year_names_the_year():
    assert moments.human_day(date(2024, 12, 31), today=date(2026, 3, 3)) == "Dec 31, 2024"


@pytest.mark.parametrize(
    ("seconds", "words", "iso"),
    [
        (0, "0 s", "PT0M0S"),
        (42.4, "42 s", "PT0M42S"),
        (59.7, "1 min", "PT1M0S"),
        (3012, "50 min 12 s", "PT50M12S"),
        (3600, "1 h", "PT60M0S"),
        (3900, "1 h 5 min", "PT65M0S"),
        (-5, "0 s", "PT0M0S"),
    ],
)
def test_a_length_is_said_in_the_units_that_matter(seconds, words, iso):
    assert moments.human_length(seconds) == words
    assert moments.iso_length(seconds) == iso


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (727.9, "12:07"), (3727, "1:02:07"), (-1, "0:00")]
)
def test_a_place_in_a_recording_looks_as_on_a_player(seconds, shown):
    assert moments.clock(seconds) == shown
