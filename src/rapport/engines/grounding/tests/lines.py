"""Short ways to write a transcript and a sentence in a test."""

from __future__ import annotations

from rapport.engines.grounding import Verdict, check
from rapport.engines.kinds import (
    DraftSentence,
    SentenceKind,
    SessionContext,
    SourceKind,
    Span,
    Speaker,
    Transcript,
    Utterance,
)

_WHO = {"T": Speaker.CLINICIAN, "C": Speaker.CLIENT, "O": Speaker.OTHER, "U": Speaker.UNKNOWN}


def transcript(*lines: str, language: str = "en") -> Transcript:
    """Make a transcript of lines that start with T:, C:, O: or U:."""
    said = [(_WHO[line[0]], line[2:].strip()) for line in lines]
    return Transcript(tuple(Utterance(f"u{n}", n, who, text) for n, (who, text) in enumerate(said)), language)


def whole_lines(session: Transcript) -> tuple[Span, ...]:
    """Take every line as evidence."""
    return tuple(Span(SourceKind.UTTERANCE, u.ref, 0, len(u.text), u.text) for u in session.utterances)


def judge(
    lines: str | tuple[str, ...],
    text: str,
    *,
    kind: SentenceKind = SentenceKind.REPORTED,
    language: str = "en",
    context: SessionContext | None = None,
) -> Verdict:
    """Check a sentence against whole lines."""
    session = transcript(*((lines,) if isinstance(lines, str) else lines), language=language)
    return check(
        DraftSentence(text, kind, whole_lines(session)), session, context=context or SessionContext()
    )
