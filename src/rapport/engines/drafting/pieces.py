"""Cut what was said into sentences, and each sentence into the pieces worth quoting.

A piece is always a contiguous part of the utterance, so that a quotation can be found by search. Hesitation,
stutter and false starts fall between pieces, never inside one if it can be helped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapport.engines.drafting.lexicon import phrase
from rapport.engines.grounding.words import fold

_END = re.compile(r"[.!?…]+[\"'”\u2019)]*(?=\s|$)|(?<=[a-z])[.?!](?=[A-Z])|\n+")
_NO_END = re.compile(r"\b(?:dr|mr|mrs|ms|st|vs|a\.m|p\.m|d\.u\.i|u\.s)\.$")
_NOISE = re.compile(
    r"\[[^\]]*\]|\((?:laugh\w*|chuckl\w*|crosstalk|sigh\w*|inaudible|pause)[^)]*\)"
    r"|(?:(?<=^)|(?<=[\s,.\-\u2013—]))(?:um+|uh+|erm?|hmm+|mm+|mhm|uhm|ugh)(?=[\s,.\-\u2013—?!]|$)[\s,.\-\u2013—]*"
)
_STUTTER = re.compile(r"(?<![\w'])([\w']+)(?:-+\s*|\s*[\u2013—]+\s*|,\s+)(?=\1(?:'\w+)?(?![\w']))")
_RESTART = re.compile(r"(?<![\w'-])((?:[\w']+\s+){1,5}[\w']+)(?:\s*[-\u2013—]+\s*|,\s*)(?=\1(?![\w']))")
_HALF_WORD = re.compile(r"(?<![\w'-])(\w{1,6}?)-+\s*(?=\1\w)")
_BREAK = re.compile(r"(?<=[\w'?.,])(?:--+|\s*[\u2013—]+|-(?=\s|$))\s*|(?<=\s)-(?=\s|\w)\s*")
_WORD = re.compile(r"[\w'\u2019]+(?:-[\w'\u2019]+)*")
_EDGE = " \t\n,;:-\u2013—…"
_SHORTEST = 3
_OPEN = re.compile(r"(?:-+|[\u2013—]+|,)\s*[\"'”\u2019]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence as it will be handled: its pieces in the utterance, and whether it was cut off."""

    pieces: tuple[tuple[int, int], ...]
    cut_off: bool = False

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1][1]

    def text(self, said: str) -> str:
        """Give the words of the pieces, without what lies between them."""
        return " ".join(said[a:b] for a, b in self.pieces)


def word_count(text: str) -> int:
    """Count words as a reader does."""
    return len(_WORD.findall(text))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Give start and end of each sentence, without the white space around it."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if _NO_END.search(text[start : match.end()].lower()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [_trim(text, a, b, " \t\n") for a, b in spans if text[a:b].strip()]


def clauses_of(text: str) -> list[Clause]:
    """Give the sentences of an utterance as clauses with their clean pieces, in order."""
    result: list[Clause] = []
    for start, end in sentence_spans(text):
        result += _clean(text, start, end)
    return result


def _clean(text: str, start: int, end: int) -> list[Clause]:
    """Break a sentence at dashes, drop what was begun and given up, and cut noise out of the rest."""
    gaps = _gaps(text, start, end)
    groups: list[list[tuple[int, int]]] = [[]]
    for piece in _between(start, end, gaps):
        parts = _at_breaks(text, *piece)
        for place, part in enumerate(parts):
            if place:
                groups.append([])
            groups[-1].append(part)
    cut_off = bool(_OPEN.search(text[start:end]))
    result = []
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        clause = _as_clause(text, group, cut_off=cut_off if last else True)
        if clause is not None:
            result.append(clause)
    return result


def _gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find hesitation and stutter: what may fall away without a loss."""
    folded = fold(text)
    found = [
        match.span()
        for pattern in (_NOISE, _STUTTER, _RESTART, _HALF_WORD)
        for match in pattern.finditer(folded, start, end)
    ]
    merged: list[tuple[int, int]] = []
    for a, b in sorted(found):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def _between(start: int, end: int, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces, at = [], start
    for a, b in gaps:
        if a > at:
            pieces.append((at, a))
        at = max(at, b)
    if at < end:
        pieces.append((at, end))
    return pieces


def _at_breaks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts, at = [], start
    for match in _BREAK.finditer(text, start, end):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    return parts


def _as_clause(text: str, group: list[tuple[int, int]], *, cut_off: bool) -> Clause | None:
    """Trim a group of pieces; None if too little is left to be worth keeping."""
    pieces = [_trim(text, a, b, _EDGE) for a, b in group]
    pieces = [(a, b) for a, b in pieces if _WORD.search(text[a:b])]
    pieces = _without_false_start(text, _without_opener(text, pieces))
    if pieces:
        a, b = pieces[-1]
        pieces[-1] = (
            a,
            _without_loose_end(text, a, b, phrase("loose_end") if cut_off else phrase("trailing")),
        )
    pieces = [(a, _without_stray_mark(text, a, b)) for a, b in pieces if _WORD.search(text[a:b])]
    return Clause(tuple(pieces), cut_off) if pieces else None


def _without_false_start(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop "I'm, uh," before "I used to ...": a scrap without a "not", followed by a new beginning."""
    while len(pieces) > 1:
        scrap, rest = fold(text[slice(*pieces[0])]), fold(text[slice(*pieces[1])])
        again = phrase("new_beginning").search(rest) and not phrase("turned").search(scrap)
        if not again or word_count(scrap) > _SHORTEST - 1:
            return pieces
        pieces = _without_opener(text, pieces[1:])
    return pieces


def _without_opener(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let "And so, you know, ..." fall away, unless nothing else is said."""
    rest = list(pieces)
    while rest:
        a, b = rest[0]
        match = phrase("openers").match(fold(text)[a:b])
        if not match:
            return rest
        after = a + match.end()
        if _WORD.search(text[after:b]):
            return [(after, b), *rest[1:]]
        if len(rest) == 1:
            return rest
        rest = rest[1:]
    return rest


def _without_loose_end(text: str, start: int, end: int, loose: re.Pattern[str]) -> int:
    while True:
        bare = fold(text)[start:end].rstrip(_EDGE)
        match = loose.search(bare)
        if not match:
            return start + len(bare)
        end = start + match.start()


def _without_stray_mark(text: str, start: int, end: int) -> int:
    """Leave out a closing quotation mark whose opening one lies outside."""
    last = text[end - 1]
    opening = {"\u201d": "\u201c", '"': '"', "'": " '", "\u2019": "\u2018"}.get(last)
    return end - 1 if opening and end - start > 1 and opening not in text[start : end - 1] else end


def _trim(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip(marks))
    return first, max(first, start + len(piece.rstrip(marks)))
