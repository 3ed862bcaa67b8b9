"""Sentences on what the clinician did and how the client took it."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.drafting.lexicon import phrase
from rapport.engines.drafting.looks import looks_at
from rapport.engines.drafting.pieces import word_count
from rapport.engines.drafting.statements import Statement, names_risk, span_of
from rapport.engines.drafting.wording import Writer, closed, quoted, reads_cleanly, without_noise_at_start
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import DraftSentence, Intervention, SentenceKind, Span, Utterance

# Ways of talking that every session has: named together, without quoting each.
GENERAL = frozenset(
    {
        "open_question",
        "reflection",
        "affirmation",
        "summary",
        "validation",
        "agenda",
    }
)
_MOST_NAMED, _MOST_RESPONSES = 5, 4
_RESPONSE_FROM = 1.4
_LONGEST, _BEST, _FEWEST, _SHORTEST = 36, 24, 6, 4


def intervention_sentences(found: Sequence[Intervention], writer: Writer) -> list[DraftSentence]:
    """Name each technique with the line that shows it best; the general ones in one sentence."""
    special = [one for one in found if one.key not in GENERAL][:_MOST_NAMED]
    rest = [one for one in found if one.key in GENERAL]
    made: list[DraftSentence] = []
    for one in special:
        used = {span for sentence in made for span in sentence.evidence}
        named = _named(one, writer, used)
        if named is not None:
            made.append(named)
        else:
            rest.append(one)
    return [*made, _together(rest, writer)] if rest else made


def _named(one: Intervention, writer: Writer, used: set[Span]) -> DraftSentence | None:
    """Name a technique and quote a line not used yet; only the quotation is checked, the name is given."""
    lines = writer.transcript.by_ref()
    for span in sorted((_trimmed(lines[s.ref], s) for s in one.evidence), key=_readable):
        if (
            not _SHORTEST <= word_count(span.quote) <= _LONGEST
            or names_risk(fold(span.quote))
            or not reads_cleanly(span.quote)
        ):
            continue
        if span in used:
            continue
        verb = "asked" if span.quote.rstrip().endswith("?") else "said"
        proof = closed(f"Clinician {verb}, {quoted((span,))}")
        checked = writer.sentence(proof, SentenceKind.QUOTED, (span,), "intervention")
        if checked is not None:
            text = f"{one.name.replace(': ', ', ')}: c{proof[1:]}"
            return DraftSentence(
                text, SentenceKind.QUOTED, checked.evidence, "intervention", checked.second_look
            )
    return None


def _trimmed(utterance: Utterance, span: Span) -> Span:
    start, end = without_noise_at_start(utterance.text, span.start, span.end)
    return span_of(utterance, start, end)


def _readable(span: Span) -> bool:
    """Prefer, in the order of the session, lines that are neither a scrap nor a speech."""
    return not _FEWEST <= word_count(span.quote) <= _BEST


def _together(found: Sequence[Intervention], writer: Writer) -> DraftSentence:
    names = [
        one.name if place == 0 else one.name[0].lower() + one.name[1:] for place, one in enumerate(found)
    ]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    spans = tuple(dict.fromkeys(span for one in found for span in one.evidence[:2]))
    lines = writer.transcript.by_ref()
    looks = looks_at((), lines, writer.context, language=writer.transcript.language)
    return DraftSentence(f"{listed}.", SentenceKind.REPORTED, spans, "intervention", looks)


def responses(statements: Sequence[Statement], found: Sequence[Intervention]) -> list[Statement]:
    """Choose what the client said of the work, or in answer to a technique."""
    after = {span.ref for one in found if one.key not in GENERAL for span in one.evidence}
    scored = [(_as_response(one, after), one) for one in statements]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].place))
    return sorted((one for _, one in best[:_MOST_RESPONSES]), key=lambda one: one.place)


def _as_response(one: Statement, after: set[str]) -> float:
    said = bool(phrase("response").search(one.folded))
    answers = bool(one.question and one.question[0].ref in after and one.first_in_answer)
    if not said and not answers:
        return 0.0
    return one.score + 2.0 * said + 0.8 * answers - _RESPONSE_FROM
