"""Questionnaires as data, and their arithmetic. A score is a fact about answers, never a diagnosis."""

from rapport.engines.psychometrics.instruments import (
    Band,
    Instrument,
    NoSuchInstrument,
    instrument,
    instruments,
)
from rapport.engines.psychometrics.scoring import (
    Change,
    Score,
    UnableToScore,
    change,
    reliable_change_threshold,
    score,
)

__all__ = [
    "Band",
    "Change",
    "Instrument",
    "NoSuchInstrument",
    "Score",
    "UnableToScore",
    "change",
    "instrument",
    "instruments",
    "reliable_change_threshold",
    "score",
]
