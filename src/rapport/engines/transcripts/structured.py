"""JSON: our own export, audio scripts, recogniser output with segments, and plain lists of turns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rapport.engines.kinds import Word
from rapport.engines.transcripts.errors import UnableToReadTranscript
from rapport.engines.transcripts.times import NOT_A_TIME, clock
from rapport.engines.transcripts.types import Contents, Said

OUR_FORMAT = "rapport-transcript"
_LISTS = ("utterances", "segments", "turns", "transcript", "results", "entries")
_LABELS = ("speaker", "speaker_name", "speaker_label", "name", "role", "label")
_TEXTS = ("text", "content", "utterance", "transcript", "words")
_STARTS, _ENDS = ("start", "start_time", "begin", "from"), ("end", "end_time", "finish", "to")
_UNREADABLE = (
    "This JSON file is damaged or not a transcript. "
    "It should hold a list of turns, each with a speaker and a text."
)
LEFT_OUT = "Some entries held no text and were left out."


def read(text: str) -> Contents:
    """Give what a JSON file says.

    Raises:
        UnableToReadTranscript: it is no JSON, or no list of turns is found in it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnableToReadTranscript(_UNREADABLE) from error
    return contents(data)


def contents(data: object) -> Contents:
    """Give what loaded JSON says; see `read`."""
    around = data if isinstance(data, Mapping) else {}
    rows = _rows(data)
    said = [one for row in rows if (one := _said(row)) is not None]
    return Contents(
        tuple(said),
        language=_language(around.get("language")),
        duration=_duration(around.get("duration")),
        ours=around.get("format") == OUR_FORMAT,
        notices=(LEFT_OUT,) if len(said) < len(rows) else (),
    )


def _rows(data: object) -> Sequence[object]:
    if isinstance(data, list):
        return data
    if isinstance(data, Mapping):
        for key in _LISTS:
            if isinstance(data.get(key), list):
                return list(data[key])
        if isinstance(data.get("text"), str):
            return [{"text": data["text"]}]
    raise UnableToReadTranscript(_UNREADABLE)


def _said(row: object) -> Said | None:
    if isinstance(row, str):
        return Said(row)
    if not isinstance(row, Mapping):
        return None
    text = _first(row, _TEXTS)
    if not isinstance(text, str) or not text.strip():
        return None
    label = _first(row, _LABELS)
    label = label.get("name") if isinstance(label, Mapping) else label
    ref = row.get("ref")
    return Said(
        text,
        _label(label),
        _seconds(_first(row, _STARTS)),
        _seconds(_first(row, _ENDS)),
        ref if isinstance(ref, str) else "",
        _words(row.get("words")),
    )


def _label(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return f"Speaker {value}" if isinstance(value, int) else value[:100]


def _words(value: object) -> tuple[Word, ...]:
    """Words with times and probabilities; all or none, since half a list would mislead."""
    if not isinstance(value, list):
        return ()
    words = [_word(row) for row in value]
    return tuple(word for word in words if word) if words and all(words) else ()


def _word(row: object) -> Word | None:
    if not isinstance(row, Mapping):
        return None
    text, chance = _first(row, ("text", "word")), _first(row, ("probability", "score", "confidence"))
    start, end, sure = _seconds(row.get("start")), _seconds(row.get("end")), _seconds(chance)
    if not isinstance(text, str) or start is None or end is None or sure is None:
        return None
    return Word(text.strip(), start, end, sure) if 0 <= start <= end and 0 <= sure <= 1 else None


def _first(row: Mapping[Any, Any], keys: Sequence[str]) -> object:
    return next((row[key] for key in keys if row.get(key) is not None), None)


def _seconds(value: object) -> float | None:
    """A number, or a clock such as "00:01:02.5"; NOT_A_TIME for anything else that stands there."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return NOT_A_TIME
    try:
        return float(value)
    except (ValueError, OverflowError):
        return clock(value) if isinstance(value, str) else NOT_A_TIME


def _language(value: object) -> str:
    return value if isinstance(value, str) else ""


def _duration(value: object) -> float | None:
    seconds = _seconds(value)
    return seconds if seconds is not None and 0 < seconds <= 24 * 3600 else None
