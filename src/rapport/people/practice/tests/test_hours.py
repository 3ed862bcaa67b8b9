"""Opening hours are read as people write them, and said as people say them."""

import pytest

from rapport.people.practice import hours


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("closed", []),
        ("9-17", [("09:00", "17:00")]),
        ("9:00-17:30", [("09:00", "17:30")]),
        ("9am to 5:30pm", [("09:00", "17:30")]),
        ("9-12, 1pm-5pm", [("09:00", "12:00"), ("13:00", "17:00")]),
        ("12am-12pm", [("00:00", "12:00")]),
        ("8.30 \u2013 12 and 13-14", [("08:30", "12:00"), ("13:00", "14:00")]),
        ("9 a.m. - 5 p.m.", [("09:00", "17:00")]),
    ],
)
def test_a_day_is_read_in_many_ways(text, spans):
    assert hours.parse_day(text) == spans


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9-5", "ends before it begins"),
        ("9", "from and until"),
        ("nine to five", "no time"),
        ("9-25", "no time"),
        ("13pm-14pm", "1 to 12"),
        ("9-13, 12-17", "overlap"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(text, why):
    with pytest.raises(hours.UnusableHours, match=why):
        hours.parse_day(text)


def test_a_week_is_said_in_words_and_can_be_typed_again():
    kept = [(0, "09:00", "12:00"), (0, "13:00", "17:30"), (6, "00:00", "12:05")]
    said = dict(hours.week(kept))
    assert said["Monday"] == "9:00 AM to 12:00 PM, 1:00 PM to 5:30 PM"
    assert said["Sunday"] == "12:00 AM to 12:05 PM"
    assert said["Tuesday"] == ""
    again = [(day, *span) for day in range(7) for span in hours.parse_day(hours.written(kept, day))]
    assert again == kept
