"""Plain values for the pages of summaries and for the client's letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapport.clinic.notes import queries as notes
from rapport.clinic.notes.kinds import NoteRow
from rapport.clinic.notes.policies import stays_in_note
from rapport.clinic.record import queries as record
from rapport.clinic.reports import policies, queries
from rapport.clinic.reports.models import Audience, Summary
from rapport.clinic.reports.models import SummaryState as State
from rapport.clinic.reports.permissions import may_decide
from rapport.clinic.sessions import queries as sessions
from rapport.engines import readability
from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor
from rapport.trust.consent import queries as consent
from rapport.trust.consent.kinds import Purpose

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
THANKS = "Thank you for the time and the work that you put into this session."


@dataclass(frozen=True)
class Card:
    """One summary on the page of its note, with what may be done now."""

    summary: Summary
    sections: list[Mapping[str, Any]]
    withheld: str
    opened: int | None
    may_edit: bool
    may_approve: bool
    may_release: bool
    may_withhold: bool
    may_print: bool


@dataclass(frozen=True)
class OfNote:
    """The page of a note's summaries."""

    cards: list[Card]
    own: bool
    is_signed: bool
    may_draft: bool
    may_write: bool
    why_not: str


@dataclass(frozen=True)
class Caution:
    """A word that a client's text should rather not hold, and what to do about it."""

    word: str
    advice: str


@dataclass(frozen=True)
class Reading:
    """How a text reads, and which of its words to think about."""

    words: int
    grade: float
    is_long_enough: bool
    is_short_enough: bool
    is_plain: bool
    cautions: list[Caution]


@dataclass(frozen=True)
class Letter:
    """A summary as its reader sees it."""

    sections: list[Mapping[str, Any]]
    texts: list[str]
    about: datetime
    thanks: str
    practice: str
    phone: str
    hours: list[str]
    reviewer: str
    is_ai_made: bool
    is_for_client: bool


def of_note(*, by: Actor, note: Any, found: Sequence[Summary], at: datetime) -> OfNote:
    """Give what a note's page shows to ``by``; ``note`` is the note row."""
    own = may_decide(by, author_id=note.author_id)
    has = {one.audience for one in found}
    has_transcript = note.session_id is not None and sessions.transcript_of(note.session_id) is not None
    return OfNote(
        cards=[_card(one, own=own, is_signed=note.state == "signed", at=at) for one in found],
        own=own,
        is_signed=note.state == "signed",
        may_draft=own and has_transcript and len(has) < len(Audience),
        may_write=own and Audience.CLIENT not in has,
        why_not="" if Audience.CLIENT in has or not has_transcript else _why_not(note),
    )


def reading_of(text: str, *, note: NoteRow) -> Reading:
    """Measure a client's text and give the words in it that need a second thought."""
    found = readability.measure(text)
    return Reading(
        words=found.words,
        grade=found.grade,
        is_long_enough=found.words >= policies.FEWEST_WORDS,
        is_short_enough=found.words <= policies.MOST_WORDS,
        is_plain=found.grade <= policies.HIGHEST_GRADE,
        cautions=[*_flagged(text), *_of_the_chart(text, note)],
    )


def plan_of(note: Any) -> list[str]:
    """Give the note's own plan, to write the client's summary from in other words."""
    rows = notes.sentences_of(note)
    return [row.body["text"] for row in rows if row.section == "plan" and stays_in_note(row.decision)]


def letter(summary: Summary, *, note: Any) -> Letter:
    """Give a summary as its reader sees it."""
    ours = practice.practice()
    sections = [section for section in summary.body["sections"] if section["sentences"]]
    return Letter(
        sections=sections,
        texts=[one["text"] for section in sections for one in section["sentences"]],
        about=sessions.session_by_id(note.session_id).started_at if note.session_id else note.made_at,
        thanks=THANKS if summary.audience == Audience.CLIENT else "",
        practice=ours.name,
        phone=ours.phone,
        hours=[_hours(*row) for row in ours.opening_hours],
        reviewer=notes.author_name(note.id),
        is_ai_made=policies.is_ai_made(summary),
        is_for_client=summary.audience == Audience.CLIENT,
    )


def _card(summary: Summary, *, own: bool, is_signed: bool, at: datetime) -> Card:
    is_client = summary.audience == Audience.CLIENT
    told = summary.body.get("withheld") or {}
    reason = policies.WITHHOLD_REASONS.get(told.get("why", ""), "")
    links = queries.open_links_of(summary, at=at) if is_client else []
    return Card(
        summary=summary,
        sections=[section for section in summary.body["sections"] if section["sentences"]],
        withheld=". ".join(part for part in (reason, told.get("words", "")) if part)
        if summary.state == State.WITHHELD
        else "",
        opened=links[0].opened if links else None,
        may_edit=own and summary.state != State.RELEASED,
        may_approve=own and is_signed and summary.state == State.DRAFT,
        may_release=own and is_client and is_signed and policies.is_approved(summary),
        may_withhold=own and is_client and policies.may_become(summary.state, State.WITHHELD),
        may_print=policies.is_approved(summary),
    )


def _why_not(note: NoteRow) -> str:
    answer = consent.consent_in_force(client_id=note.client_id, purpose=Purpose.CLIENT_SUMMARY)
    return "" if answer.in_force else answer.reason


def _flagged(text: str) -> list[Caution]:
    rows = {flag.word.lower(): flag.instead for flag in readability.flagged(text)}
    return [
        Caution(word, "leave it out" if instead == "leave out" else f"rather: {instead}")
        for word, instead in rows.items()
    ]


def _of_the_chart(text: str, note: NoteRow) -> list[Caution]:
    """Find what domain facts 80 (8.2) keep out: others by name, medicines, diagnoses, scores."""
    others = record.names_of(client_id=note.client_id)[1:]
    drugs = [row.name for row in record.medications_of(client_id=note.client_id)]
    codes = [row.code for row in record.diagnoses_of(client_id=note.client_id)]
    lists = (
        (others, "somebody else's name: leave it out"),
        (drugs, "a medicine: no advice on it here"),
        (codes, "a diagnosis: only what you discussed"),
        (("PHQ-9", "GAD-7"), "a score means nothing alone: say what it means"),
    )
    folded = text.casefold()
    return [Caution(word, why) for words, why in lists for word in words if word.casefold() in folded]


def _hours(day: int, begins: str, ends: str) -> str:
    return f"{DAYS[day]}, {begins} to {ends}"
