"""What the readers hand over, before and after it is put in order."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.engines.kinds import Speaker, Transcript, Word


@dataclass(frozen=True, slots=True)
class Said:
    """One stretch of speech as the file has it: nothing checked, nothing repaired.

    ``label`` is the speaker's name or letter as written ("" when there is none). Times are seconds,
    None where the file gives none; NaN where it gives one that makes no sense.
    """

    text: str
    label: str = ""
    start: float | None = None
    end: float | None = None
    ref: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What one reader found in a file. ``ours`` says that Rapport itself wrote it."""

    said: tuple[Said, ...]
    language: str = ""
    duration: float | None = None
    ours: bool = False
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """A speaker as the file names them, for the person who sets who is who.

    ``speaker`` is the role in force: UNKNOWN unless the label itself says it. ``suggestion`` may
    hold what the other labels make likely (with one known clinician, the only other voice); it is
    offered, never applied. ``refs`` are the utterances under this label.
    """

    label: str
    speaker: Speaker
    refs: tuple[str, ...]
    suggestion: Speaker | None = None


@dataclass(frozen=True, slots=True)
class ParsedTranscript:
    """A transcript that was brought, what was repaired in it, and its speakers in order of appearance."""

    transcript: Transcript
    notices: tuple[str, ...]
    speaker_labels: tuple[SpeakerLabel, ...]
