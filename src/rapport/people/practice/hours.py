"""Opening hours as people write them: "9-12, 1pm-5:30pm" a day. Plain values in, plain values out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import time

from rapport.base.errors import Unable

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Hours = Sequence[tuple[int, str, str]]  # weekday from 0, from, until: as the practice keeps them

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?", re.IGNORECASE)
_NOON = 12


class UnusableHours(Unable):
    """These hours cannot be read, or end before they begin; the message shows how to write them."""


def parse_day(text: str) -> list[tuple[str, str]]:
    """Give the spans of one day, as ("09:00", "17:00"); nothing for a day that is closed.

    Raises:
        UnusableHours: a time cannot be read, ends before it begins, or two spans overlap.
    """
    if text.strip().casefold() in {"", "closed", "-"}:
        return []
    spans = [_span(part) for part in re.split(r"[,;]|\band\b", text) if part.strip()]
    for (_, until), (begin, _) in itertools.pairwise(spans):
        if begin < until:
            raise UnusableHours("These times overlap. Write them in order, such as 9:00-12:00, 13:00-17:00.")
    return [(f"{begin:%H:%M}", f"{until:%H:%M}") for begin, until in spans]


def written(hours: Hours, day: int) -> str:
    """Give one day as it can be typed again."""
    return ", ".join(f"{begin}-{until}" for at, begin, until in hours if at == day)


def week(hours: Hours) -> list[tuple[str, str]]:
    """Give each day in words: ("Monday", "9:00 AM to 5:00 PM")."""
    return [
        (name, ", ".join(f"{_said(begin)} to {_said(until)}" for at, begin, until in hours if at == day))
        for day, name in enumerate(DAYS)
    ]


def _span(part: str) -> tuple[time, time]:
    ends = re.split(r"\s*(?:-|\u2013|\bto\b|\buntil\b)\s*", part.strip())
    if len(ends) != 2:  # noqa: PLR2004  # from and until
        raise UnusableHours("Write from and until, such as 9:00-17:00.")
    begin, until = _clock(ends[0]), _clock(ends[1])
    if until <= begin:
        raise UnusableHours("This ends before it begins. Write the afternoon as 17:00 or 5pm.")
    return begin, until


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise UnusableHours("This is no time. Write it as 9:00, 17:30 or 5:30pm.")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= _NOON:
        raise UnusableHours("With am or pm the hour is 1 to 12.")
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UnusableHours("This is no time. Write it as 9:00, 17:30 or 5:30pm.") from error


def _said(clock: str) -> str:
    at = time.fromisoformat(clock)
    return f"{at.hour % _NOON or _NOON}:{at:%M} {'AM' if at.hour < _NOON else 'PM'}"
