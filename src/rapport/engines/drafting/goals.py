"""Which plan goals the session touched: matched by words, shown with the goal's own text."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.drafting.statements import Statement, content_words
from rapport.engines.drafting.wording import Writer
from rapport.engines.kinds import DraftSentence, SentenceKind, SourceKind, Span

_MOST = 3


def goal_sentences(chosen: Sequence[Statement], writer: Writer) -> list[DraftSentence]:
    """Quote each active goal that shares a word of meaning with what was drafted."""
    said = content_words(" ".join(one.text for one in chosen))
    touched = [(len(content_words(text) & said), ref, text) for ref, text in writer.context.goals]
    best = sorted((row for row in touched if row[0]), key=lambda row: -row[0])[:_MOST]
    made = []
    for _, ref, text in best:
        span = Span(SourceKind.NOTE, ref, 0, len(text), text)
        made.append(writer.sentence(f"“{text}”", SentenceKind.QUOTED, (span,), "goal"))
    return [sentence for sentence in made if sentence is not None]
