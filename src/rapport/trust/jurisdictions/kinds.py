"""A rule, what the practice itself said about it, and a decision with its reason and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Effect(StrEnum):
    """What a rule does to a feature, from softest to strictest."""

    ALLOW = "allow"
    REVIEW = "review"
    CONSENT = "consent"
    BLOCK = "block"


class Status(StrEnum):
    """Where a rule stands. Only enacted and in-force rules gate anything."""

    PROPOSED = "proposed"
    ENACTED = "enacted"
    IN_FORCE = "in_force"
    ENJOINED = "enjoined"
    REPEALED = "repealed"
    NOT_VERIFIED = "not_verified"


FEATURES = {
    "recording": "Recording a session in person",
    "recording_telehealth": "Recording a telehealth session",
    "transcription": "Turning speech into text",
    "dictation": "Writing down what the clinician dictates alone",
    "note_drafting": "Drafting notes",
    "client_summary": "Summaries for clients",
    "emotion_inference": "Inferring emotions",
    "plan_suggestions": "AI suggestions for treatment plans",
    "client_generation": "Generated text to clients",
    "risk_cues": "Pointing out risk by rule",
    "scripted_content": "Scripted content",
}
ALWAYS_ON = frozenset({"risk_cues", "scripted_content"})
"""Safety functions and approved scripts: recorded, never refused."""
OWN_WORDS = "dictation"
"""The one feature that hears nobody but the clinician."""
RESTRICTED = frozenset({"emotion_inference", "plan_suggestions", "client_generation"})
"""Features that stay off unless the owner opts in with a reason that is not older than 90 days."""
EVERYWHERE = "*"
_MEANINGS = {
    Effect.ALLOW: "Allowed.",
    Effect.REVIEW: "A licensed person reviews everything that is made with AI.",
    Effect.CONSENT: "Written consent of every participant, with a spoken yes at each session.",
    Effect.BLOCK: "Not allowed.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated, sourced rule.

    ``disclosures`` holds, by language, the sentence that this rule adds to the consent text.
    ``review_days`` is how long a reading holds; 0 never goes stale (the product's own baseline).
    """

    id: str
    jurisdiction: str
    topic: str
    kind: str
    title: str
    status: Status
    summary: str
    source: str
    source_type: str
    retrieved: date
    review_days: int
    citation: str = ""
    profession: str = ""
    features: tuple[str, ...] = ()
    effect: Effect = Effect.ALLOW
    effective: date | None = None
    sunset: date | None = None
    confidence: str = ""
    disclosures: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_baseline(self) -> bool:
        """Whether this is the product's own, for where nothing else is known."""
        return self.jurisdiction == EVERYWHERE

    @property
    def verified(self) -> bool:
        """Whether somebody read a source that says so. Status and source are shown beside it."""
        return self.status != Status.NOT_VERIFIED

    @property
    def status_words(self) -> str:
        """The status as people say it."""
        return self.status.value.replace("_", " ").capitalize()

    @property
    def status_tone(self) -> str:
        """How the status is shown."""
        tones = {Status.IN_FORCE: "success", Status.ENACTED: "info", Status.NOT_VERIFIED: "warning"}
        return tones.get(self.status, "plain")

    @property
    def meaning(self) -> str:
        """What the effect asks for, in a sentence."""
        return _MEANINGS[self.effect]


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """The practice's own answer to a rule: its effect and the day it was given."""

    effect: Effect
    on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a feature may be used here, why, and whose rule it is.

    ``conditions`` are what it is bound to; ``verified`` is false where only the baseline speaks;
    ``stale`` asks the owner to look the rules up again.
    """

    allowed: bool
    reason: str
    source: str
    rule_ids: tuple[str, ...]
    verified: bool
    stale: bool
    effective: date | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A sentence that the law of a place adds to the consent text, and whose law that is."""

    text: str
    rule_id: str
    source: str
