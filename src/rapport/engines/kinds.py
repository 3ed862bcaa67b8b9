"""The frozen types that engines take and give. What they mean is said here; how they are made is not.

Times are seconds from the start of the recording. Character offsets count code points of the
utterance's text and follow Python slices: ``text[span.start:span.end] == span.quote``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Speaker(StrEnum):
    """Who said an utterance. ``UNKNOWN`` is an honest answer and is never drafted from."""

    CLINICIAN = "clinician"
    CLIENT = "client"
    OTHER = "other"
    UNKNOWN = "unknown"


class Correction(StrEnum):
    """Why a word does not read as the recogniser heard it."""

    SOUNDS_LIKE_LISTED = "sounds_like_listed"


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word with its times in seconds and the recogniser's probability (0 to 1).

    Where ``correction`` is set, ``text`` is the name or medication of the client's own list that was
    put in its place and ``heard`` is what the recogniser wrote (one word or several); the probability
    stays that of what was heard. Elsewhere ``heard`` is empty.
    """

    text: str
    start: float
    end: float
    probability: float
    heard: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said without a change of speaker.

    ``ref`` names it for good (evidence points to it); ``index`` is its place in the transcript.
    ``start``/``end`` are None when the transcript came without times; ``words`` is empty when it
    was typed rather than recognised.
    """

    ref: str
    index: int
    speaker: Speaker
    text: str
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """Utterances in order. ``language`` is a BCP 47 tag; ``duration`` is in seconds, if known."""

    utterances: tuple[Utterance, ...]
    language: str = "en"
    duration: float | None = None

    def by_ref(self) -> dict[str, Utterance]:
        """Give each utterance under its ``ref``."""
        return {utterance.ref: utterance for utterance in self.utterances}


class SourceKind(StrEnum):
    """What a span points into."""

    UTTERANCE = "utterance"
    MEASURE = "measure"
    ENTRY = "entry"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source: the exact ``quote`` found at ``start``..``end`` of the text that ``ref`` names."""

    source: SourceKind
    ref: str
    start: int
    end: int
    quote: str


class SentenceKind(StrEnum):
    """Where a sentence's wording comes from."""

    QUOTED = "quoted"
    REPORTED = "reported"
    WORDED_BY_MODEL = "worded_by_model"
    FROM_MEASURE = "from_measure"
    FROM_CLINICIAN = "from_clinician"


class SecondLook(StrEnum):
    """Why a sentence asks to be heard again before it is accepted."""

    RISK = "risk"
    MEDICATION = "medication"
    NEGATION = "negation"
    NUMBER = "number"
    LOW_CONFIDENCE = "low_confidence"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of a draft with every span it rests on (never empty, except FROM_CLINICIAN)."""

    text: str
    kind: SentenceKind
    evidence: tuple[Span, ...]
    topic: str = ""
    second_look: tuple[SecondLook, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of a note.

    ``prompts`` ask the clinician for what only they can enter (mental status, impression);
    ``not_found`` lists what the format requires and the session lacks. Neither is ever filled.
    """

    key: str
    title: str
    sentences: tuple[DraftSentence, ...] = ()
    prompts: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()


class RiskAnswer(StrEnum):
    """What the session holds on one risk topic. There is no 'low': that is a judgement."""

    RAISED = "raised"
    DENIED = "denied"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class RiskStatement:
    """One risk topic (suicide, self-harm, ...) and what was said of it, in the client's words."""

    topic: str
    answer: RiskAnswer
    sentences: tuple[DraftSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """A technique seen in what the clinician said: its key, its name and the lines that show it."""

    key: str
    name: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LeftOutTopic:
    """A topic that the client raised and the draft does not carry, with where it was raised."""

    label: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed note. Nothing in it is part of the record until a clinician accepts it."""

    format: str
    risk: tuple[RiskStatement, ...]
    sections: tuple[DraftSection, ...]
    interventions: tuple[Intervention, ...] = ()
    left_out: tuple[LeftOutTopic, ...] = ()
    notices: tuple[str, ...] = ()

    def sentences(self) -> tuple[DraftSentence, ...]:
        """Give every sentence, risk first, then section by section."""
        risk = [s for statement in self.risk for s in statement.sentences]
        return (*risk, *(s for section in self.sections for s in section.sentences))


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A score that the chart holds: instrument name, date as written, total and previous total."""

    ref: str
    name: str
    date: str
    total: int
    maximum: int
    band: str
    previous_total: int | None = None
    previous_date: str = ""


@dataclass(frozen=True, slots=True)
class SessionContext:
    """What the engines may know besides the transcript.

    ``medications`` and ``names`` are the client's own lists (hot words; also how a third person's
    name is recognised); ``goals`` are (ref, text) pairs of active plan goals.
    """

    client_reference: str = "Client"
    medications: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    measures: tuple[MeasureFact, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    entries: tuple[tuple[str, str], ...] = field(default=())
