"""Sentences of an utterance with their places, since a risk phrase is quoted with its whole sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapport.engines.grounding.words import fold
from rapport.engines.kinds import SourceKind, Span, Utterance

_END = re.compile(r"[.!?…]+[\"'”\u2019)]*(?=\s|$)|\n+")
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms|st)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its place in the utterance and its text in lower case with plain apostrophes."""

    utterance: Utterance
    start: int
    end: int
    folded: str

    @property
    def span(self) -> Span:
        """Give the span that quotes the sentence."""
        return Span(
            SourceKind.UTTERANCE,
            self.utterance.ref,
            self.start,
            self.end,
            self.utterance.text[self.start : self.end],
        )


def passages(utterance: Utterance) -> tuple[Passage, ...]:
    """Cut an utterance into sentences without the white space around them."""
    text, start, found = utterance.text, 0, []
    ends = [one.end() for one in _END.finditer(text) if not _TITLE.search(text[: one.end()])]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            last = start + len(piece.rstrip())
            found.append(Passage(utterance, first, last, fold(text)[first:last]))
        start = end
    return tuple(found)


def whole(utterance: Utterance) -> Span:
    """Give the span of all that was said in the utterance."""
    text = utterance.text
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    return Span(SourceKind.UTTERANCE, utterance.ref, first, last, text[first:last])
