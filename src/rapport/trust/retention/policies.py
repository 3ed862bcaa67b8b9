"""When audio and transcripts go. Pure functions over moments and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_AUDIO_DAYS = 7
WARN_BEFORE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Days:
    """Days that audio is kept at most, and that a transcript is kept after signature."""

    audio: int = LONGEST_AUDIO_DAYS
    transcript: int = 0


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """When each goes (None: not yet decided), when to warn, and why, in a sentence."""

    audio_at: datetime | None
    transcript_at: datetime | None
    warn_at: datetime | None
    why: str


def purge_plan(
    *, recorded_at: datetime, signed_at: datetime | None, days: Days, held: bool = False
) -> PurgePlan:
    """Say when audio and transcript of a session go.

    Audio goes at signature, at most ``days.audio`` (never over 7) days after it was recorded. The
    transcript goes ``days.transcript`` days after signature, and stays while the note is unsigned.
    Under legal hold nothing goes.
    """
    if held:
        return PurgePlan(None, None, None, "Nothing is deleted: the client's records are under legal hold.")
    latest = recorded_at + timedelta(days=min(days.audio, LONGEST_AUDIO_DAYS))
    if signed_at is None:
        most = (latest - recorded_at).days
        why = f"The recording goes when the note is signed, and after {most} days at the latest."
        return PurgePlan(latest, None, latest - WARN_BEFORE, why)
    transcript_at = signed_at + timedelta(days=days.transcript)
    why = "The note is signed: the recording goes now" + (
        "; so does the transcript."
        if days.transcript == 0
        else f"; the transcript in {days.transcript} days."
    )
    return PurgePlan(min(signed_at, latest), transcript_at, None, why)
