"""What an auditor would miss in a note, said while it can still be mended. It mends nothing itself."""

from rapport.engines.linter.duplicate import Similarity, compare, near_duplicate
from rapport.engines.linter.facts import AiFact, Finding, Level, NoteFacts, Participant, RiskFact, Setting
from rapport.engines.linter.lint import checks, lint

__all__ = [
    "AiFact",
    "Finding",
    "Level",
    "NoteFacts",
    "Participant",
    "RiskFact",
    "Setting",
    "Similarity",
    "checks",
    "compare",
    "lint",
    "near_duplicate",
]
