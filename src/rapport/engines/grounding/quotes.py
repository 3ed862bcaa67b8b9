"""The rules for words inside quotation marks: exact, whole, and given to the one who said them."""

from __future__ import annotations

import re

from rapport.engines.grounding.case import Case, Piece, attribution
from rapport.engines.grounding.items import items
from rapport.engines.grounding.lexicon import operators, words
from rapport.engines.grounding.locate import find_alike
from rapport.engines.grounding.sources import Source
from rapport.engines.grounding.verdict import Failure, FailureCode
from rapport.engines.kinds import SentenceKind, Span

_BEFORE = frozenset({"modal", "condition", "hedge", "attempt", "report"})
_AFTER = frozenset({"but", "except", "unless", "until", "if", "although", "though", "anymore", "not"})
_NOT_VERBATIM = Failure(FailureCode.QUOTATION, "The words in quotation marks are not what was said.")
_CUT = Failure(FailureCode.QUOTE_CUT, "The quotation leaves out a word beside it that changes its meaning.")
_NOT_THEIRS = Failure(
    FailureCode.SPEAKER, "The quotation is given to another person than the one who said it."
)
_HARD_END = re.compile(r"[.!?;…]")


def check_quotes(case: Case) -> list[Failure]:
    """Check every piece in quotation marks; a QUOTED sentence must have one."""
    if case.sentence.kind is SentenceKind.QUOTED and not case.pieces:
        return [_NOT_VERBATIM]
    return [failure for piece in case.pieces for failure in _check_piece(case, piece)]


def _check_piece(case: Case, piece: Piece) -> list[Failure]:
    homes = [(span, source) for span, source in case.sources if find_alike(piece.text, span.quote)]
    if not homes:
        return [_NOT_VERBATIM]
    who = attribution(case, piece.start)
    fitting = [(span, source) for span, source in homes if who is None or source.speaker in {who, None}]
    if not fitting:
        return [_NOT_THEIRS]
    if all(_cut(piece, span, source) for span, source in fitting):
        return [_CUT]
    return []


def _cut(piece: Piece, span: Span, source: Source) -> bool:
    """Say whether the clause around the quotation holds a word that turns or limits it."""
    found = find_alike(piece.text, span.quote)
    if found is None:
        return True
    start, end = span.start + found[0], span.start + found[1]
    read = items(source.text)
    inside = [item for item in read if item.start >= start and item.end <= end]
    if not inside:
        return True
    before = [item.norm for item in read if item.clause == inside[0].clause and item.end <= start]
    turned = any(
        n in words("negation") or n in words("negation", "verbs") or operators().get(n) in _BEFORE
        for n in before
    )
    return turned or _limited_after(source.text[end:])


def _limited_after(rest: str) -> bool:
    """Look at the words that follow in the same sentence, for "but ...", "unless ..." and the like."""
    ending = _HARD_END.search(rest)
    following = [item.norm for item in items(rest[: ending.start()] if ending else rest)]
    return any(norm in _AFTER for norm in following[:4])
