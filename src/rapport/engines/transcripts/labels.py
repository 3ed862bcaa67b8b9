"""Finding the speaker's name at the head of a line, and telling it from a line that merely has a colon.

Every pattern is bounded and looks at the head of a line only, so that no file can make it slow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapport.engines.transcripts.roles import role_of
from rapport.engines.transcripts.times import CLOCK, clock


def _time(number: int) -> str:
    until = rf"(?:\s{{0,3}}(?:-->|-|\u2013|to)\s{{0,3}}(?P<end{number}>{CLOCK}))?"
    return rf"[\[(<]?\s?(?P<time{number}>{CLOCK}){until}\s?[\])>]?"


_NAME = r"(?P<name>[^\W\d_][^:\n\[\]()<>{}\"!?;|\uff1a]{0,48}?)"
_LEAD = r"(?:[-*\u2022>]{1,3}\s{0,4})?"
_DASH = r"\s{0,4}[-\u2013|,]?\s{0,4}"
_STARS = r"[*_]{0,3}"
_LABELLED = re.compile(
    rf"{_LEAD}(?:{_time(1)}{_DASH})?{_STARS}{_NAME}\s{{0,4}}(?:\([^)\d]{{1,30}}\)\s{{0,4}})?"
    rf"(?:{_time(2)}\s{{0,4}})?{_STARS}\s{{0,4}}[:\uff1a]{_STARS}(?!\d|//)\s{{0,4}}(?P<text>.*)",
    re.DOTALL,
)
_NAME_THEN_TIME = re.compile(rf"{_LEAD}{_NAME}\s{_DASH}{_time(1)}")
_TIME_THEN_NAME = re.compile(rf"{_LEAD}{_time(1)}{_DASH}{_NAME}")
_TIMED = re.compile(rf"{_LEAD}{_time(1)}\s{{0,4}}[-\u2013|:]?\s{{0,4}}(?P<text>.*)", re.DOTALL)
_NO_SPEAKER = re.compile(
    r"(?:note|notes|plan|homework|date|time|session|subject|re|duration|goal|goals|topic|summary|agenda|transcript|"
    r"recording|location|subjective|objective|assessment|data|response|intervention|example|remember|also|today|"
    r"diagnosis|medication|medications|risk|mood|affect|participants|attendees|title|format|https?)\b.*",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_SMALL_WORDS = {"de", "da", "del", "la", "le", "van", "von", "der", "bin", "al", "of", "the", "and", "y"}
_HEAD, _HEADING = 160, 100


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the words of a line; ``name`` is "" and times are None where there is nothing."""

    name: str
    start: float | None
    end: float | None
    text: str


def labelled(line: str) -> Head | None:
    """Give the parts of "Name: words", "[0:12] Name: words" or "Name (0:12): words"; None for other lines."""
    line = line.strip()
    match = _LABELLED.fullmatch(line[:_HEAD])
    if not match or not _could_be_a_name(match["name"]):
        return None
    start, end = match["time1"] or match["time2"], match["end1"] or match["end2"]
    return Head(_plain(match["name"]), _seconds(start), _seconds(end), match["text"] + line[_HEAD:])


def heading(line: str) -> Head | None:
    """Give the parts of a line that is only a name and a time, with the words on the lines below it."""
    line = line.strip()
    if len(line) > _HEADING:
        return None
    match = _NAME_THEN_TIME.fullmatch(line) or _TIME_THEN_NAME.fullmatch(line)
    if not match or not _could_be_a_name(match["name"]) or match["name"].endswith((".", "…", ",")):
        return None
    return Head(_plain(match["name"]), _seconds(match["time1"]), _seconds(match["end1"]), "")


def timed(line: str) -> Head | None:
    """Give the parts of "[0:12] words", or of a time on a line of its own."""
    line = line.strip()
    match = _TIMED.fullmatch(line[:_HEAD])
    if not match:
        return None
    return Head("", _seconds(match["time1"]), _seconds(match["end1"]), match["text"] + line[_HEAD:])


def speakers(names: Iterable[str]) -> frozenset[str]:
    """Give those of the names (case folded) that are speakers.

    Role words are, and so is what stands before a colon more than once. Once there is a speaker, a
    name that is heard only once counts too, unless it is a heading such as "Homework".
    """
    counted = Counter(name.casefold() for name in names)
    sure = {name for name in counted if role_of(name) is not None}
    likely = {name for name in counted if not _NO_SPEAKER.fullmatch(name)}
    often = {name for name in likely if counted[name] > 1}
    return frozenset(sure | likely) if sure or often else frozenset()


def split_cue(lines: Sequence[str], names: Collection[str]) -> list[tuple[str, str]]:
    """Give (name, words) for each voice in a subtitle's lines; the first name may be ""."""
    voices: list[tuple[str, list[str]]] = []
    for line in lines:
        head = labelled(line)
        if head and head.name.casefold() in names:
            voices.append((head.name, [head.text]))
        elif voices:
            voices[-1][1].append(line)
        else:
            voices.append(("", [line]))
    return [(name, " ".join(words)) for name, words in voices]


def _could_be_a_name(name: str) -> bool:
    words = _plain(name).split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if len(words) == 1 and role_of(words[0]) is not None:
        return True
    return all(word[0].isupper() or not word[0].isalpha() or word in _SMALL_WORDS for word in words) or (
        role_of(_plain(name)) is not None and not words[0].casefold().startswith(("dr", "doc"))
    )


def _plain(name: str) -> str:
    return " ".join(name.strip("*_ \t-\u2013|,").split())


def _seconds(written: str | None) -> float | None:
    return clock(written) if written else None
