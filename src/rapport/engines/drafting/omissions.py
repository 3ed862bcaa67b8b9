"""What the client raised and the draft does not carry; said openly, so that nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.drafting.lexicon import OTHER, phrase, topic_label
from rapport.engines.drafting.statements import Statement, names_risk
from rapport.engines.kinds import DraftSentence, LeftOutTopic, Span

_MOST_TOPICS, _MOST_SPANS = 8, 3
_LEAST_SCORE = 2.2
_LONGEST_LABEL = 9


def left_out(statements: Sequence[Statement], drafted: Sequence[DraftSentence]) -> tuple[LeftOutTopic, ...]:
    """Give what was set aside for another time, and every topic without a sentence in the draft."""
    cited = [span for sentence in drafted for span in sentence.evidence]
    missing = [one for one in statements if not _cited(one, cited)]
    aside = _set_aside(statements, cited)
    topics: dict[str, list[Span]] = {}
    carried = {one.topic for one in statements if _cited(one, cited)}
    for one in sorted(missing, key=lambda m: -m.score):
        if one.topic not in carried | {OTHER} and one.score >= _LEAST_SCORE and not names_risk(one.folded):
            topics.setdefault(one.topic, []).extend(one.spans)
    rest = [LeftOutTopic(topic_label(key), tuple(spans[:_MOST_SPANS])) for key, spans in topics.items()]
    return (*aside, *rest)[:_MOST_TOPICS]


def _cited(one: Statement, cited: Sequence[Span]) -> bool:
    return any(
        span.ref == one.utterance.ref and span.start < one.clause.end and one.clause.start < span.end
        for span in cited
    )


def _set_aside(statements: Sequence[Statement], cited: Sequence[Span]) -> list[LeftOutTopic]:
    """Find "... but I don't want to get into that today", with what was named just before it."""
    found = []
    for place, one in enumerate(statements):
        if not phrase("deferred").search(one.folded):
            continue
        before = [s for s in statements[max(0, place - 1) : place] if s.exchange == one.exchange]
        if before and not _cited(before[0], cited):
            spans = (*before[0].spans, *one.spans)
            found.append(LeftOutTopic(f"Set aside: “{_short(before[0].text)}”", spans))
    return found


def _short(text: str) -> str:
    words = text.rstrip(" .!,").split()
    return " ".join(words[:_LONGEST_LABEL]) + (" …" if len(words) > _LONGEST_LABEL else "")
