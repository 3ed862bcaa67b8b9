"""A note from the clinician's own dictation: wording kept, sentences put where the format wants them."""

from __future__ import annotations

import re
from functools import cache

from rapport.engines.drafting.formats import NoteFormat, SectionRule
from rapport.engines.drafting.lexicon import read_toml
from rapport.engines.drafting.looks import looks_at
from rapport.engines.drafting.pieces import clauses_of
from rapport.engines.drafting.statements import span_of, topics_of
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import (
    DraftSentence,
    RiskAnswer,
    RiskStatement,
    SecondLook,
    SentenceKind,
    SessionContext,
    Speaker,
    Transcript,
    Utterance,
)
from rapport.engines.risk.topics import Topic
from rapport.engines.risk.topics import topics as risk_topics

NOTICE = "Drafted from the clinician's own dictation: the wording is as dictated."
_FALLBACK = ("client", "goals", "measures")


def is_dictation(transcript: Transcript) -> bool:
    """Say whether only the clinician speaks."""
    speakers = {one.speaker for one in transcript.utterances if one.text.strip()}
    return speakers == {Speaker.CLINICIAN}


def recap(
    transcript: Transcript, context: SessionContext, form: NoteFormat
) -> tuple[tuple[RiskStatement, ...], dict[str, list[DraftSentence]]]:
    """Give the risk statements and each section's dictated sentences."""
    risk: dict[str, list[DraftSentence]] = {}
    answers: dict[str, RiskAnswer] = {}
    sections: dict[str, list[DraftSentence]] = {}
    lines = transcript.by_ref()
    for utterance in transcript.utterances:
        for start, end in _sentences(utterance):
            span = span_of(utterance, start, end)
            folded = fold(span.quote)
            looks = looks_at((span,), lines, context, language=transcript.language)
            found = [topic for topic in risk_topics() if _names(topic, folded)]
            looks = (SecondLook.RISK, *looks) if found and SecondLook.RISK not in looks else looks
            text = span.quote[0].upper() + span.quote[1:]
            topic = (topics_of(folded) or ("other",))[0]
            made = DraftSentence(text, SentenceKind.FROM_CLINICIAN, (span,), topic, looks)
            for one in found:
                risk.setdefault(one.key, []).append(made)
                answers[one.key] = _answer(folded, answers.get(one.key))
            if not found:
                sections.setdefault(_home(folded, form).key, []).append(made)
    statements = tuple(
        RiskStatement(topic.key, answers.get(topic.key, RiskAnswer.NOT_ASKED), tuple(risk.get(topic.key, ())))
        for topic in risk_topics()
    )
    return statements, sections


def _sentences(utterance: Utterance) -> list[tuple[int, int]]:
    """Give the sentences as dictated; only hesitation at their start falls away."""
    return [(clause.start, clause.end) for clause in clauses_of(utterance.text)]


@cache
def _table() -> dict[str, re.Pattern[str]]:
    rows = read_toml("recap")
    return {key: re.compile("|".join(f"(?:{part})" for part in parts)) for key, parts in rows.items()}


def _names(topic: Topic, folded: str) -> bool:
    spoken = _table().get(f"risk_{topic.key}")
    return bool(topic.in_words(folded, asked=True) or (spoken and spoken.search(folded)))


def _answer(folded: str, before: RiskAnswer | None) -> RiskAnswer:
    """Take "denied" only from a plain denial as dictated; anything else is raised, and stays raised."""
    denied = bool(_table()["denied"].search(folded)) and not _table()["not_plain"].search(folded)
    if before is RiskAnswer.RAISED or not denied:
        return RiskAnswer.RAISED
    return RiskAnswer.DENIED


def _home(folded: str, form: NoteFormat) -> SectionRule:
    """Give the section that a dictated sentence belongs to, by what it speaks of."""
    for source in ("plan", "interventions", "formulation", "measures", "response"):
        if _table()[source].search(folded) and form.draws(source):
            return next(section for section in form.sections if source in section.draws)
    topics = topics_of(folded)
    for topic in topics:
        for section in form.sections:
            if "client" in section.draws and topic in section.topics:
                return section
    return next(
        (section for source in _FALLBACK for section in form.sections if source in section.draws),
        form.sections[0],
    )
