"""Two summaries from the evidence of one session: for the therapist, and for the client.

The client's is written to them, in plain words, and leaves out what must never reach a client unasked: risk,
medicine, substances, scores, judgments, hard events, and what concerns other people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapport.engines.drafting.agreements import Agreement, Matter, find_agreements
from rapport.engines.drafting.lexicon import phrase, read_toml, word_list
from rapport.engines.drafting.notices import in_english
from rapport.engines.drafting.pieces import word_count
from rapport.engines.drafting.planning import agreed_deed
from rapport.engines.drafting.reported import reported_clause
from rapport.engines.drafting.salience import leans_on_question
from rapport.engines.drafting.selection import in_note_order
from rapport.engines.drafting.session import DraftingSession
from rapport.engines.drafting.statements import Statement, names_risk, span_of, topics_of
from rapport.engines.drafting.wording import Verifier, Writer, closed, quoted, side_by_side
from rapport.engines.grounding import check
from rapport.engines.grounding.words import fold, tokens
from rapport.engines.kinds import (
    Draft,
    DraftSection,
    DraftSentence,
    SecondLook,
    SentenceKind,
    SessionContext,
    Span,
    Speaker,
    Transcript,
)
from rapport.engines.readability import flagged, measure

_HIGHEST_GRADE = 6.0
_MOST_SAID, _MOST_STRENGTHS, _MOST_SKILLS, _MOST_STEPS, _MOST_IN_BRIEF = 3, 2, 2, 3, 10
_WITHHELD = frozenset({"medication", "substance", "trauma", "legal", "health"})
_NAME = re.compile(
    r"(?<=[a-z,;] )(?!I\b|I'|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|January|February|March|April|"
    r"May\b|June|July|August|September|October|November|December)[A-Z][a-z]+"
)
_OFFICE = re.compile(r"\b(?:Dr\.?|Doctor) [A-Z][a-z]+")
_BARE_YES = 2
_LEAST_SCORE = 2.4
_HIDDEN = frozenset({SecondLook.RISK, SecondLook.MEDICATION, SecondLook.LANGUAGE, SecondLook.LOW_CONFIDENCE})


@dataclass(frozen=True, slots=True)
class Summary:
    """One summary: sections of sentences with evidence; ``grade`` is the reading grade of its text."""

    sections: tuple[DraftSection, ...]
    grade: float


@dataclass(frozen=True, slots=True)
class Summaries:
    """The same session for its two readers."""

    therapist: Summary
    client: Summary


def draft_summaries(
    transcript: Transcript, draft: Draft, *, context: SessionContext, verifier: Verifier = check
) -> Summaries:
    """Draft both summaries. Nothing in them is released before a clinician approves it."""
    writer = Writer(transcript, context, verifier, quotes_only=not in_english(transcript))
    return Summaries(_for_therapist(draft), _for_client(transcript, draft, writer))


def _for_therapist(draft: Draft) -> Summary:
    """Give risk, the session in brief, what is open, and the plan: the draft's own sentences."""
    told = [s for statement in draft.risk for s in statement.sentences]
    rest = [s for section in draft.sections for s in section.sentences]
    plan = [s for s in rest if s.topic in {"plan", "appointment"}]
    measured = [s for s in rest if s.kind is SentenceKind.FROM_MEASURE or s.topic == "measure"]
    skip = {id(s) for s in (*plan, *measured)}
    brief = [s for s in rest if id(s) not in skip and s.topic not in {"intervention", "formulation", "goal"}]
    opened = [
        DraftSentence(f"Left open: {quoted(one.evidence[:1])}", SentenceKind.QUOTED, one.evidence[:1], "open")
        for one in draft.left_out
        if one.evidence
    ]
    return _summary(
        ("risk", "Risk as it was said", told),
        ("brief", "In brief", brief[:_MOST_IN_BRIEF]),
        ("measures", "Measures", measured),
        ("open", "Open items", opened),
        ("plan", "Plan", plan),
    )


def _for_client(transcript: Transcript, draft: Draft, writer: Writer) -> Summary:
    """Give what we worked on, what matters, strengths, skills, next steps and the next visit."""
    if writer.quotes_only:
        return Summary((), 0.0)
    session = DraftingSession(writer.context, transcript.language)
    for utterance in transcript.utterances:
        session.add(utterance)
    _, statements = session.read()
    told = [span for one in draft.risk for s in one.sentences for span in s.evidence]
    fit = [one for one in statements if _may_reach_client(one, told, writer)]
    agreements = find_agreements(transcript.utterances)
    steps = [_step(one, writer) for one in agreements if one.matter is Matter.HOMEWORK]
    visits = [_step(one, writer) for one in agreements if one.matter is Matter.APPOINTMENT]
    strengths = _said([one for one in fit if one.topics[:1] == ("coping",)], writer)[:_MOST_STRENGTHS]
    matters = [s for s in _said(fit, writer) if s not in strengths][:_MOST_SAID]
    return _summary(
        ("worked_on", "What we talked about", _topics(fit)),
        ("matters", "What you said", matters),
        ("strengths", "What helps you", strengths),
        ("skills", "What we tried", _skills(draft)),
        ("steps", "Your next steps", [s for s in steps if s][:_MOST_STEPS]),
        ("visit", "Next visit", [s for s in visits if s]),
    )


def _summary(*parts: tuple[str, str, Sequence[DraftSentence]]) -> Summary:
    sections = tuple(DraftSection(key, title, tuple(found)) for key, title, found in parts if found)
    text = " ".join(sentence.text for section in sections for sentence in section.sentences)
    return Summary(sections, measure(text).grade)


def _may_reach_client(one: Statement, told: Sequence[Span], writer: Writer) -> bool:
    """Refuse what names risk, medicine, substances, hard events, scores or another person."""
    text = one.text
    cited = any(span.ref == one.utterance.ref for span in told)
    hidden = (
        cited
        or names_risk(one.folded)
        or bool(set(topics_of(one.folded)) & _WITHHELD)
        or one.topic in _WITHHELD
    )
    if one.score < _LEAST_SCORE or leans_on_question(one):
        return False
    return not hidden and not _about_others(text, writer) and _plain(text) and not one.clause.cut_off


def _about_others(text: str, writer: Writer) -> bool:
    folded = fold(text)
    names = {token.norm for name in writer.context.names for token in tokens(name)}
    said = {token.norm for token in tokens(text)}
    others = word_list("third_person") | {"they", "them", "their"}
    return bool(said & (names | others) or _NAME.search(text) or phrase("person_noun").search(folded))


def _plain(text: str) -> bool:
    return (
        not flagged(text)
        and not phrase("rating").search(fold(text))
        and measure(text).grade <= _HIGHEST_GRADE
    )


def _topics(fit: Sequence[Statement]) -> list[DraftSentence]:
    """Say in one sentence what was talked about, with one line for each topic."""
    names: dict[str, str] = read_toml("plain")["topics"]
    first: dict[str, Statement] = {}
    for one in sorted(fit, key=lambda s: -s.score):
        if one.topic in names and not one.inherited:
            first.setdefault(one.topic, one)
    kept = in_note_order(list(first.values())[:4])
    if not kept:
        return []
    listed = [names[one.topic] for one in kept]
    text = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
    spans = tuple(span for one in kept for span in one.spans)
    return [DraftSentence(f"We talked about {text}.", SentenceKind.REPORTED, spans, "topics")]


def _said(fit: Sequence[Statement], writer: Writer) -> list[DraftSentence]:
    """Word statements to the client: "You said that you ...", checked in the third person first."""
    made = []
    for one in sorted(fit, key=lambda s: (-s.score, s.place)):
        checked = writer.statement(one)
        if checked is None or set(checked.second_look) & _HIDDEN:
            continue
        clause = reported_clause(one.text, to_client=True) if checked.kind is SentenceKind.REPORTED else None
        text = closed(f"You said that {clause}" if clause else f"You said, {quoted(one.spans)}")
        if measure(text).grade <= _HIGHEST_GRADE:
            made.append(DraftSentence(text, checked.kind, one.spans, one.topic, checked.second_look))
    return made


def _skills(draft: Draft) -> list[DraftSentence]:
    """Name what was practised, with one line on how."""
    rows: dict[str, dict[str, Any]] = read_toml("plain")["skills"]
    found = [(rows[one.key], one.evidence[:2]) for one in draft.interventions if one.key in rows][
        :_MOST_SKILLS
    ]
    return [
        DraftSentence(f"We tried {row['name']}. {row['how']}", SentenceKind.REPORTED, tuple(spans), "skill")
        for row, spans in found
    ]


def _step(one: Agreement, writer: Writer) -> DraftSentence | None:
    """Name the request they said yes to, or quote the client's own undertaking."""
    if any(_withheld_step(line.text, writer) for line in one.lines):
        return None
    spans = tuple(span_of(line.utterance, line.clause.start, line.clause.end) for line in one.lines)
    deed = agreed_deed(one, writer)
    if deed is not None:
        return DraftSentence(closed(f"You agreed to {deed}"), SentenceKind.REPORTED, spans, "step")
    mine = {line.utterance.ref for line in one.lines if line.speaker is Speaker.CLIENT}
    own = side_by_side([span for span in spans if span.ref in mine], writer.lines)
    said = writer.sentence(closed(f"{writer.client} said, {quoted(own)}"), SentenceKind.QUOTED, own, "step")
    if said is None or word_count(quoted(own)) <= _BARE_YES:
        return None
    lead = f"About {_thing(one)}, you said" if one.about else "You said"
    return DraftSentence(
        closed(f"{lead}, {quoted(own)}"), SentenceKind.QUOTED, spans, "step", said.second_look
    )


def _thing(one: Agreement) -> str:
    return one.about.text[0].lower() + one.about.text[1:] if one.about else ""


def _withheld_step(text: str, writer: Writer) -> bool:
    folded = fold(text)
    plain = _OFFICE.sub("the office", text)
    medicine = {token.norm for token in tokens(text)} & word_list("medication")
    return bool(
        names_risk(folded) or medicine or _about_others(plain, writer) or "substance" in topics_of(folded)
    )
