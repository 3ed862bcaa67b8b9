"""Join what belongs together and lead it in, so that a note reads as one and not as a list of quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapport.engines.drafting.lexicon import topic_rows
from rapport.engines.drafting.pieces import clauses_of, word_count
from rapport.engines.drafting.statements import Statement, span_of
from rapport.engines.drafting.wording import Writer, closed, lower_client
from rapport.engines.grounding.lexicon import medications
from rapport.engines.grounding.words import fold, tokens
from rapport.engines.kinds import DraftSentence, SentenceKind, Span

_LONGEST_REPORT, _LONGEST_QUOTE, _LONGEST_PROMPT = 36, 42, 30


@dataclass(slots=True)
class _Worded:
    one: Statement
    made: DraftSentence


def merged(statements: Sequence[Statement], writer: Writer) -> list[DraftSentence]:
    """Word statements in their order; neighbours on one topic become one sentence where that still holds."""
    result: list[_Worded] = []
    for one in statements:
        made = writer.statement(one)
        if made is None or any(made.text == other.made.text for other in result):
            continue
        joined = _join(result[-1].made, made, writer) if result else None
        if joined is not None:
            result[-1].made = joined
        else:
            result.append(_Worded(one, made))
    return [_finished(place, result, writer) for place in range(len(result))]


def _finished(place: int, worded: Sequence[_Worded], writer: Writer) -> DraftSentence:
    """Lead a topic in where it begins; say "also" where it goes on."""
    here = worded[place]
    before = worded[place - 1] if place else None
    if before is not None and before.made.topic == here.made.topic:
        return _also(before.made, here.made, writer)
    return _led_in(here, writer)


def _join(before: DraftSentence, after: DraftSentence, writer: Writer) -> DraftSentence | None:
    if before.topic != after.topic or before.kind is not after.kind:
        return None
    joiner = {SentenceKind.REPORTED: _report_join, SentenceKind.QUOTED: _quote_join}.get(before.kind)
    text = joiner(before.text, after.text, writer.client) if joiner else None
    if text is None:
        return None
    return writer.sentence(text, before.kind, (*before.evidence, *after.evidence), before.topic)


def _report_join(before: str, after: str, client: str) -> str | None:
    lead = f"{client} reported "
    if not (before.startswith(lead) and after.startswith(lead)) or ", and " in before:
        return None
    if word_count(before) + word_count(after) > _LONGEST_REPORT:
        return None
    return closed(f"{before.rstrip('.')}, and {after[len(lead) :].rstrip('.')}")


def _quote_join(before: str, after: str, client: str) -> str | None:
    lead = f"{client} said, "
    if not (before.startswith(lead) and after.startswith(lead)) or "” and “" in before:
        return None
    if word_count(before) + word_count(after) > _LONGEST_QUOTE:
        return None
    opening = re.sub(r"\.”$", "”", before).rstrip(".")
    return closed(f"{opening} and {after[len(lead) :]}")


def _also(before: DraftSentence, after: DraftSentence, writer: Writer) -> DraftSentence:
    """Say "also" where the same topic goes on, if the sentence still holds."""
    for lead in (f"{writer.client} reported ", f"{writer.client} said, "):
        if after.text.startswith(lead) and before.text.startswith(lead):
            text = f"{writer.client} also {after.text[len(writer.client) + 1 :]}"
            return writer.sentence(text, after.kind, after.evidence, after.topic) or after
    return after


def _led_in(here: _Worded, writer: Writer) -> DraftSentence:
    """Say "On sleep, client said, ..." where the cited lines, or the question before them, name it."""
    made = here.made
    if made.kind is not SentenceKind.QUOTED or not made.text.startswith(f"{writer.client} said, "):
        return made
    own = {token.norm for token in tokens(here.one.text)}
    opening = " ".join(fold(made.text).split()[2:8])
    for noun in _nouns(made.topic, writer):
        if noun in own and not re.search(rf"\b{re.escape(noun)}\b", opening):
            led = _with_lead(noun, made, (), writer)
        elif noun not in own:
            prompt = _prompt_with(noun, here.one, writer)
            led = _with_lead(noun, made, prompt, writer) if prompt else None
        else:
            continue
        if led is not None:
            return led
    return made


def _with_lead(noun: str, made: DraftSentence, more: Sequence[Span], writer: Writer) -> DraftSentence | None:
    text = f"On {noun}, {lower_client(writer.client)}{made.text[len(writer.client) :]}"
    return writer.sentence(text, made.kind, (*more, *made.evidence), made.topic)


def _nouns(topic: str, writer: Writer) -> list[str]:
    leads = [noun for row in topic_rows() if row.key == topic for noun in row.lead]
    if topic != "medication":
        return leads
    own = [
        token.norm for name in writer.context.medications for token in tokens(name) if token.norm.isalpha()
    ]
    return [*own, *sorted(medications()), *leads]


def _prompt_with(noun: str, one: Statement, writer: Writer) -> tuple[Span, ...]:
    """Give the short clause of the question that names the noun."""
    if one.question is None:
        return ()
    asker = one.question[0]
    for clause in clauses_of(writer.lines[asker.ref].text):
        text = clause.text(asker.text)
        if word_count(text) <= _LONGEST_PROMPT and noun in {token.norm for token in tokens(text)}:
            return (span_of(asker, clause.start, clause.end),)
    return ()
