from datetime import date

import pytest

from rapport.config.demo.content import latest_friday
from rapport.config.demo.content_building import BadContent, build
from rapport.config.demo.content_checks import npi_fits, similarity
from rapport.config.demo.content_kinds import Goal, Staff

MAYA = {"id": "maya", "name": "Maya", "email": "maya@example.org", "roles": ["clinician"]}


def test_a_table_becomes_a_frozen_row_with_wrapped_text_as_one_line():
    assert build(Staff, {**MAYA, "about": "Two\nlines."}, "staff").about == "Two lines."


def test_an_unknown_key_is_named():
    with pytest.raises(BadContent, match="nickname"):
        build(Staff, {**MAYA, "nickname": "May"}, "staff")


def test_a_missing_key_is_named():
    with pytest.raises(BadContent, match="email"):
        build(Staff, {key: value for key, value in MAYA.items() if key != "email"}, "staff")


def test_a_value_of_another_type_is_named_with_its_place():
    goal = {"number": "one", "text": "", "objective": "", "agreed_days_ago": 1, "review_in_days": 1}
    with pytest.raises(BadContent, match=r"Luis\.number"):
        build(Goal, goal, "Luis")


@pytest.mark.parametrize(
    ("today", "friday"),
    [(date(2026, 11, 23), date(2026, 11, 20)), (date(2026, 11, 20), date(2026, 11, 20))],
)
def test_days_are_counted_from_the_latest_friday(today, friday):
    assert latest_friday(today) == friday


def test_the_check_digit_of_an_npi_is_checked():
    assert npi_fits("1234567893")
    assert not npi_fits("1234567890")
    assert not npi_fits("3234567893")


def test_similarity_runs_from_nothing_in_common_to_the_same_words():
    assert similarity("She slept six hours.", "she slept six hours") == 1
    assert similarity("She slept six hours.", "He walked to the ferry.") == 0
