"""The topics and phrases of drafting, read once from ``topics.toml`` and ``phrases.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapport.engines.grounding.lexicon import medications

OTHER = "other"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic: its words, its weight and the nouns that may lead a sentence in."""

    key: str
    label: str
    weight: float
    said: re.Pattern[str]
    lead: tuple[str, ...]


def read_toml(name: str) -> dict[str, Any]:
    """Read one TOML file of this package."""
    text = resources.files("rapport.engines.drafting").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def topic_rows() -> tuple[TopicRow, ...]:
    """Give every topic in note order."""
    return tuple(
        TopicRow(
            row["key"], row["label"], row["weight"], _whole_words(row["said"], row["key"]), tuple(row["lead"])
        )
        for row in read_toml("topics")["topic"]
    )


def _whole_words(parts: list[str], key: str) -> re.Pattern[str]:
    more = [re.escape(name) for name in sorted(medications())] if key == "medication" else []
    return re.compile(rf"(?<!\w)(?:{'|'.join([*parts, *more])})(?!\w)")


@cache
def topic_order() -> dict[str, int]:
    """Give the place of each topic in a note; what has no topic comes last."""
    return {row.key: place for place, row in enumerate(topic_rows())} | {OTHER: 99}


@cache
def topic_label(key: str) -> str:
    """Give the name of a topic for a page."""
    return next((row.label for row in topic_rows() if row.key == key), "Other")


@cache
def word_list(name: str) -> frozenset[str]:
    """Give one list of ``words.toml``."""
    return frozenset(_words()[name].split())


@cache
def _words() -> dict[str, str]:
    return read_toml("words")


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Give one list of ``phrases.toml`` as a single pattern."""
    found = _phrases()[name]
    return re.compile(found if isinstance(found, str) else "|".join(f"(?:{part})" for part in found))


@cache
def _phrases() -> dict[str, Any]:
    return read_toml("phrases")
