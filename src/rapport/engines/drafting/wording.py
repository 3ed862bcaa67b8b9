"""Word one finding: propose, verify, fall back to the exact words, or leave it out.

Every sentence that leaves here was accepted by the verifier as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rapport.engines.drafting.lexicon import phrase
from rapport.engines.drafting.looks import looks_at
from rapport.engines.drafting.pieces import Clause, clauses_of, sentence_spans, word_count
from rapport.engines.drafting.reported import framed, reported_clause
from rapport.engines.drafting.salience import leans_on_question, rates
from rapport.engines.drafting.statements import Statement, span_of
from rapport.engines.grounding import Verdict, check
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import (
    DraftSentence,
    SecondLook,
    SentenceKind,
    SessionContext,
    Span,
    Transcript,
    Utterance,
)

_SINGLE = str.maketrans('"“”', "'\u2018\u2019")
_PROTECTED = frozenset({SecondLook.RISK, SecondLook.MEDICATION, SecondLook.NUMBER, SecondLook.LANGUAGE})
# What is under way may be medicine though the words do not say so ("I haven't started it").
_QUOTED_TOPICS = frozenset({"medication"})
_LONGEST_QUOTE = 42
_LONGEST_QUESTION = 20
_FEWEST = 5


class Proposer(Protocol):
    """Proposes wording for one exchange; what it says is checked and may be thrown away."""

    def propose(self, exchange_text: str, topic: str) -> str:
        """Give one sentence in reported speech, or an empty text."""
        ...


class Verifier(Protocol):
    """Compares a sentence with the lines it rests on."""

    def __call__(
        self, sentence: DraftSentence, transcript: Transcript, *, context: SessionContext
    ) -> Verdict:
        """Give ``ok`` only if every rule holds."""
        ...


@dataclass(slots=True)
class Writer:
    """Words findings for one session."""

    transcript: Transcript
    context: SessionContext
    verifier: Verifier = check
    proposer: Proposer | None = None
    quotes_only: bool = False
    _lines: dict[str, Utterance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = self.transcript.by_ref()

    @property
    def client(self) -> str:
        """How the client is called."""
        return self.context.client_reference

    def holds(self, sentence: DraftSentence) -> bool:
        """Ask the verifier, giving it only the lines that the sentence names (they are all it may use)."""
        refs = dict.fromkeys(span.ref for span in sentence.evidence)
        lines = tuple(self._lines[ref] for ref in refs if ref in self._lines)
        part = Transcript(lines, self.transcript.language)
        return self.verifier(sentence, part, context=self.context).ok

    def sentence(
        self, text: str, kind: SentenceKind, spans: Sequence[Span], topic: str
    ) -> DraftSentence | None:
        """Give the sentence with its second looks if it holds."""
        once = tuple(dict.fromkeys(spans))
        looks = looks_at(once, self._lines, self.context, language=self.transcript.language)
        if topic in _QUOTED_TOPICS and SecondLook.MEDICATION not in looks:
            looks = (SecondLook.MEDICATION, *looks)
        made = DraftSentence(text, kind, once, topic, looks)
        return made if self.holds(made) else None

    def first(self, *attempts: Callable[[], DraftSentence | None]) -> DraftSentence | None:
        """Give the first attempt that holds."""
        for attempt in attempts:
            made = attempt()
            if made is not None:
                return made
        return None

    def statement(self, one: Statement, *, verb: str = "said") -> DraftSentence | None:
        """Word one statement of the client; a bare rating or scrap is nothing without its question."""
        alone = word_count(one.text) >= _FEWEST and not rates(one)
        return self.first(
            lambda: self._proposed(one),
            lambda: self._reported(one),
            lambda: self.asked_and_answered(one) if needs_question(one) else None,
            lambda: self._quoted(one, one.spans, verb) if alone else None,
            lambda: self._quoted_whole(one, verb) if alone else None,
        )

    def asked_and_answered(self, one: Statement) -> DraftSentence | None:
        """Quote the question with the answer, for answers that mean nothing alone."""
        if one.question is None:
            return None
        asker, clause = one.question
        asked = _asked_span(asker, clause)
        if asked is None:
            return None
        spans, answer = (asked, *one.spans), quoted(one.spans)
        short = f"Asked, {quoted((asked,))} {self.client} said, {answer}"
        long = f"Clinician asked, {quoted((asked,))} {self.client} answered, {answer}"
        return self.first(
            lambda: self.sentence(closed(short), SentenceKind.QUOTED, spans, one.topic),
            lambda: self.sentence(closed(long), SentenceKind.QUOTED, spans, one.topic),
        )

    @property
    def lines(self) -> Mapping[str, Utterance]:
        """Give every utterance by its reference."""
        return self._lines

    def _may_be_reworded(self, spans: Sequence[Span]) -> bool:
        looks = looks_at(spans, self._lines, self.context, language=self.transcript.language)
        return not self.quotes_only and not _PROTECTED & set(looks)

    def _proposed(self, one: Statement) -> DraftSentence | None:
        if self.proposer is None or not self._may_be_reworded(one.spans) or one.topic in _QUOTED_TOPICS:
            return None
        text = self.proposer.propose(_exchange_text(one), one.topic).strip()
        if not text:
            return None
        return self.sentence(text, SentenceKind.WORDED_BY_MODEL, one.spans, one.topic)

    def _reported(self, one: Statement) -> DraftSentence | None:
        if not self._may_be_reworded(one.spans) or one.topic in _QUOTED_TOPICS:
            return None
        clause = reported_clause(one.text) if _whole(one) else None
        if clause is None:
            return None
        text = closed(framed(clause, self.client, "reported"))
        return self.sentence(text, SentenceKind.REPORTED, one.spans, one.topic)

    def _quoted(self, one: Statement, spans: Sequence[Span], verb: str) -> DraftSentence | None:
        text = closed(f"{self.client} {verb}, {quoted(spans)}")
        return self.sentence(text, SentenceKind.QUOTED, spans, one.topic)

    def _quoted_whole(self, one: Statement, verb: str) -> DraftSentence | None:
        """Quote the whole sentence around a clause whose neighbours would change its meaning."""
        start, end = whole_sentence(one.utterance.text, one.clause.start, one.clause.end)
        start, end = without_noise_at_start(one.utterance.text, start, end)
        if word_count(one.utterance.text[start:end]) > _LONGEST_QUOTE or not reads_cleanly(
            one.utterance.text[start:end]
        ):
            return None
        return self._quoted(one, (span_of(one.utterance, start, end),), verb)


def _whole(one: Statement) -> bool:
    """Say whether a statement was said in one go: words on two sides of a gap may be two beginnings."""
    text = one.utterance.text
    return not any(phrase("new_beginning").search(fold(text[a:b])) for a, b in one.clause.pieces[1:])


def _asked_span(asker: Utterance, clause: Clause) -> Span | None:
    """Give the question, or only its last part if it is long; None if no short part is a question."""
    start, end = clause.start, clause.end
    if word_count(asker.text[start:end]) <= _LONGEST_QUESTION:
        return span_of(asker, start, end)
    places = [
        start + match.start() for match in phrase("question_start").finditer(fold(asker.text)[start:end])
    ]
    short = [at for at in places if word_count(asker.text[at:end]) <= _LONGEST_QUESTION]
    return span_of(asker, short[0], end) if short else None


def needs_question(one: Statement) -> bool:
    """Say whether an answer would be read wrongly, or not at all, without its question."""
    return one.question is not None and one.first_in_answer and leans_on_question(one)


def quoted(spans: Sequence[Span]) -> str:
    """Put the words of each span in quotation marks, with an ellipsis where words lie between."""
    return " … ".join(f"“{inside(span.quote)}”" for span in spans)


def side_by_side(spans: Sequence[Span], lines: Mapping[str, Utterance]) -> tuple[Span, ...]:
    """Make one span of two of the same utterance with nothing but an opening word between them."""
    result: list[Span] = []
    for span in spans:
        before = result[-1] if result else None
        if before is not None and before.ref == span.ref and before.end <= span.start:
            between = lines[span.ref].text[before.end : span.start]
            if len(re.findall(r"\w+", between)) <= 1 and not re.search(r"--|—|-\s", between):
                result[-1] = span_of(lines[span.ref], before.start, span.end)
                continue
        result.append(span)
    return tuple(result)


def inside(quote: str) -> str:
    """Make quotation marks inside a quotation single, so that its ends stay clear."""
    return quote.strip().translate(_SINGLE)


def closed(text: str) -> str:
    """End a sentence: a full stop inside the last quotation if it was said so, else after it."""
    if text.endswith((".", "!", "?")):
        return text
    if text.endswith("”"):
        return text if text[-2] in ".!?" else f"{text}."
    return f"{text}."


def lower_client(client: str) -> str:
    """Give the client's reference inside a sentence: "Client" in lower case, a name as it is."""
    return client[0].lower() + client[1:] if client.lower() in {"client", "the client", "patient"} else client


def reads_cleanly(text: str) -> bool:
    """Say whether a quotation is free of stutter and false starts."""
    found = clauses_of(text)
    return (
        len(found) > 0 and all(len(one.pieces) == 1 for one in found) and not re.search(r"--|—|-\s|-$", text)
    )


def without_noise_at_start(text: str, start: int, end: int) -> tuple[int, int]:
    """Let "And, um," fall away before a sentence."""
    found = clauses_of(text[start:end])
    return (start + found[0].start, end) if found else (start, end)


def whole_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence of the utterance around a place."""
    touched = [(a, b) for a, b in sentence_spans(text) if a < end and start < b]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _exchange_text(one: Statement) -> str:
    asked = f"Clinician: {one.question[1].text(one.question[0].text)}\n" if one.question else ""
    return f"{asked}Client: {one.text}"
