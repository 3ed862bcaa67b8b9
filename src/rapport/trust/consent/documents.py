"""Makes the consent text for a client from the data files beside this module. Pure: facts in, text out.

The same facts give the same text, and its version ends in the beginning of its hash; so a paper that
was signed names exactly the words that stood on it.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapport.trust.consent.kinds import OFFERED, Purpose

CURRENT = "2026-11-23"
LANGUAGES = {"en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text must say of this practice and place: days, services outside, lines of the law."""

    audio_days: int
    transcript_days: int
    excerpts: bool = True
    vendors: tuple[tuple[str, str], ...] = ()
    law_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurposeText:
    """One tick: the purpose, and what a yes means, in the language of the text."""

    purpose: Purpose
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A whole text as it is shown, printed, hashed and signed."""

    version: str
    language: str
    title: str
    parts: tuple[Part, ...]
    purposes: tuple[PurposeText, ...]
    hosts: tuple[str, ...]
    sha256: str

    def as_json(self) -> dict[str, Any]:
        """Give the text as it is kept."""
        return {
            "parts": [[part.heading, list(part.paragraphs)] for part in self.parts],
            "purposes": [[p.purpose.value, p.label, p.meaning] for p in self.purposes],
        }


def compose(*, language: str, facts: Facts) -> ConsentText:
    """Make the text in a language (English where there is none) for a practice and a place."""
    known = language if language in LANGUAGES else "en"
    source = _source(known)
    parts = [*_parts(source, facts), *_law(source, facts)]
    purposes = tuple(
        PurposeText(p, source["purposes"][p]["label"], source["purposes"][p]["meaning"]) for p in OFFERED
    )
    digest = _digest(source["title"], parts, purposes)
    return ConsentText(
        version=f"{CURRENT}.{digest[:8]}",
        language=known,
        title=source["title"],
        parts=tuple(parts),
        purposes=purposes,
        hosts=tuple(host for host, _ in facts.vendors),
        sha256=digest,
    )


def form_words(language: str) -> dict[str, str]:
    """Give the words around the ticks, in the language of the text."""
    return dict(_source(language if language in LANGUAGES else "en")["form"])


def plain(parts: Sequence[Part], purposes: Sequence[PurposeText]) -> str:
    """Give a text as plain paragraphs: a heading, a line below it, and an empty line between."""
    blocks = ["\n".join((part.heading, *part.paragraphs)) for part in parts]
    return "\n\n".join([*blocks, *(f"{p.label}\n{p.meaning}" for p in purposes)])


def _parts(source: dict[str, Any], facts: Facts) -> list[Part]:
    said = {
        "where": _where(source, facts),
        "audio_days": _days(source, facts.audio_days),
        "transcript": _transcript(source, facts.transcript_days),
        "excerpts": source["excerpts" if facts.excerpts else "no_excerpts"],
    }
    return [Part(row["heading"], (row["text"].format(**said),)) for row in source["parts"]]


def _law(source: dict[str, Any], facts: Facts) -> list[Part]:
    return [Part(source["law"], facts.law_lines)] if facts.law_lines else []


def _where(source: dict[str, Any], facts: Facts) -> str:
    if not facts.vendors:
        return str(source["here"])
    return str(source["vendors"]).format(names=", ".join(name for _, name in facts.vendors))


def _transcript(source: dict[str, Any], days: int) -> str:
    if days == 0:
        return str(source["transcript_at_once"])
    return str(source["transcript_later"]).format(days=_days(source, days))


def _days(source: dict[str, Any], count: int) -> str:
    return str(source["one_day"] if count == 1 else source["many_days"]).format(count=count)


def _digest(title: str, parts: Sequence[Part], purposes: Sequence[PurposeText]) -> str:
    return hashlib.sha256(f"{title}\n\n{plain(parts, purposes)}".encode()).hexdigest()


@cache
def _source(language: str) -> dict[str, Any]:
    folder = resources.files("rapport.trust.consent").joinpath("texts")
    return tomllib.loads(folder.joinpath(f"{CURRENT}.{language}.toml").read_text("utf-8"))
