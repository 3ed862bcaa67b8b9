"""The texts that evidence may point into, looked up by reference."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.engines.grounding.verdict import Failure, FailureCode
from rapport.engines.kinds import (
    DraftSentence,
    MeasureFact,
    SessionContext,
    SourceKind,
    Span,
    Speaker,
    Transcript,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One text with who said it (None for a measure or a plan goal, which nobody says)."""

    kind: SourceKind
    ref: str
    text: str
    speaker: Speaker | None


def measure_text(fact: MeasureFact) -> str:
    """Write a score of the chart as the one text that evidence about it quotes from."""
    text = f"{fact.name} on {fact.date}: {fact.total} of {fact.maximum} ({fact.band})"
    if fact.previous_total is None:
        return text
    return f"{text}, previous {fact.previous_total} on {fact.previous_date}"


def all_sources(transcript: Transcript, context: SessionContext) -> dict[tuple[SourceKind, str], Source]:
    """Give every text that a span may quote: utterances, measures, the client's entries and plan goals."""
    found = [Source(SourceKind.UTTERANCE, u.ref, u.text, u.speaker) for u in transcript.utterances]
    found += [Source(SourceKind.MEASURE, fact.ref, measure_text(fact), None) for fact in context.measures]
    found += [Source(SourceKind.ENTRY, ref, text, Speaker.CLIENT) for ref, text in context.entries]
    found += [Source(SourceKind.NOTE, ref, text, None) for ref, text in context.goals]
    return {(source.kind, source.ref): source for source in found}


def check_evidence(sentence: DraftSentence, known: dict[tuple[SourceKind, str], Source]) -> list[Failure]:
    """Refuse a sentence without evidence, and a span whose quote is not what stands at its place."""
    if not sentence.evidence:
        return [Failure(FailureCode.NO_EVIDENCE, "No line of the session is named for this sentence.")]
    return [failure for span in sentence.evidence for failure in _check_span(span, known)]


def _check_span(span: Span, known: dict[tuple[SourceKind, str], Source]) -> list[Failure]:
    source = known.get((span.source, span.ref))
    if source is None:
        return [Failure(FailureCode.NO_EVIDENCE, "The line that this sentence names does not exist.")]
    in_range = 0 <= span.start < span.end <= len(source.text)
    if not in_range or source.text[span.start : span.end] != span.quote or not span.quote.strip():
        return [
            Failure(FailureCode.EVIDENCE_MISMATCH, "The quoted line is not what stands in the transcript.")
        ]
    if source.speaker is Speaker.UNKNOWN:
        return [Failure(FailureCode.SPEAKER, "It is not known who said this line.")]
    return []
