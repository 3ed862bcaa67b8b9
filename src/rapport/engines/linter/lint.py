"""Run every rule on a note's facts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from rapport.engines.linter.facts import Finding, Level, NoteFacts
from rapport.engines.linter.rules import FOR_EVERY_NOTE, RULES

_ORDER = tuple(Level)


@cache
def checks() -> dict[str, Finding]:
    """Give what each check says when it finds something, by its name."""
    text = resources.files("rapport.engines.linter").joinpath("checks.toml").read_text("utf-8")
    return {
        name: Finding(name, Level(row["level"]), row["message"], row["fix_hint"], row["source"])
        for name, row in tomllib.loads(text).items()
    }


def lint(note: NoteFacts) -> tuple[Finding, ...]:
    """Give every finding, what stops a signature first. An empty result means that nothing was found.

    It never says that a note is right, and it never asks for a fact that may not have happened without
    accepting the answer that it did not.
    """
    asked = [rule for rule in RULES if not note.telephone_or_no_show or rule.__name__ in FOR_EVERY_NOTE]
    found = [checks()[rule.__name__] for rule in asked if rule(note)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.level)))
