"""Stamps: how a phone contact, no-show, crisis call or discharge note begins."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Stamp:
    """A note with its first sentences ready; brackets mark what the clinician fills."""

    title: str
    format: str
    sentences: tuple[tuple[str, str], ...]


@cache
def stamps() -> dict[str, Stamp]:
    """Give every stamp by the kind of note it begins."""
    text = resources.files("rapport.clinic.notes").joinpath("stamps.toml").read_text("utf-8")
    return {
        kind: Stamp(row["title"], row["format"], tuple((s["section"], s["text"]) for s in row["sentences"]))
        for kind, row in tomllib.loads(text).items()
    }


def stamp(kind: str) -> Stamp | None:
    """Give the stamp for a kind of note, if there is one."""
    return stamps().get(kind)


def unfilled(text: str) -> bool:
    """Whether a bracket of a stamp still waits to be filled."""
    return "[" in text and "]" in text[text.index("[") :]
