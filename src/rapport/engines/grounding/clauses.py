"""Cut text into clauses, because what a "not", an "if" or a "last week" governs ends with its clause."""

from __future__ import annotations

import re

from rapport.engines.grounding.words import Token

_HARD = re.compile(r"[.!?;:…\n—\u2013]|-\s|--")
_CONTRAST = frozenset({"but", "so", "because", "although", "though", "except"})
_JOINING = frozenset({"and", "then"})
_SUBJECTS = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "we",
        "they",
        "you",
        "there",
        "that",
        "this",
        "my",
        "his",
        "her",
        "our",
        "their",
        "client",
        "nobody",
        "everybody",
        "everyone",
        "someone",
    ]
)
_OPENING = frozenset(
    [
        "if",
        "unless",
        "when",
        "whenever",
        "until",
        "before",
        "after",
        "since",
        "once",
        "although",
        "though",
        "while",
        "whether",
        "even",
    ]
)


def clauses(found: tuple[Token, ...], text: str, *, commas: bool = True) -> tuple[tuple[int, int], ...]:
    """Give the clauses as (first, last + 1) token places.

    A comma ends a clause unless the clause began with "if", "when" and the like: then what follows the comma
    still depends on it. Without ``commas`` only sentence ends cut.
    """
    cuts = [0]
    for at in range(1, len(found)):
        gap = text[found[at - 1].end : found[at].start]
        if _HARD.search(gap) or (commas and _soft(found, at, gap, cuts[-1])):
            cuts.append(at)
    return tuple(zip(cuts, [*cuts[1:], len(found)], strict=True)) if found else ()


def _soft(found: tuple[Token, ...], at: int, gap: str, start: int) -> bool:
    if found[start].norm in _OPENING or (
        found[start].norm in _CONTRAST and found[start + 1].norm in _OPENING
    ):
        return False
    word = found[at].norm
    if word in _CONTRAST and word != "so":
        return True
    following = found[at + 1].norm if at + 1 < len(found) else ""
    if word in _JOINING | {"so"} and following in _SUBJECTS:
        return True
    return "," in gap
