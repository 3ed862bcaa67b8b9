"""How much of a note stands already in an earlier one: word shingles, no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SHINGLE = 5


@dataclass(frozen=True, slots=True)
class Similarity:
    """The share (0 to 1) of a text found in the most similar earlier one, which, and the longest passage."""

    share: float
    which: int | None = None
    start: int = 0
    end: int = 0
    passage: str = ""


def near_duplicate(text: str, earlier: Iterable[str]) -> float:
    """Give the share (0 to 1) of the text's five-word shingles that the most similar earlier text holds."""
    return compare(text, earlier).share


def compare(text: str, earlier: Iterable[str]) -> Similarity:
    """Find the most similar earlier text and the longest passage of ``text`` that it already holds.

    Offsets count characters of ``text``. Texts shorter than a shingle are alike only if they are the same.
    """
    places = list(_WORD.finditer(text))
    mine = _shingles([match.group().lower() for match in places])
    best = Similarity(0.0)
    for which, other in enumerate(earlier):
        theirs = set(_shingles([word.lower() for word in _WORD.findall(other)]))
        hits = [shingle in theirs for shingle in mine]
        share = sum(hits) / len(hits) if hits else 0.0
        if share > best.share:
            start, end = _longest(hits, places, len(mine[0]))
            best = Similarity(share, which, start, end, text[start:end])
    return best


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    if not words:
        return []
    size = min(_SHINGLE, len(words))
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]


def _longest(hits: list[bool], places: list[re.Match[str]], size: int) -> tuple[int, int]:
    best_at = best_length = length = 0
    for at, hit in enumerate(hits):
        length = length + 1 if hit else 0
        if length > best_length:
            best_at, best_length = at - length + 1, length
    return places[best_at].start(), places[best_at + best_length + size - 2].end()
