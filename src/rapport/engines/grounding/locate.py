"""Find a quote in what was said. A model's line numbers are never trusted: the words are searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapport.engines.grounding.words import fold
from rapport.engines.kinds import SourceKind, Span, Utterance

_EDGES = " \t\n\r\"'“”\u2018\u2019.,;:!?…-\u2013—"
_ALIKE = str.maketrans({'"': "'", "\u2013": "-", "—": "-", "\u2011": "-"})


def locate(quote: str, utterances: Iterable[Utterance]) -> Span | None:
    """Give the first place where the quote was said, or None.

    Exact words first; else case, white space, quote marks and dashes may differ, and punctuation at the
    two ends of the quote is ignored. A quote starts and ends at word boundaries. The span's quote is
    always the text as it stands in the utterance.
    """
    said = tuple(utterances)
    for utterance in said:
        at = find_exact(quote.strip(), utterance.text)
        if at is not None:
            return span_of(utterance, at[0], at[1])
    for utterance in said:
        at = find_alike(quote, utterance.text)
        if at is not None:
            return span_of(utterance, at[0], at[1])
    return None


def span_of(utterance: Utterance, start: int, end: int) -> Span:
    """Make the span of ``utterance.text[start:end]``."""
    return Span(SourceKind.UTTERANCE, utterance.ref, start, end, utterance.text[start:end])


def find_exact(quote: str, text: str) -> tuple[int, int] | None:
    """Give start and end of the first exact occurrence that does not cut a word in two."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        if _whole_words(text, start, end):
            return start, end
        start = text.find(quote, start + 1)
    return None


def find_alike(quote: str, text: str) -> tuple[int, int] | None:
    """Give start and end of the first occurrence up to case, white space, quote marks and dashes."""
    parts = _comparable(quote).strip(_EDGES).split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    for match in pattern.finditer(_comparable(text)):
        if _whole_words(text, match.start(), match.end()):
            return match.start(), match.end()
    return None


def _comparable(text: str) -> str:
    return fold(text).translate(_ALIKE)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Refuse a match that starts or ends inside a word, a contraction, a decimal or a clock time."""
    return not _joined(text, start) and not _joined(text, end)


def _joined(text: str, at: int) -> bool:
    """Say whether the characters on the two sides of ``at`` belong to one word or number."""
    if at <= 0 or at >= len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    before, after = text[at - 2 : at - 1], text[at + 1 : at + 2]
    return _bridges(before, left, right) or _bridges(left, right, after)


def _bridges(left: str, mark: str, right: str) -> bool:
    if mark in "'\u2019\u02bc":
        return left.isalnum() and right.isalnum()
    return mark in ".,:" and left.isdigit() and right.isdigit()
