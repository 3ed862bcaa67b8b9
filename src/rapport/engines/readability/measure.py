"""How hard a text is to read, and which of its words do not belong in a text for a client.

Flesch-Kincaid grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid 1975). Syllables
are counted by rule, so a grade is right to about half a grade; it says nothing about truth or tone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"[A-Za-z0-9]+(?:['\u2019][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$|[\"”\u2019)])|\n\s*(?=[-*•]|\n|\d+[.)])|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_PER_SENTENCE, _PER_WORD, _CONSTANT = 0.39, 11.8, 15.59


@dataclass(frozen=True, slots=True)
class Flag:
    """A word that does not belong, where it stands, why, and what may stand there instead."""

    word: str
    start: int
    end: int
    kind: str
    instead: str


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts and grade of one text; ``grade`` is a United States school grade, never below 0."""

    words: int
    sentences: int
    syllables: int
    grade: float


def measure(text: str) -> Readability:
    """Count a text and give its Flesch-Kincaid grade (0 for an empty text)."""
    words = _WORD.findall(text)
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(text)))
    total = sum(syllables(word) for word in words)
    if not words:
        return Readability(0, 0, 0, 0.0)
    grade = _PER_SENTENCE * len(words) / sentences + _PER_WORD * total / len(words) - _CONSTANT
    return Readability(len(words), sentences, total, round(max(0.0, grade), 1))


def syllables(word: str) -> int:
    """Count the syllables of one English word by rule; at least 1."""
    plain = re.sub(r"[^a-z]", "", word.lower().replace("\u2019", "'").split("'")[0])
    if not plain:
        return max(1, len(word))
    count = len(_VOWELS.findall(plain))
    if re.search(r"[^aeiouy]e$", plain) and not re.search(r"[^aeiouy]le$", plain):
        count -= 1
    silent_es = re.search(r"[^aeiouyscxzhg]es$", plain)
    if re.search(r"[^aeiouytd]ed$", plain) or silent_es:
        count -= 1
    count += len(re.findall(r"i[ao](?!u)|eo|ua|iet|[aeiouy]\w*[^aeiouy]ea$", plain)) - len(
        re.findall(r"[tscg]i[ao]|qua", plain)
    )
    return max(1, count)


@cache
def _flagged() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    text = resources.files("rapport.engines.readability").joinpath("words.toml").read_text("utf-8")
    return tuple(
        (re.compile(rf"(?<![\w/]){re.escape(word)}(?!\w)", re.IGNORECASE), kind, instead)
        for kind, rows in tomllib.loads(text).items()
        for word, instead in rows.items()
    )


def flagged(text: str) -> tuple[Flag, ...]:
    """Give every judging word and every abbreviation of the list, in order of place."""
    found = [
        Flag(match.group(), match.start(), match.end(), kind, instead)
        for pattern, kind, instead in _flagged()
        for match in pattern.finditer(text)
        if not (kind == "jargon" and match.group().lower() == "hi" and match.group() != "HI")
    ]
    return tuple(sorted(found, key=lambda flag: (flag.start, flag.end)))
