import pytest

from rapport.engines.grounding.numbers import quantities
from rapport.engines.grounding.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-five milligrams", [("25", "mg", "")]),
        ("25mg", [("25", "mg", "")]),
        ("four hours a night", [("4", "hour", "night")]),
        ("one hundred and fifty dollars", [("150", "dollar", "")]),
        ("two and a half weeks", [("5/2", "week", "")]),
        ("1,200 steps", [("1200", "steps", "")]),
        ("at ten thirty", [("10:30", "", "")]),
        ("quarter to nine", [("8:45", "", "")]),
        ("half past four", [("4:30", "", "")]),
        ("quarter to one", [("12:45", "", "")]),
        ("half the pills", [("1/2", "pills", "")]),
        ("twice a day", [("2x", "", "day")]),
        ("50%", [("50", "percent", "")]),
        ("three, four times", [("3", "", ""), ("4", "time", "")]),
        ("the second time", []),
        ("the third time", [("3th", "time", "")]),
    ],
)
def test_numbers_are_read_as_they_are_said(text, expected):
    found = quantities(tokens(text), text)

    assert [(one.value, one.unit, one.per) for one in found] == expected
