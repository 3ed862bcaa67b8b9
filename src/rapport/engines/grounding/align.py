"""Lay a sentence over its source: which word stands for which, in order.

The sentence is read clause by clause; inside a clause the order of the source is kept. Words next to each
other in both are preferred, so that a repeated word meets its right partner.
"""

from __future__ import annotations

from rapport.engines.grounding.items import Item
from rapport.engines.grounding.match import weight

_ADVERBS_SKIPPED = frozenset(
    [
        "just",
        "really",
        "still",
        "also",
        "always",
        "never",
        "usually",
        "often",
        "sometimes",
        "only",
        "already",
        "not",
        "do",
    ]
)
_NEIGHBOUR_BONUS = 2


def align(sentence: tuple[Item, ...], source: tuple[Item, ...], *, reported: bool) -> dict[int, int]:
    """Give for each matched place of the sentence the place of the source."""
    pairs: dict[int, int] = {}
    for clause in sorted({item.clause for item in sentence}):
        places = [at for at, item in enumerate(sentence) if item.clause == clause]
        pairs |= _align_clause(places, sentence, source, reported=reported)
    return pairs


def _governor(source: tuple[Item, ...], at: int) -> str:
    """Give the word before a verb, past adverbs; a clause that starts with the verb is governed by "I"."""
    back = at - 1
    while back >= 0 and source[back].norm in _ADVERBS_SKIPPED and source[back].ref == source[at].ref:
        back -= 1
    return source[back].norm if back >= 0 and source[back].ref == source[at].ref else ""


def _align_clause(
    places: list[int], sentence: tuple[Item, ...], source: tuple[Item, ...], *, reported: bool
) -> dict[int, int]:
    governors = [_governor(source, at) for at in range(len(source))]
    width = len(source) + 1
    best = [[0] * width for _ in range(len(places) + 1)]
    ends = [[0] * width for _ in range(len(places) + 1)]
    for row, place in enumerate(places, start=1):
        for column, said in enumerate(source, start=1):
            value = weight(sentence[place], said, governors[column - 1], reported=reported)
            if value:
                joined = ends[row - 1][column - 1] + _NEIGHBOUR_BONUS if ends[row - 1][column - 1] else 0
                ends[row][column] = value + max(best[row - 1][column - 1], joined)
            best[row][column] = max(ends[row][column], best[row - 1][column], best[row][column - 1])
    return _trace(places, best, ends)


def _trace(places: list[int], best: list[list[int]], ends: list[list[int]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    row, column = len(places), len(best[0]) - 1
    forced = False
    while row > 0 and column > 0:
        if ends[row][column] and (forced or ends[row][column] == best[row][column]):
            pairs[places[row - 1]] = column - 1
            neighbour = ends[row - 1][column - 1]
            forced = bool(neighbour) and neighbour + _NEIGHBOUR_BONUS > best[row - 1][column - 1]
            row, column = row - 1, column - 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            row -= 1
    return pairs
