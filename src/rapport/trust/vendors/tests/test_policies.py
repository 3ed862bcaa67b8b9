"""Nothing leaves unless every part of the vendor's record allows it; the reason is always said."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from rapport.trust.vendors.policies import is_host, review_due, why_not

TODAY = date(2026, 11, 23)


@dataclass
class Known:
    name: str = "Example Speech"
    purposes: list[str] = field(default_factory=lambda: ["transcription"])
    baa_signed_on: date | None = date(2026, 1, 10)
    baa_ends_on: date | None = None
    region: str = "US"
    trains_on_data: bool = False
    reviewed_on: date | None = date(2026, 3, 1)


def refusal(on=TODAY, purpose="transcription", **change):
    return why_not(Known(**change), purpose=purpose, on=on)


def test_a_complete_record_allows():
    assert refusal() == ""


def test_without_a_record_nothing_is_sent():
    assert "no vendor record" in why_not(None, purpose="transcription", on=TODAY)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"baa_signed_on": None}, "no signed Business Associate Agreement"),
        ({"baa_signed_on": date(2026, 11, 24)}, "no signed Business Associate Agreement"),
        ({"baa_ends_on": date(2026, 11, 22)}, "has ended"),
        ({"reviewed_on": None}, "not reviewed"),
        ({"reviewed_on": date(2025, 11, 23)}, "not reviewed"),
        ({"reviewed_on": date(2026, 11, 24)}, "not reviewed"),
        ({"region": "EU"}, "outside the United States"),
        ({"region": ""}, "outside the United States"),
        ({"trains_on_data": True}, "training"),
        ({"purposes": []}, "for this purpose"),
        ({"purposes": ["note_drafting"]}, "for this purpose"),
    ],
)
def test_each_part_alone_refuses_and_says_why(change, reason):
    assert reason in refusal(**change)


@pytest.mark.parametrize(
    "change", [{"baa_ends_on": TODAY}, {"reviewed_on": date(2025, 11, 24)}, {"baa_signed_on": TODAY}]
)
def test_the_last_day_still_counts(change):
    assert refusal(**change) == ""


def test_a_review_in_a_leap_year_holds_twelve_months():
    assert review_due(date(2028, 2, 29)) == date(2029, 3, 1)


@pytest.mark.parametrize("text", ["api.example.com", "a-b.example.co.uk", "x1.example"])
def test_a_bare_host_is_a_host(text):
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    ["", "example", "https://example.com", "example.com/x", "example.com:443", "ex ample.com", "-a.com",
     "a..com", "*.example.com", "user@example.com", "example.com\n", "a." * 120 + "com"],
)  # fmt: skip
def test_anything_else_is_not(text):
    assert not is_host(text)
