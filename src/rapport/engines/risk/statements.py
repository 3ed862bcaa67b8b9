"""How a finding is written: always in the words that were said, always to be heard again."""

from __future__ import annotations

from rapport.engines.kinds import DraftSentence, SecondLook, SentenceKind, Span, Speaker, Utterance
from rapport.engines.risk.passages import Passage

_WHO = {
    Speaker.CLIENT: "Client said",
    Speaker.CLINICIAN: "Clinician said",
    Speaker.OTHER: "Another person said",
    Speaker.UNKNOWN: "Said by an unknown speaker",
}
_SURE = 0.6
_SINGLE = str.maketrans('"“”', "'\u2018\u2019")


def quoted(said: Passage, topic: str, span: Span | None = None) -> DraftSentence:
    """Quote one sentence with who said it."""
    span = span or said.span
    asked = said.utterance.speaker is Speaker.CLINICIAN and "?" in span.quote
    who = "Clinician asked" if asked else _WHO[said.utterance.speaker]
    text = f"{who}, “{_inside(span.quote)}”"
    return _sentence(text, (span,), topic, (said.utterance,))


def exchange(question: Passage, answer: Utterance, span: Span, topic: str, *, denied: bool) -> DraftSentence:
    """Quote a question with its answer."""
    asked = "asked" if "?" in question.span.quote else "said"
    text = f"Clinician {asked}, “{_inside(question.span.quote)}” Client answered, “{_inside(span.quote)}”"
    return _sentence(text, (question.span, span), topic, (question.utterance, answer), denied=denied)


def _sentence(
    text: str, spans: tuple[Span, ...], topic: str, said: tuple[Utterance, ...], *, denied: bool = False
) -> DraftSentence:
    looks = [SecondLook.RISK]
    if denied:
        looks.append(SecondLook.NEGATION)
    if any(word.probability < _SURE for utterance in said for word in utterance.words):
        looks.append(SecondLook.LOW_CONFIDENCE)
    return DraftSentence(text, SentenceKind.QUOTED, spans, topic, tuple(looks))


def _inside(quote: str) -> str:
    """Make quotation marks inside a quotation single, so that its ends stay clear."""
    return quote.translate(_SINGLE)
