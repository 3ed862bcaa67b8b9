"""Word the agreements of a session as its plan."""

from __future__ import annotations

import re
from itertools import groupby

from rapport.engines.drafting.agreements import Agreement, Matter, Said
from rapport.engines.drafting.lexicon import phrase
from rapport.engines.drafting.statements import span_of
from rapport.engines.drafting.wording import (
    Writer,
    closed,
    lower_client,
    quoted,
    side_by_side,
    whole_sentence,
    without_noise_at_start,
)
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import DraftSentence, SentenceKind, Span, Speaker

_MOST = 6
_PERSON = {"you": "they", "your": "their", "yourself": "themselves", "you're": "they are"}


def plan_sentences(agreements: list[Agreement], writer: Writer) -> list[DraftSentence]:
    """Give the plan: practice first, the next appointment last; what cannot be worded safely is left out."""
    return [sentence for one in agreements[-_MOST:] for sentence in _worded(one, writer)]


def _worded(one: Agreement, writer: Writer) -> list[DraftSentence]:
    agreed = _agreed_to(one, writer)
    if agreed is not None:
        rest = Agreement(one.matter, one.lines[2:])
        more = _in_turns(rest, writer, verb="added") if rest.lines else None
        return [agreed, *([more] if more else [])]
    made = writer.first(
        lambda: _in_turns(one, writer, about=True) if one.about else None,
        lambda: _in_turns(one, writer),
        lambda: _in_turns(one, writer, whole=True),
    )
    return [made] if made else []


def agreed_deed(one: Agreement, writer: Writer) -> str | None:
    """Give what the client agreed to, as it was put to them ("call your doctor"), if that is sure."""
    return _deed(one) if _agreed_to(one, writer) is not None else None


def _deed(one: Agreement) -> str | None:
    asked = phrase("asked_to").search(fold(one.lines[0].text))
    return one.lines[0].text[asked.end() :].rstrip(" ?.!,") if asked else None


def _agreed_to(one: Agreement, writer: Writer) -> DraftSentence | None:
    """Say "Client agreed to ..., “yes ...”" where the proposal's own words allow it."""
    offer, answers = one.lines[0], one.lines[1:]
    if (
        offer.speaker is not Speaker.CLINICIAN
        or not answers
        or writer.quotes_only
        or len(offer.clause.pieces) > 1
    ):
        return None
    if any(answer.speaker is not Speaker.CLIENT for answer in answers):
        return None
    deed = _they(_deed(one) or "")
    if deed is None:
        return None
    yes = _spans(answers[0])
    spans = (*_spans(offer), *yes)
    said = " … ".join(span.quote.rstrip(".") for span in yes)
    text = f"{writer.client} agreed to {deed} (“{said}”)."
    return writer.sentence(text, SentenceKind.REPORTED, spans, _topic(one))


def _they(deed: str) -> str | None:
    """Shift "you" and "your" of a proposal; None if it speaks of anyone else."""
    if not deed or re.search(r"\b(?:i|me|my|we|us|our|they|them|their|or)\b", fold(deed)):
        return None
    parts = re.findall(r"[\w\u2019']+|[^\w\u2019']+", deed)
    return "".join(_PERSON.get(fold(part), part) for part in parts)


def _in_turns(
    one: Agreement, writer: Writer, *, about: bool = False, whole: bool = False, verb: str = "said"
) -> DraftSentence | None:
    """Quote who said what, in order; lines of one turn stand together."""
    text, spans = "", []
    if about and one.about is not None:
        spans = list(_spans(one.about))
        text = f"On {one.about.text[0].lower()}{one.about.text[1:]}, "
    previous: Speaker | None = None
    for _, lines in groupby(one.lines, key=lambda line: line.utterance.index):
        turn = list(lines)
        own = side_by_side([span for line in turn for span in _spans(line, whole=whole)], writer.lines)
        own = tuple(dict.fromkeys(own))
        text += _turn(turn[-1], own, previous, writer, verb=verb, led=bool(text) and previous is None)
        spans += own
        previous = turn[-1].speaker
    return writer.sentence(closed(text), SentenceKind.QUOTED, spans, _topic(one))


def _turn(
    line: Said, own: tuple[Span, ...], previous: Speaker | None, writer: Writer, *, verb: str, led: bool
) -> str:
    lead = "" if previous is None else " "
    if line.speaker is Speaker.CLIENT:
        name = lower_client(writer.client) if led else writer.client
        return f"{lead}{name} {'answered' if previous is Speaker.CLINICIAN else verb}, {quoted(own)}"
    asks = own[-1].quote.rstrip().endswith("?")
    return f"{lead}{'clinician' if led else 'Clinician'} {'asked' if asks else 'said'}, {quoted(own)}"


def _spans(said: Said, *, whole: bool = False) -> tuple[Span, ...]:
    if not whole:
        return (span_of(said.utterance, said.clause.start, said.clause.end),)
    text = said.utterance.text
    start, end = without_noise_at_start(text, *whole_sentence(text, said.clause.start, said.clause.end))
    return (span_of(said.utterance, start, end),)


def _topic(one: Agreement) -> str:
    return "appointment" if one.matter is Matter.APPOINTMENT else "plan"
