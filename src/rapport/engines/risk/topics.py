"""The topics that are searched for, read once from ``topics.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

MASK = "§"
_BLANK = "\N{MIDDLE DOT}"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what counts in anyone's words, what only in a question, and which yes reassures."""

    key: str
    label: str
    said: re.Pattern[str]
    asked: re.Pattern[str]
    safe: re.Pattern[str] | None
    idioms: re.Pattern[str] | None

    def without_idioms(self, folded: str) -> str:
        """Blank out what can only be an idiom; the length stays."""
        return self.idioms.sub(lambda m: _BLANK * len(m.group()), folded) if self.idioms else folded

    def in_words(self, folded: str, *, asked: bool) -> list[tuple[int, int]]:
        """Give the places of risk phrases in lower-case text; ``asked`` adds what only a clinician asks."""
        text = self.without_idioms(folded)
        found = [m.span() for m in self.said.finditer(text)]
        return found + [m.span() for m in self.asked.finditer(text)] if asked else found


@cache
def data(name: str) -> dict[str, Any]:
    """Read one TOML file of this package."""
    return tomllib.loads(resources.files("rapport.engines.risk").joinpath(f"{name}.toml").read_text("utf-8"))


def _pattern(parts: list[str]) -> re.Pattern[str] | None:
    return (
        re.compile("|".join(rf"(?:(?<!\w)|(?=n't)|(?='))(?:{part})(?!\w)" for part in parts))
        if parts
        else None
    )


@cache
def topics() -> tuple[Topic, ...]:
    """Give every topic in the order in which statements are shown."""
    nothing = re.compile(r"(?!)")
    return tuple(
        Topic(
            row["key"],
            row["label"],
            _pattern(row["said"]) or nothing,
            _pattern(row["asked"]) or nothing,
            _pattern(row["safe"]),
            _pattern(row["idioms"]),
        )
        for row in data("topics")["topic"]
    )
