"""Instruments as data: one TOML file each, with text, scoring, bands, change thresholds and their sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


class NoSuchInstrument(LookupError):
    """There is no instrument of this name."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of totals, up to and including ``up_to``."""

    up_to: int
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire. Items count from 1; ``safety_items`` are never prorated and never averaged."""

    key: str
    name: str
    version: str
    licence: str
    credit: str
    stem: str
    recall: str
    lowest: int
    highest: int
    options: tuple[str, ...]
    items: tuple[str, ...]
    safety_items: tuple[int, ...]
    safety_at_least: int
    loinc_panel: str
    loinc_total: str
    function_question: str
    function_options: tuple[str, ...]
    bands: tuple[Band, ...]
    cut_off: int
    minimal_difference: int
    minimal_difference_source: str
    reliable: int
    reliable_source: str

    @property
    def maximum(self) -> int:
        """Give the highest total."""
        return len(self.items) * self.highest

    def band(self, total: int) -> str:
        """Give the name of the band of a total."""
        return next(band.name for band in self.bands if total <= band.up_to)


@cache
def instruments() -> dict[str, Instrument]:
    """Give every instrument by its key."""
    files = resources.files("rapport.engines.psychometrics").iterdir()
    read = [
        _instrument(tomllib.loads(file.read_text("utf-8"))) for file in files if file.name.endswith(".toml")
    ]
    return {one.key: one for one in sorted(read, key=lambda one: one.key)}


def instrument(key: str) -> Instrument:
    """Give one instrument, or raise ``NoSuchInstrument``."""
    try:
        return instruments()[key]
    except KeyError:
        raise NoSuchInstrument("There is no instrument of this name.") from None


def _instrument(row: dict[str, Any]) -> Instrument:
    bands = tuple(Band(**band) for band in row["band"])
    plain = {name: value for name, value in row.items() if name not in {"band", "change"}}
    lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    return Instrument(**(plain | lists | row["change"]), bands=bands)
