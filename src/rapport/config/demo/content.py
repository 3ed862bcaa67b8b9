"""Reads the demonstration practice from its data files and checks it; no database, no clock.

Six clients are written at length (``depth = "written"``): a note of its own for each session, with a
story that contradicts, changes and refers back; their ``threads`` list what there is to find. The
other clients are short: a few brief notes each, individual, but not a whole treatment.

Months in the texts are marks such as ``{month:s3}`` (the month of session 3) or ``{date:140}`` (the
date 140 days before the anchor) and are filled in here, so that the story never goes stale.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from rapport.config.demo.content_building import BadContent, build
from rapport.config.demo.content_checks import check_practice
from rapport.config.demo.content_kinds import (
    Client,
    Conversation,
    DemoPractice,
    Letter,
    PsychotherapyNote,
    Staff,
    Task,
)

__all__ = ["BadContent", "DemoPractice", "latest_friday", "load_demo"]

_FRIDAY = 4
_MARK = re.compile(r"\{(month|date):(s?)(-?\d+)\}")
Row = TypeVar("Row")


def latest_friday(today: date) -> date:
    """Give the anchor that all days are counted from: the latest Friday on or before ``today``."""
    return today - timedelta(days=(today.weekday() - _FRIDAY) % 7)


def load_demo(*, today: date) -> DemoPractice:
    """Read, fill in and check the whole demonstration practice as it stands on ``today``.

    Raises:
        BadContent: a file does not hold what it must; the message names the file or person and the fault.
    """
    root = resources.files("rapport.config.demo").joinpath("content")
    anchor = latest_friday(today)
    practice = build(DemoPractice, {**_toml(root, "practice.toml"), **_people(root, anchor)}, "practice.toml")
    check_practice(practice)
    return practice


def _people(root: Traversable, anchor: date) -> dict[str, Any]:
    worklist = _toml(root, "worklist.toml")
    return {
        "anchor": anchor,
        "staff": _rows(Staff, _toml(root, "staff.toml"), "staff"),
        "clients": tuple(_client(file, anchor) for file in _files(root, "clients", ".toml")),
        "conversations": tuple(_conversation(file) for file in _files(root, "transcripts", ".json")),
        "tasks": _rows(Task, worklist, "tasks"),
        "letters": _rows(Letter, worklist, "letters"),
        "psychotherapy_notes": _rows(PsychotherapyNote, _toml(root, "psychotherapy_notes.toml"), "notes"),
    }


def _toml(root: Traversable, name: str) -> dict[str, Any]:
    return tomllib.loads(root.joinpath(name).read_text("utf-8"))


def _files(root: Traversable, folder: str, ending: str) -> Iterator[Traversable]:
    found = (file for file in root.joinpath(folder).iterdir() if file.name.endswith(ending))
    return iter(sorted(found, key=lambda file: file.name))


def _rows(cls: type[Row], table: Mapping[str, Any], name: str) -> tuple[Row, ...]:
    return tuple(build(cls, row, f"{name}[{index}]") for index, row in enumerate(table[name]))


def _conversation(file: Traversable) -> Conversation:
    return build(Conversation, json.loads(file.read_text("utf-8")), file.name)


def _client(file: Traversable, anchor: date) -> Client:
    table = tomllib.loads(file.read_text("utf-8"))
    days = {session["number"]: session["days_ago"] for session in table.get("sessions", ())}
    table = _filled(table, days, anchor)
    table["birth_date"] = _birth_date(anchor, table.pop("age"), *table.pop("born_month_day"))
    for measure in table.get("measures", ()):
        measure.setdefault("total", sum(measure.get("answers", ())))
    for session in table.get("sessions", ()):
        session.setdefault("clinician", table["primary"])
        session["note"] = tuple(session.get("note", {}).items())
    return build(Client, table, file.name)


def _birth_date(anchor: date, age: int, month: int, day: int) -> date:
    """Give the birth date of someone who is ``age`` on the anchor, whenever the demonstration runs."""
    return date(anchor.year - age - ((month, day) > (anchor.month, anchor.day)), month, day)


def _filled(value: Any, days: Mapping[int, int], anchor: date) -> Any:
    """Give ``value`` with every mark for a month or date filled in."""
    if isinstance(value, Mapping):
        return {key: _filled(item, days, anchor) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, days, anchor) for item in value]
    if isinstance(value, str):
        return _MARK.sub(lambda mark: _named_day(mark, days, anchor), value)
    return value


def _named_day(mark: re.Match[str], days: Mapping[int, int], anchor: date) -> str:
    form, of_session, number = mark.groups()
    day = anchor - timedelta(days=days[int(number)] if of_session else int(number))
    return f"{day:%B}" if form == "month" else f"{day:%B} {day.day}"
