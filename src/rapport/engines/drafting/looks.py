"""Why a drafted sentence should be heard again before it is accepted: read from its own lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapport.engines.drafting.language import is_foreign
from rapport.engines.drafting.lexicon import phrase, word_list
from rapport.engines.drafting.statements import names_risk
from rapport.engines.grounding.lexicon import medications, words
from rapport.engines.grounding.numbers import quantities
from rapport.engines.grounding.words import fold, tokens
from rapport.engines.kinds import SecondLook, SessionContext, SourceKind, Span, Utterance

_SURE = 0.6
_MEDICATION_WORDS = word_list("medication")
_BARE_ONE = word_list("bare_number")


def looks_at(
    spans: Sequence[Span], lines: Mapping[str, Utterance], context: SessionContext, *, language: str
) -> tuple[SecondLook, ...]:
    """Give every reason to listen again to what these spans quote."""
    said = [span for span in spans if span.source is SourceKind.UTTERANCE]
    text = " ".join(span.quote for span in said)
    norms = {token.norm for token in tokens(text)}
    reasons = {
        SecondLook.RISK: names_risk(fold(text)) or bool(phrase("danger").search(fold(text))),
        SecondLook.MEDICATION: bool(norms & _medicine_words(context)),
        SecondLook.NEGATION: bool(norms & (words("negation") | words("negation", "verbs"))),
        SecondLook.NUMBER: holds_number(text),
        SecondLook.LOW_CONFIDENCE: any(_unsure(span, lines) for span in said),
        SecondLook.LANGUAGE: not language.lower().startswith("en") or any(is_foreign(s.quote) for s in said),
    }
    return tuple(look for look, so in reasons.items() if so)


def holds_number(text: str) -> bool:
    """Say whether a text holds a number with weight: not a bare "one" or "first"."""
    found = tokens(text)
    return any(found[q.first].norm not in _BARE_ONE or q.unit for q in quantities(found, text))


def _medicine_words(context: SessionContext) -> frozenset[str]:
    own = {token.norm for name in context.medications for token in tokens(name) if token.norm.isalpha()}
    return _MEDICATION_WORDS | medications() | own


def _unsure(span: Span, lines: Mapping[str, Utterance]) -> bool:
    """Say whether the recogniser doubted a word of the quotation; words are found in order in the text."""
    utterance = lines.get(span.ref)
    if utterance is None or not utterance.words:
        return False
    at = 0
    for word in utterance.words:
        bare = word.text.strip()
        start = utterance.text.find(bare, at)
        if start < 0:
            continue
        at = start + len(bare)
        if word.probability < _SURE and start < span.end and span.start < at:
            return True
    return False
