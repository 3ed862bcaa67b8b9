"""A rule, and a decision with its reason and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FEATURES = {
    "recording": "Recording a session in person",
    "recording_telehealth": "Recording a telehealth session",
    "transcription": "Turning speech into text",
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


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated, sourced rule. ``effect`` is allow, consent or block."""

    id: str
    jurisdiction: str
    features: tuple[str, ...]
    effect: str
    summary: str
    source: str
    effective: date
    retrieved: date
    verified: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a feature may be used here, why, and whose rule it is. ``stale``: look the rule up again."""

    allowed: bool
    reason: str
    source: str
    rule_ids: tuple[str, ...]
    verified: bool
    stale: bool
