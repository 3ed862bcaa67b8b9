"""What consent is asked for, and the answer to the question whether it is in force."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """One purpose, one tick, never pre-ticked. Nothing of a client's is ever used to train AI."""

    RECORDING = "recording"
    TRANSCRIPTION = "transcription"
    NOTE_DRAFTING = "note_drafting"
    CLIENT_SUMMARY = "client_summary"
    VOICEPRINT = "voiceprint"
    PROGRESS_ANALYTICS = "progress_analytics"
    RISK_FLAGGING = "risk_flagging"
    PLAN_SUGGESTIONS = "plan_suggestions"
    COMPANION = "companion"
    RESEARCH = "research"

    @property
    def label(self) -> str:
        """The purpose in a few words, for staff. Clients read the words of the signed text."""
        return LABELS[self]


LABELS: dict[Purpose, str] = {
    Purpose.RECORDING: "Recording",
    Purpose.TRANSCRIPTION: "Turning speech into text",
    Purpose.NOTE_DRAFTING: "Drafting the note",
    Purpose.CLIENT_SUMMARY: "A summary for the client",
    Purpose.VOICEPRINT: "Knowing a voice",
    Purpose.PROGRESS_ANALYTICS: "Progress over time",
    Purpose.RISK_FLAGGING: "Pointing out risk",
    Purpose.PLAN_SUGGESTIONS: "Ideas for the plan",
    Purpose.COMPANION: "Between sessions",
    Purpose.RESEARCH: "Research",
}
OFFERED = (Purpose.RECORDING, Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING, Purpose.CLIENT_SUMMARY)
"""What the signed text explains, and so all that can be agreed to. The rest waits until something uses it."""


class Relation(StrEnum):
    """Who signs: the person themselves, or who may sign for them."""

    SELF = "self"
    GUARDIAN = "guardian"


class Method(StrEnum):
    """How the signature was given."""

    ON_SCREEN = "on_screen"
    PAPER = "paper"
    VERBAL = "verbal_witnessed"

    @property
    def label(self) -> str:
        """The method in words."""
        return {"on_screen": "On this screen", "paper": "On paper", "verbal_witnessed": "Aloud, witnessed"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Whether a consent is in force, why (a sentence for the reader), and which signature says so.

    ``hosts`` are the outside services that the signed text named; data may go to no other.
    """

    in_force: bool
    reason: str
    signature_id: uuid.UUID | None = None
    document_version: str = ""
    hosts: tuple[str, ...] = ()
