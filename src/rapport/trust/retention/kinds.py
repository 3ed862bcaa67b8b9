"""How long things are kept, and the plan that follows for one session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_AUDIO_DAYS = 7
LONGEST_TRANSCRIPT_DAYS = 365
EXCERPT_WORDS = 25


@dataclass(frozen=True, slots=True)
class Days:
    """What counts for a session.

    ``audio`` is the most days that audio is kept (never over 7), ``transcript`` the days that a
    transcript is kept after signature; with ``until_signature`` audio goes as soon as the note is
    signed; with ``excerpts`` a signed sentence keeps at most 25 words of its source.
    """

    audio: int = LONGEST_AUDIO_DAYS
    transcript: int = 0
    until_signature: bool = True
    excerpts: bool = True


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """When each goes (None: not before something happens), when to warn (None: no need), and why."""

    audio_at: datetime | None
    transcript_at: datetime | None
    warn_at: datetime | None
    why: str
