"""Note formats as data. Each file in ``note_formats`` is one; a new format is a new file, not code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

DRAWS = frozenset(
    [
        "client",
        "measures",
        "measure_change",
        "scores_said",
        "formulation",
        "interventions",
        "response",
        "plan",
        "goals",
    ]
)


@dataclass(frozen=True, slots=True)
class SectionRule:
    """What one section draws on, in order.

    ``topics`` limits what the client said (``*`` is all); ``prompts`` ask the clinician for what only they
    can enter; ``required`` maps what the format wants to how its absence is named.
    """

    key: str
    title: str
    draws: tuple[str, ...]
    topics: frozenset[str] = frozenset()
    prompts: tuple[str, ...] = ()
    required: tuple[tuple[str, str], ...] = ()

    def takes(self, topic: str) -> bool:
        """Say whether statements on a topic belong here."""
        return "client" in self.draws and ("*" in self.topics or topic in self.topics)


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """A form of note: its sections in order; ``page`` scales how much of the session it may hold."""

    key: str
    title: str
    description: str
    sections: tuple[SectionRule, ...]
    page: float = 1.0

    def draws(self, source: str) -> bool:
        """Say whether any section draws on a source."""
        return any(source in section.draws for section in self.sections)


class UnusableNoteFormat(ValueError):
    """A note format file asks for a source that does not exist, or lacks a section."""


@cache
def load_formats() -> dict[str, NoteFormat]:
    """Give every format of the package by its key."""
    folder = resources.files("rapport.engines.drafting").joinpath("note_formats")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    found = [parse_format(f.read_text("utf-8")) for f in files]
    return {one.key: one for one in found}


def parse_format(text: str) -> NoteFormat:
    """Read one format.

    Raises:
        UnusableNoteFormat: it has no section, or a section draws on something unknown.
    """
    row = tomllib.loads(text)
    sections = tuple(
        SectionRule(
            key=one["key"],
            title=one["title"],
            draws=tuple(one["draws"]),
            topics=frozenset(one.get("topics", ())),
            prompts=tuple(one.get("prompts", ())),
            required=tuple(one.get("required", {}).items()),
        )
        for one in row.get("section", ())
    )
    unknown = {source for section in sections for source in section.draws} - DRAWS
    if not sections or unknown:
        raise UnusableNoteFormat(f"{row.get('key', '?')}: no section, or unknown sources {sorted(unknown)}")
    return NoteFormat(row["key"], row["title"], row["description"], sections, float(row.get("page", 1.0)))
