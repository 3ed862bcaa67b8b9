"""What the check says: fine, or which of its rules a sentence broke, in words for the clinician."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailureCode(StrEnum):
    """The rules a sentence can break."""

    NO_EVIDENCE = "no_evidence"
    EVIDENCE_MISMATCH = "evidence_mismatch"
    QUOTATION = "quotation"
    QUOTE_CUT = "quote_cut"
    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    MEDICATION = "medication"
    SPEAKER = "speaker"
    TIME = "time"
    NEW_WORDS = "new_words"
    LEFT_OUT = "left_out"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Failure:
    """One broken rule with a message that a clinician can act on."""

    code: FailureCode
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one sentence; ``ok`` means that no rule was broken."""

    ok: bool
    failures: tuple[Failure, ...] = ()

    @classmethod
    def of(cls, failures: list[Failure]) -> Verdict:
        """Make the verdict of these failures, each said once."""
        once = tuple(dict.fromkeys(failures))
        return cls(ok=not once, failures=once)
