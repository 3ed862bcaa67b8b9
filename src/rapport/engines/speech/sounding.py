"""How alike two written words sound in English: a small rule that can be read, not a model.

A word becomes a row of sounds: consonants that are spelled in several ways share a letter, any run of
vowels is one "A", silent letters go. The distance is the cheapest way to turn one row into the other,
as a share of the longer row: a consonant counts 1, a vowel 0.4, a kindred consonant (t for d) half.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPELLINGS = (
    (r"[^a-z]", ""),
    (r"^[kgp]n", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "z"),
    (r"ph", "f"), (r"ough|igh", "a"), (r"mb$", "m"),
    (r"tr", "Cr"), (r"dr", "jr"), (r"tch|ch", "C"), (r"sch|sh|[st]i(?=o|a)", "C"),
    (r"th", "t"), (r"dg(?=[eiy])", "j"), (r"g(?=[eiy])", "j"), (r"c(?=[eiy])", "s"),
    (r"qu?|ck|c", "k"), (r"x", "ks"), (r"^wh?(?!r)", "W"), (r"wh", "w"), (r"(?<=[aeiouy])h", ""),
    (r"(?<=[a-zC])e$", ""), (r"[aeiouyw]+", "A"), (r"(.)\1+", r"\1"), (r"h", "A"), (r"A+", "A"),
)  # fmt: skip
_KINDRED = ("bp", "dt", "gk", "vf", "zs", "Cj", "mn", "Cs", "Ct", "Ck")
_VOWEL, _VOWEL_COST = "A", 0.4
_SILENT_R = 0.6


@lru_cache(maxsize=4096)
def sounds(text: str) -> str:
    """Give the sounds of ``text`` (a word, or several run together) as a row of letters."""
    row = unicodedata.normalize("NFKD", text).lower()
    for spelling, sound in _SPELLINGS:
        row = re.sub(spelling, sound, row)
    return row


def consonants(text: str) -> int:
    """Count the consonants that are heard in ``text``: how much there is to recognise it by."""
    return sum(sound != _VOWEL for sound in sounds(text))


def distance(one: str, other: str) -> float:
    """Give how far apart two words sound: 0 alike, 1 nothing in common. Both ways give the same."""
    return _distance(*sorted((sounds(one), sounds(other))))


def begin_alike(one: str, other: str) -> bool:
    """Tell whether the first sounds are the same or kindred."""
    first, second = sounds(one)[:1], sounds(other)[:1]
    return bool(first and second) and _swap(first, second) < 1


@lru_cache(maxsize=65536)
def _distance(one: str, other: str) -> float:
    longer = max(_length(one), _length(other))
    if not longer:
        return 1.0
    row = [0.0]
    for n in range(len(other)):
        row.append(row[-1] + _drop(other, n))
    for i, sound in enumerate(one):
        new = [row[0] + _drop(one, i)]
        for j, heard in enumerate(other):
            steps = (row[j] + _swap(sound, heard), row[j + 1] + _drop(one, i), new[j] + _drop(other, j))
            new.append(min(steps))
        row = new
    return row[-1] / longer


def _length(row: str) -> float:
    return sum(_VOWEL_COST if sound == _VOWEL else 1.0 for sound in row)


def _drop(row: str, at: int) -> float:
    """Give the cost of leaving out a sound; an "r" after a vowel is hardly spoken by many."""
    if row[at] == _VOWEL:
        return _VOWEL_COST
    return _SILENT_R if row[at] == "r" and at and row[at - 1] == _VOWEL else 1.0


def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return 0.5 if one + other in _KINDRED or other + one in _KINDRED else 1.0 + _VOWEL_COST
