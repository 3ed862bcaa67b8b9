"""Words with their places: contractions opened, quote marks and case made alike.

A contraction gives several tokens that share one place in the text (``don't`` → ``do`` + ``not``),
so that offsets always point at what was really said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"\d+(?:[:.,]\d+)*|(?:[ap]\.m\b\.?)|[^\W\d_]+(?:['\u2019\u02bc\u2018][^\W\d_]+)*|['\u2019](?:em|cause|til)\b|%",
    re.IGNORECASE,
)
_MARKS = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "“": '"', "”": '"'})

_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "ain't": ("is", "not"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    "dunno": ("do", "not", "know"), "kinda": ("kind", "of"), "sorta": ("sort", "of"), "'cause": ("because",),
    "cos": ("because",), "'em": ("them",), "let's": ("let", "us"), "'til": ("until",), "till": ("until",),
    "i'm": ("i", "am"), "ok": ("okay",), "a.m.": ("am",), "p.m.": ("pm",), "a.m": ("am",), "p.m": ("pm",),
    "%": ("percent",), "everyone's": ("everyone", "'s"), "dont": ("do", "not"), "didnt": ("did", "not"),
    "doesnt": ("does", "not"), "isnt": ("is", "not"), "wasnt": ("was", "not"), "havent": ("have", "not"),
    "im": ("i", "am"), "ive": ("i", "have"), "cant": ("can", "not"), "wouldnt": ("would", "not"),
}  # fmt: skip
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "'d", "'s": "'s"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its comparable form and the place in the text that it came from."""

    norm: str
    start: int
    end: int


def fold(text: str) -> str:
    """Make case and quote marks alike without changing the length of the text."""
    folded = text.translate(_MARKS)
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else "".join(_lower_one(mark) for mark in folded)


def _lower_one(mark: str) -> str:
    lowered = mark.lower()
    return lowered if len(lowered) == 1 else mark


def _opened(word: str) -> tuple[str, ...]:
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, meaning in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_opened(word[: -len(ending)]), meaning)
    return (word,)


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut ``text[start:end]`` into tokens whose offsets count from the start of the whole text."""
    found = []
    for match in _WORD.finditer(fold(text), start, len(text) if end is None else end):
        found += [Token(norm, match.start(), match.end()) for norm in _opened(match.group())]
    return tuple(found)
