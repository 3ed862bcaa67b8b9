"""Word lists of the checks, read once from ``lexicon.toml``; what each list means is written there."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

_PACKAGE = "rapport.engines.grounding"


@cache
def table(name: str) -> dict[str, Any]:
    """Read one TOML file of this package."""
    return tomllib.loads(resources.files(_PACKAGE).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """Give one list of the lexicon as a set of lower-case words."""
    return frozenset(table("lexicon")[section][key].split())


@cache
def operators() -> dict[str, str]:
    """Give every word that weakens, conditions, limits or moves a claim, with its kind."""
    kinds = table("lexicon")["operators"]
    return {word: kind for kind, listed in kinds.items() for word in listed.split()}


@cache
def units() -> dict[str, str]:
    """Give every written form of a unit with the form that units are compared in."""
    return {word: unit for unit, listed in table("lexicon")["units"].items() for word in listed.split()}


@cache
def medications() -> frozenset[str]:
    """Give the built-in list of common psychotropic medicines, generic and brand names."""
    listed = table("medications")
    return frozenset(name for group in listed.values() for name in group.split())
