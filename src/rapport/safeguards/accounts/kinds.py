"""Fixed words about accounts, so that the record holds no free text."""

from __future__ import annotations

from enum import StrEnum


class ResetReason(StrEnum):
    """Why somebody's second factor is taken away."""

    LOST = "lost"
    REPLACED = "replaced"
    BROKEN = "broken"
    STOLEN = "stolen"
    LOCKED_OUT = "locked_out"

    @property
    def label(self) -> str:
        """Give it in words."""
        return _REASONS[self]


class Proof(StrEnum):
    """How it was made sure that the right person asks: the weakest place of every second factor."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    CALLED_BACK = "called_back"

    @property
    def label(self) -> str:
        """Give it in words."""
        return _PROOFS[self]


_REASONS = {
    ResetReason.LOST: "Their phone or key is lost",
    ResetReason.REPLACED: "They have a new phone and the old one is gone",
    ResetReason.BROKEN: "Their phone or key is broken",
    ResetReason.STOLEN: "Their phone or key may be in other hands",
    ResetReason.LOCKED_OUT: "Their codes no longer work",
}
_PROOFS = {
    Proof.IN_PERSON: "I spoke with them in person",
    Proof.VIDEO: "I saw them on video and know them",
    Proof.CALLED_BACK: "I called them back on a number that I already had",
}
