"""The units that a sentence and its source are compared in: a word, or a whole number."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.engines.grounding.clauses import clauses
from rapport.engines.grounding.lexicon import words
from rapport.engines.grounding.numbers import Quantity, quantities
from rapport.engines.grounding.words import tokens
from rapport.engines.kinds import Speaker


@dataclass(frozen=True, slots=True)
class Item:
    """One word or number with its clause.

    ``negations`` counts the words of its clause that turn it round; ``opening`` says that only
    opening words stand before it in its clause.
    """

    norm: str
    start: int
    end: int
    clause: int
    negations: int
    opening: bool
    after: str = ""
    quantity: Quantity | None = None
    speaker: Speaker | None = None
    ref: str = ""


def items(text: str, *, ref: str = "", speaker: Speaker | None = None) -> tuple[Item, ...]:
    """Read a text into items, clause by clause."""
    found = tokens(text)
    numbers = {number.first: number for number in quantities(found, text)}
    result: list[Item] = []
    for place, (first, end) in enumerate(clauses(found, text)):
        norms = [token.norm for token in found[first:end]]
        turned = negation_count(norms)
        opening, at = True, first
        while at < end:
            number = numbers.get(at)
            last = min(number.last, end - 1) if number else at
            norm = f"#{number.value}" if number else found[at].norm
            opening = opening and (at == first or found[at - 1].norm in words("fillers", "opening"))
            after = found[last + 1].norm if last + 1 < end else ""
            result.append(
                Item(
                    norm,
                    found[at].start,
                    found[last].end,
                    place,
                    turned,
                    opening,
                    after,
                    number,
                    speaker,
                    ref,
                )
            )
            at = last + 1
    return tuple(result)


def negation_count(norms: list[str]) -> int:
    """Count what turns a clause round; "no" that only answers ("No I haven't") does not count."""
    total = sum(norm in words("negation") or norm in words("negation", "verbs") for norm in norms)
    answered = (
        len(norms) > 1
        and norms[0] in {"no", "nope", "nah"}
        and norms[1] in {"i", "he", "she", "it", "we", "they"}
    )
    return total - 1 if answered and norms[0] == "no" else total
