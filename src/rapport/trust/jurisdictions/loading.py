"""Reads the rule packs that come with the product (TOML files beside this module)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from rapport.trust.jurisdictions.kinds import FEATURES, Effect, Rule, Status


class UnusableRule(ValueError):
    """A row of a rule pack does not fit; the message names it."""


@cache
def rules() -> tuple[Rule, ...]:
    """Give every rule that came with the product, by file and place in it."""
    folder = resources.files("rapport.trust.jurisdictions").joinpath("rules")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    found = [rule for file in files for rule in parse(file.read_text("utf-8"))]
    if len({rule.id for rule in found}) != len(found):
        raise UnusableRule("Two rules have the same id.")
    return tuple(found)


def parse(text: str) -> Iterator[Rule]:
    """Give the rules of one pack; a row for several places becomes one rule in each."""
    pack = tomllib.loads(text)
    for row in (*pack.get("rules", []), *_grid(pack.get("grid"))):
        places = row.pop("jurisdictions", None)
        if places is None:
            yield _rule(row)
        else:
            yield from (_rule({**row, "id": f"{row['id']}-{p.lower()}", "jurisdiction": p}) for p in places)


def _rule(row: Mapping[str, Any]) -> Rule:
    try:
        values = {
            **row,
            "status": Status(row["status"]),
            "effect": Effect(row.get("effect", "allow")),
            "features": tuple(row.get("features", ())),
        }
        rule = Rule(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableRule(f"Rule {row.get('id')} does not fit.") from error
    if unknown := set(rule.features) - set(FEATURES):
        raise UnusableRule(f"Rule {rule.id} names unknown features: {sorted(unknown)}.")
    return rule


def _grid(grid: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    if grid is None:
        return
    for profession in grid["professions"]:
        yield {
            "id": f"board-{profession.replace(' ', '-')}",
            "jurisdictions": list(grid["jurisdictions"]),
            "topic": "State boards",
            "kind": "statement",
            "title": f"State board: {profession}",
            "profession": profession,
            "status": "not_verified",
            "summary": grid["summary"],
            "source": "Not looked up",
            "source_type": "none",
            "confidence": "low",
            "retrieved": grid["retrieved"],
            "review_days": grid["review_days"],
        }
