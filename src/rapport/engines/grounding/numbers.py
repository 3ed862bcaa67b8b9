"""Numbers as people say them: words and digits, times, fractions, with their unit and rate.

"twenty-five milligrams", "25 mg" and "25mg" are the same quantity; "25" with no unit is another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from rapport.engines.grounding.lexicon import units
from rapport.engines.grounding.words import Token

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_ORDINALS = dict(
    zip(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        range(1, 13),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1000}
_NAMED = {
    "half": "1/2",
    "quarter": "1/4",
    "dozen": "12",
    "once": "1x",
    "twice": "2x",
    "thrice": "3x",
    "couple": "couple",
}
_SKIPPED_BEFORE_UNIT = frozenset(
    ["of", "a", "an", "the", "more", "my", "their", "her", "his", "our", "to", "out", "about", "around"]
)
_RATE = frozenset({"a", "an", "per", "each", "every"})
_HOURS = 12
_MINUTES = 60
_TENS_FROM = 10


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number: its value as text, the unit behind it, the rate ("night" in "a night"), its tokens."""

    value: str
    unit: str
    per: str
    first: int
    last: int


def quantities(found: tuple[Token, ...], text: str) -> tuple[Quantity, ...]:
    """Give every number among the tokens of ``text``, in order."""
    result = []
    at = 0
    while at < len(found):
        read = _read(found, at, text)
        if read is None:
            at += 1
            continue
        value, last = read
        unit, per = _unit(found, last + 1, text)
        result.append(Quantity(value, unit, per, at, last))
        at = last + 1
    return tuple(result)


def _read(found: tuple[Token, ...], at: int, text: str) -> tuple[str, int] | None:
    word = found[at].norm
    if word[0].isdigit():
        return _digits(word), at
    if word in _NAMED:
        return _clock(found, at, text) or (_NAMED[word], at)
    if word in _ORDINALS and word != "second":
        return f"{_ORDINALS[word]}th", at
    return _spoken(found, at, text)


def _digits(word: str) -> str:
    if ":" in word:
        hour, _, minute = word.partition(":")
        return f"{int(hour)}:{minute}"
    plain = word
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        return str(Fraction(plain)) if plain.count(".") <= 1 else plain
    except ValueError:
        return plain


def _clock(found: tuple[Token, ...], at: int, text: str) -> tuple[str, int] | None:
    """Read "half past four" and "quarter to nine" as clock times."""
    if at + 2 >= len(found) or found[at + 1].norm not in {"past", "to", "after"}:
        return None
    hour = _spoken(found, at + 2, text) or (
        (found[at + 2].norm, at + 2) if found[at + 2].norm.isdigit() else None
    )
    if hour is None or not hour[0].isdigit() or not 1 <= int(hour[0]) <= _HOURS:
        return None
    minutes = 30 if found[at].norm == "half" else 15
    if found[at + 1].norm == "to":
        return f"{(int(hour[0]) - 2) % _HOURS + 1}:{_MINUTES - minutes:02d}", hour[1]
    return f"{hour[0]}:{minutes:02d}", hour[1]


def _spoken(found: tuple[Token, ...], at: int, text: str) -> tuple[str, int] | None:
    """Read number words: "twenty five", "one hundred and fifty", "two and a half", "ten thirty" (a time)."""
    first = _below_hundred(found, at, text)
    if first is None:
        return None
    total, last = first
    if last + 1 < len(found) and found[last + 1].norm in _SCALES:
        total, last = _scaled(found, total, last, text)
    elif 1 <= total <= _HOURS and (minute := _minutes(found, last + 1, text)) is not None:
        return f"{total}:{minute[0]:02d}", minute[1]
    if [token.norm for token in found[last + 1 : last + 4]] == ["and", "a", "half"]:
        return str(Fraction(total) + Fraction(1, 2)), last + 3
    return str(total), last


def _below_hundred(found: tuple[Token, ...], at: int, text: str) -> tuple[int, int] | None:
    word = found[at].norm
    if word in _SMALL:
        return _SMALL.index(word), at
    if word not in _TENS:
        return None
    if at + 1 < len(found) and found[at + 1].norm in _SMALL[1:10] and _close(found, at, text):
        return _TENS[word] + _SMALL.index(found[at + 1].norm), at + 1
    return _TENS[word], at


def _scaled(found: tuple[Token, ...], total: int, last: int, text: str) -> tuple[int, int]:
    total, last = total * _SCALES[found[last + 1].norm], last + 1
    after = last + 2 if last + 1 < len(found) and found[last + 1].norm == "and" else last + 1
    if after < len(found) and (rest := _below_hundred(found, after, text)) is not None:
        return total + rest[0], rest[1]
    return total, last


def _minutes(found: tuple[Token, ...], at: int, text: str) -> tuple[int, int] | None:
    if at >= len(found) or not _close(found, at - 1, text):
        return None
    read = _below_hundred(found, at, text)
    return read if read is not None and _TENS_FROM <= read[0] < _MINUTES else None


def _close(found: tuple[Token, ...], at: int, text: str) -> bool:
    """Say whether only a space or a hyphen stands between a token and the next."""
    return text[found[at].end : found[at + 1].start].strip() in {"", "-"}


def _unit(found: tuple[Token, ...], at: int, text: str) -> tuple[str, str]:
    """Give the thing counted and the rate behind it; punctuation ends the search."""
    unit = ""
    while at < len(found) and _close(found, at - 1, text):
        word = found[at].norm
        if word in _RATE and at + 1 < len(found) and unit:
            return unit, units().get(found[at + 1].norm, found[at + 1].norm)
        if unit or word[0].isdigit():
            return unit, units().get(word, "") if word in {"daily", "nightly", "weekly", "monthly"} else ""
        if word not in _SKIPPED_BEFORE_UNIT:
            unit = units().get(word, word)
        elif word in _RATE and at + 1 < len(found) and found[at + 1].norm in units():
            return "", units()[found[at + 1].norm]
        at += 1
    return unit, ""
