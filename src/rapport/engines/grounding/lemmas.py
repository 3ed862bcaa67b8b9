"""Which forms a word can have, by rule and a table of irregular verbs.

Not a dictionary: a word gives every base it *could* come from, and two words are related when they share
one. Comparatives, negative prefixes and nouns made from verbs are left out, because they change the claim.
"""

from __future__ import annotations

from functools import cache

from rapport.engines.grounding.lexicon import table

_VOWELS = "aeiou"
_SHORTEST_STEM = 2
_BE = {
    "am": "s",
    "is": "s",
    "are": "base",
    "was": "past",
    "were": "past",
    "been": "pp",
    "being": "ing",
    "be": "base",
}


@cache
def _irregular() -> dict[str, frozenset[tuple[str, str]]]:
    forms: dict[str, set[tuple[str, str]]] = {}
    for line in table("irregular")["verbs"].split("\n"):
        if line:
            base, past, participle = line.split()
            for kind, listed in (("base", base), ("past", past), ("pp", participle)):
                for word in listed.split("/"):
                    forms.setdefault(word, set()).add((base, kind))
    for line in table("irregular")["nouns"].split("\n"):
        if line:
            one, many = line.split()
            forms.setdefault(many, set()).add((one, "s"))
            forms.setdefault(one, set()).add((one, "base"))
    forms.setdefault("has", set()).add(("have", "s"))
    forms.setdefault("does", set()).add(("do", "s"))
    for word, kind in _BE.items():
        forms.setdefault(word, set()).add(("be", kind))
    return {word: frozenset(found) for word, found in forms.items()}


@cache
def readings(word: str) -> frozenset[tuple[str, str]]:
    """Give every (base, form) the word could be; forms are base, s, past, pp and ing."""
    found = set(_irregular().get(word, ()))
    if found and not word.endswith(("s", "ing")):
        return frozenset(found)
    found.add((word, "base"))
    found |= _by_ending(word, "s", "s") | _by_ending(word, "ing", "ing")
    found |= _by_ending(word, "ed", "past") | _by_ending(word, "ed", "pp")
    return frozenset(found)


def _by_ending(word: str, ending: str, kind: str) -> set[tuple[str, str]]:
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < _SHORTEST_STEM or (ending == "s" and stem.endswith(("s", "u", "i"))):
        return set()
    bases = {stem}
    if ending != "s":
        bases.add(stem + "e")
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            bases.add(stem[:-1])
    if ending == "ed" and stem.endswith("i"):
        bases.add(stem[:-1] + "y")
    if ending == "s" and stem.endswith("ie"):
        bases.add(stem[:-2] + "y")
    elif ending == "s" and stem.endswith(("she", "che", "sse", "xe", "zze", "oe")):
        bases.add(stem[:-1])
    return {(base, kind) for base in bases}


def related(one: str, other: str) -> bool:
    """Say whether two words could be forms of the same word."""
    return one == other or bool({base for base, _ in readings(one)} & {base for base, _ in readings(other)})


def forms_shared(one: str, other: str) -> frozenset[tuple[str, str]]:
    """Give the pairs of forms (of ``one``, of ``other``) under every base that both could come from."""
    return frozenset(
        (first, second) for base, first in readings(one) for same, second in readings(other) if base == same
    )
