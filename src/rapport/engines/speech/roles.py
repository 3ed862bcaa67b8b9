"""Guesses which of two voices is the clinician's, from simple features that can be said aloud.

A guess is a starting point for one click, never a fact: the confidence says how much to trust it.
The weights were set on public counselling demonstrations (see docs/benchmarks.md), not on therapy
sessions of real clients.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapport.engines.speech.types import RoleGuess
from rapport.engines.speech.utterances import Passage

_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself)\b", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\b(?:you|you're|you've|you'd|your|yours|yourself)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?")
_CLINICAL = re.compile(
    r"\b(?:what brings you|how have you been|since (?:we|our) last|last (?:time|session) we|our last session|"
    r"it sounds like|sounds like|i'm hearing|i hear you|what i hear|tell me (?:more|a bit|about)|"
    r"how (?:did|does|do) that (?:feel|make)|on a scale|between now and|homework|our time|"
    r"does that (?:make sense|sound|fit)|would it be (?:ok|okay|alright|all right)|"
    r"what (?:would|was|is) it like|how are you feeling about|let's (?:look|talk|set|start|plan))\b",
    re.IGNORECASE,
)
_VOICE_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one voice talks: shares of its words, and its share of all words."""

    questions: float
    about_self: float
    about_other: float
    phrases: float
    talk: float


def guess(parts: Sequence[Passage]) -> tuple[int, RoleGuess]:
    """Give the voice (0 or 1) that is likelier the clinician's, with confidence and reasons."""
    total = sum(len(part.words) for part in parts) or 1
    zero, one = (_habit([p for p in parts if p.voice == voice], total) for voice in (0, 1))
    evidence = {
        "asks more questions": 30 * (zero.questions - one.questions),
        "speaks of the other more than of themselves": 12
        * ((zero.about_other - zero.about_self) - (one.about_other - one.about_self)),
        "uses phrases that clinicians use": 60 * (zero.phrases - one.phrases),
        "talks less": 1.5 * (one.talk - zero.talk),
    }
    score = sum(evidence.values())
    clinician = 0 if score >= 0 else 1
    sign = 1 if score >= 0 else -1
    reasons = tuple(why for why, weight in evidence.items() if weight * sign > 0.1)  # noqa: PLR2004 - a hint at least
    return clinician, RoleGuess(round(min(0.99, 1 / (1 + math.exp(-abs(score)))), 2), reasons)


def match_voice(centres: npt.NDArray[np.float32], enrolled: Sequence[float]) -> tuple[int, RoleGuess] | None:
    """Give the voice that matches the clinician's enrolled one, or None when neither clearly does."""
    closeness = centres @ np.asarray(enrolled, np.float32)
    margin = float(closeness[0] - closeness[1])
    if abs(margin) < _VOICE_MARGIN:
        return None
    confidence = round(min(0.99, 1 / (1 + math.exp(-20 * abs(margin)))), 2)
    return int(margin < 0), RoleGuess(confidence, ("matches the clinician's enrolled voice",))


def _habit(parts: Sequence[Passage], total: int) -> _Habit:
    text = " ".join(part.text for part in parts).replace("\u2019", "'")
    words = sum(len(part.words) for part in parts)

    def share(pattern: re.Pattern[str]) -> float:
        return len(pattern.findall(text)) / max(words, 1)

    return _Habit(
        questions=share(_QUESTION),
        about_self=share(_FIRST_PERSON),
        about_other=share(_SECOND_PERSON),
        phrases=share(_CLINICAL),
        talk=words / total,
    )
