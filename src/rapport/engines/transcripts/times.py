"""Times in transcripts: reading them as written, and leaving out or trimming what cannot be right."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rapport.engines.transcripts.types import Said

CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
NOT_A_TIME = math.nan
LONGEST = 24 * 3600.0
_CLOCK = re.compile(rf"\s*({CLOCK})\s*")
_SPEECH_RATE = 2.5  # words a second, to say roughly when the last line ends
_TRIM_SILENTLY = 0.05

BAD = "Some times could not be read or were impossible; those lines have no time."
BACKWARD = "Some times went backward; those lines have no time, and the order of the file was kept."
OVERLAP = "Some lines overlapped in time; each now ends where the next one begins."
STARTS_ONLY = "Only start times were given; each line is taken to end where the next one begins."
TOO_LONG = "The times go past 24 hours, so they are not in seconds; the transcript was read without times."


def clock(written: str) -> float:
    """Give "1:02:03.4", "02:03,4" or "2:03" in seconds; NOT_A_TIME when it is none."""
    match = _CLOCK.fullmatch(written)
    if not match:
        return NOT_A_TIME
    parts = [float(part) for part in match[1].replace(",", ".").split(":")]
    if parts[-1] >= 60 or (len(parts) == 3 and parts[1] >= 60):  # noqa: PLR2004 - hours, minutes, seconds
        return NOT_A_TIME
    return round(
        math.fsum(part * unit for part, unit in zip(reversed(parts), (1, 60, 3600), strict=False)), 3
    )


def repaired(said: Sequence[Said], *, overlaps_kept: bool) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """Give the lines so that each has both times or none, starts only rise, and (if asked) none overlap.

    The order of the file always stands: a line whose time contradicts it loses its time, and of the
    contradicting ones as few as possible.
    """
    if any(_past(time) for one in said for time in (one.start, one.end)):
        return tuple(_untimed(one) for one in said), (TOO_LONG,)
    notices: list[str] = []
    lines = _without_bad(said, notices)
    lines = _rising(lines, notices, strictly=not overlaps_kept)
    lines = _with_ends(lines, notices)
    if not overlaps_kept:
        lines = _apart(lines, notices)
    return tuple(lines), tuple(dict.fromkeys(notices))


def _past(time: float | None) -> bool:
    return time is not None and math.isfinite(time) and time > LONGEST


def _without_bad(said: Sequence[Said], notices: list[str]) -> list[Said]:
    lines = []
    for one in said:
        if _bad(one):
            notices.append(BAD)
            lines.append(_untimed(one))
        elif one.start is None:
            lines.append(_untimed(one))
        else:
            lines.append(one)
    return lines


def _bad(one: Said) -> bool:
    times = [time for time in (one.start, one.end) if time is not None]
    if any(not math.isfinite(time) or time < 0 for time in times):
        return True
    if one.start is None:
        return one.end is not None
    return one.end is not None and one.end <= one.start


def _rising(lines: list[Said], notices: list[str], *, strictly: bool) -> list[Said]:
    """Keep the longest run of starts that rises; the other lines lose their times."""
    timed = [(index, one.start) for index, one in enumerate(lines) if one.start is not None]
    keep = _longest_rise([start for _, start in timed], strictly=strictly)
    dropped = {index for position, (index, _) in enumerate(timed) if position not in keep}
    if dropped:
        notices.append(BACKWARD)
    return [_untimed(one) if index in dropped else one for index, one in enumerate(lines)]


def _longest_rise(starts: Sequence[float], *, strictly: bool) -> set[int]:
    tails: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for position, start in enumerate(starts):
        place = (bisect_left if strictly else bisect_right)(tails, start)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [start]
        ends[place : place + 1] = [position]
    keep, position = set(), ends[-1] if ends else -1
    while position >= 0:
        keep.add(position)
        position = before[position]
    return keep


def _with_ends(lines: list[Said], notices: list[str]) -> list[Said]:
    following: float | None = None
    done = []
    for one in reversed(lines):
        if one.start is not None and one.end is None:
            notices.append(STARTS_ONLY)
            done.append(replace(one, end=_end(one, one.start, following)))
        else:
            done.append(one)
        following = one.start if one.start is not None else following
    return done[::-1]


def _end(one: Said, start: float, following: float | None) -> float:
    if following is not None and following > start:
        return following
    return round(start + max(1.0, len(one.text.split()) / _SPEECH_RATE), 3)


def _apart(lines: list[Said], notices: list[str]) -> list[Said]:
    following: float | None = None
    done = []
    for one in reversed(lines):
        if one.end is not None and following is not None and one.end > following:
            if one.end - following > _TRIM_SILENTLY:
                notices.append(OVERLAP)
            done.append(replace(one, end=following))
        else:
            done.append(one)
        following = one.start if one.start is not None else following
    return done[::-1]


def _untimed(one: Said) -> Said:
    return replace(one, start=None, end=None, words=()) if (one.start, one.end) != (None, None) else one
