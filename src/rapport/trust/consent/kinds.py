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
        """The purpose in a few words."""
        return LABELS[self][0]

    @property
    def meaning(self) -> str:
        """What a yes means, for the client."""
        return LABELS[self][1]


LABELS: dict[Purpose, tuple[str, str]] = {
    Purpose.RECORDING: ("Recording", "Our session is recorded on the practice's own computer."),
    Purpose.TRANSCRIPTION: ("Turning speech into text", "A computer program writes down what we both said."),
    Purpose.NOTE_DRAFTING: (
        "Drafting the note",
        "A computer program drafts my note. I read and fix every sentence.",
    ),
    Purpose.CLIENT_SUMMARY: (
        "A summary for you",
        "After I have read and approved it, you can get a short summary.",
    ),
    Purpose.VOICEPRINT: ("Knowing a voice", "The program keeps a pattern of a voice to tell us apart."),
    Purpose.PROGRESS_ANALYTICS: ("Progress over time", "The program compares your scores over time."),
    Purpose.RISK_FLAGGING: (
        "Pointing out risk",
        "The program points me to things that I should look at at once.",
    ),
    Purpose.PLAN_SUGGESTIONS: ("Ideas for the plan", "The program suggests ideas to me. I decide."),
    Purpose.COMPANION: ("Between sessions", "You can use a scripted helper between our sessions."),
    Purpose.RESEARCH: ("Research", "Your information may be used in research, without your name."),
}
OFFERED = (Purpose.RECORDING, Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING, Purpose.CLIENT_SUMMARY)


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Whether a consent is in force, why (a sentence for the reader), and which signature says so."""

    in_force: bool
    reason: str
    signature_id: uuid.UUID | None = None
    document_version: str = ""
