"""Name what the clinician did from what the clinician said, with the lines that show it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapport.engines.interventions.behaviours import behaviour
from rapport.engines.kinds import Intervention, Span, Speaker, Transcript
from rapport.engines.risk.passages import Passage, passages

_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Technique:
    """One row of the catalogue."""

    key: str
    name: str
    said: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    behaviour: str
    least: int

    def shown_by(self, sentence: str, does: str) -> bool:
        """Say whether a sentence (lower case) that does ``does`` shows the technique."""
        if self.said is None:
            return does == self.behaviour
        return bool(self.said.search(sentence)) and not (self.unless and self.unless.search(sentence))


@cache
def catalogue() -> tuple[Technique, ...]:
    """Give every technique in the order of the data file."""
    text = resources.files("rapport.engines.interventions").joinpath("catalogue.toml").read_text("utf-8")
    return tuple(
        Technique(
            row["key"],
            row["name"],
            re.compile("|".join(rf"(?<!\w)(?:{part})" for part in row["said"])) if "said" in row else None,
            re.compile(row["unless"]) if "unless" in row else None,
            row.get("behaviour", ""),
            row.get("least", 1),
        )
        for row in tomllib.loads(text)["intervention"]
    )


def find_interventions(transcript: Transcript) -> tuple[Intervention, ...]:
    """Give the techniques that the clinician's own words show, in catalogue order.

    Each names at most five lines. English only: in another language nothing is named. Whether it was done
    well is not judged, and nothing is inferred from what the client said.
    """
    if not transcript.language.lower().startswith("en"):
        return ()
    shown: dict[str, list[Span]] = {}
    before = ""
    for utterance in transcript.utterances:
        if utterance.speaker is not Speaker.CLINICIAN:
            before = utterance.text.lower()
            continue
        for part in passages(utterance):
            _note(part, before, shown)
    return tuple(
        Intervention(row.key, row.name, tuple(shown[row.key][:_MOST_LINES]))
        for row in catalogue()
        if len(shown.get(row.key, ())) >= row.least
    )


def _note(part: Passage, before: str, shown: dict[str, list[Span]]) -> None:
    does = behaviour(part.folded, before).value
    for row in catalogue():
        if row.shown_by(part.folded, does):
            shown.setdefault(row.key, []).append(part.span)
