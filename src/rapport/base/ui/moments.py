"""Dates, times and lengths as people say them. Pure: the present moment and the zone come in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo


def human_moment(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    """Say when ``at`` is, seen from ``now``: "Today, 2:30 PM", "Mar 3, 2:30 PM", "Mar 3, 2024, 2:30 PM"."""
    return f"{human_day(at.astimezone(tz).date(), today=now.astimezone(tz).date())}, {clock_time(at, tz=tz)}"


def human_day(day: date, *, today: date) -> str:
    """Say which day: Today, Yesterday, Tomorrow, a date, and the year only if it is another one."""
    names = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}
    near = names.get((day - today).days)
    if near:
        return near
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day:%b} {day.day}{year}"


def clock_time(at: datetime, *, tz: tzinfo) -> str:
    """Say the time of day: "2:30 PM"."""
    local = at.astimezone(tz)
    return f"{local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"  # noqa: PLR2004  # noon


def exact_moment(at: datetime, *, tz: tzinfo) -> str:
    """Say it in full, zone included: "Tuesday, March 3, 2026, 2:30:05 PM EST"."""
    local = at.astimezone(tz)
    seconds = f"{local.hour % 12 or 12}:{local:%M:%S} {'AM' if local.hour < 12 else 'PM'}"  # noqa: PLR2004  # noon
    return f"{exact_day(local.date())}, {seconds} {local:%Z}"


def exact_day(day: date) -> str:
    """Say a day in full: "Tuesday, March 3, 2026"."""
    return f"{day:%A, %B} {day.day}, {day.year}"


def human_length(seconds: float) -> str:
    """Say how long: "50 min", "1 h 5 min", "42 s". Hours leave out seconds."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{rest} s"


def clock(seconds: float) -> str:
    """Give a place in a recording: "12:07", "1:02:07". Rounds down, as players do."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def iso_length(seconds: float) -> str:
    """Give an ISO 8601 duration for a ``datetime`` attribute: "PT50M12S"."""
    length = timedelta(seconds=max(0, round(seconds)))
    minutes, rest = divmod(int(length.total_seconds()), 60)
    return f"PT{minutes}M{rest}S"
