"""Sentences of Objective and Assessment: scores, and what the clinician said aloud of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.drafting.exchanges import Exchange
from rapport.engines.drafting.lexicon import phrase, word_list
from rapport.engines.drafting.pieces import clauses_of, word_count
from rapport.engines.drafting.statements import names_risk, span_of
from rapport.engines.drafting.wording import Writer, closed, quoted
from rapport.engines.grounding import measure_text
from rapport.engines.grounding.numbers import quantities
from rapport.engines.grounding.words import fold, tokens
from rapport.engines.kinds import DraftSentence, MeasureFact, SentenceKind, SourceKind, Span, Utterance

_MOST = 2
_FEWEST, _LONGEST = 6, 45
_NO_SCORE = word_list("bare_number") | {"couple"}
_TIME = frozenset({"minute", "hour", "day", "week", "month", "year", "time"})


def measure_sentences(writer: Writer) -> list[DraftSentence]:
    """State each score of the chart as the chart holds it."""
    made = [_score(fact, writer) for fact in writer.context.measures]
    return [sentence for sentence in made if sentence is not None]


def change_sentences(writer: Writer) -> list[DraftSentence]:
    """State how each score moved since the one before it: arithmetic, no judgement."""
    made = [_change(fact, writer) for fact in writer.context.measures if fact.previous_total is not None]
    return [sentence for sentence in made if sentence is not None]


def _span(fact: MeasureFact) -> Span:
    text = measure_text(fact)
    return Span(SourceKind.MEASURE, fact.ref, 0, len(text), text)


def _score(fact: MeasureFact, writer: Writer) -> DraftSentence | None:
    text = f"{fact.name} on {fact.date}: total {fact.total} of {fact.maximum} ({fact.band})."
    return writer.sentence(text, SentenceKind.FROM_MEASURE, (_span(fact),), "measure")


def _change(fact: MeasureFact, writer: Writer) -> DraftSentence | None:
    before = fact.previous_total
    if before is None:
        return None
    moved = abs(fact.total - before)
    points = "point" if moved == 1 else "points"
    how = "unchanged" if not moved else f"{'down' if fact.total < before else 'up'} {moved} {points}"
    text = f"{fact.name} total {fact.total}, {how} from {before} on {fact.previous_date}."
    return writer.sentence(text, SentenceKind.FROM_MEASURE, (_span(fact),), "measure")


def scores_said(exchanges: Sequence[Exchange], writer: Writer) -> list[DraftSentence]:
    """Quote scores that the clinician read aloud."""
    made = []
    for exchange in exchanges:
        for utterance in exchange.prompt:
            spans = [
                span_of(utterance, clause.start, clause.end)
                for clause in clauses_of(utterance.text)
                if _reads_score(fold(clause.text(utterance.text)), found_before=False)
            ]
            if spans:
                spans = _with_next(utterance.text, spans, utterance)
                text = closed(f"Clinician said, {quoted(spans)}")
                made.append(writer.sentence(text, SentenceKind.QUOTED, spans, "measure"))
    return [sentence for sentence in made if sentence is not None][:_MOST]


def _reads_score(folded: str, *, found_before: bool) -> bool:
    if "?" in folded or not _holds_score(folded) or word_count(folded) > _LONGEST:
        return False
    return found_before or bool(phrase("score_aloud").search(folded) and phrase("score_given").search(folded))


def _holds_score(folded: str) -> bool:
    """Say whether a number stands there that counts something else than time."""
    found = tokens(folded)
    return any(
        found[one.first].norm not in _NO_SCORE and one.unit not in _TIME for one in quantities(found, folded)
    )


def _with_next(text: str, spans: list[Span], utterance: Utterance) -> list[Span]:
    """Take in the next sentence when it goes on about the same score ("Three weeks ago it was ...")."""
    last = spans[-1]
    following = [clause for clause in clauses_of(text) if clause.start >= last.end][:1]
    if following and _reads_score(fold(following[0].text(text)), found_before=True):
        return [*spans[:-1], span_of(utterance, last.start, following[0].end)]
    return spans


def formulation_sentences(exchanges: Sequence[Exchange], writer: Writer) -> list[DraftSentence]:
    """Quote what the clinician said of the whole, where the client agreed to it."""
    found = []
    for exchange in exchanges:
        if not exchange.prompt or not exchange.answer:
            continue
        answer = fold(exchange.answer[0].text)
        if not phrase("accept").search(answer) or phrase("decline").search(answer):
            continue
        found += _formulated(exchange, writer)
    return found[-_MOST:]


def _formulated(exchange: Exchange, writer: Writer) -> list[DraftSentence]:
    utterance, answer = exchange.prompt[-1], exchange.answer[0]
    for clause in clauses_of(utterance.text):
        folded = fold(clause.text(utterance.text))
        fits = _FEWEST <= word_count(folded) <= _LONGEST and len(clause.pieces) == 1 and not clause.cut_off
        if not fits or not phrase("formulation").search(folded) or "?" in folded or names_risk(folded):
            continue
        yes = clauses_of(answer.text)[:1]
        spans = [span_of(utterance, clause.start, clause.end)]
        replies = [span_of(answer, one.start, one.end) for one in yes]
        text = f"Clinician said, {quoted(spans)} {writer.client} answered, {quoted(replies)}"
        made = writer.sentence(closed(text), SentenceKind.QUOTED, (*spans, *replies), "formulation")
        if made is not None:
            return [made]
    return []
