"""What the client stated, one statement at a time, with what can be seen in its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapport.engines.drafting.exchanges import Exchange
from rapport.engines.drafting.lexicon import OTHER, phrase, topic_rows, word_list
from rapport.engines.drafting.pieces import Clause, clauses_of, sentence_spans, word_count
from rapport.engines.grounding.lexicon import words
from rapport.engines.grounding.words import fold, tokens
from rapport.engines.kinds import SourceKind, Span, Utterance
from rapport.engines.risk.topics import topics as risk_topics

_SPLIT = re.compile(
    r",?\s+(?=(?:and|but|so|because|'cause|then)\s+(?:then\s+|now\s+|just\s+)?"
    r"(?:i|i'm|i've|i'd|i'll|it|it's|he|he's|she|she's|they|they're|we|we're|there|there's|that's|if|when|you|everyone|people)\b)"
    # "me and my friends" is one subject: only after a comma does "and my ..." begin a new clause
    r"|,\s+(?=(?:and|but|so|because|'cause|then)\s+(?:then\s+|now\s+|just\s+)?my\b)"
    r"|\s+(?=(?:but|so|because|'cause)\s+my\b)",
    re.IGNORECASE,
)
_LONG, _SHORT, _LONGEST_JOIN = 26, 5, 24
_GENERAL = frozenset({"goals", "coping", "homework", "reason"})
_LIGHT = word_list("light")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of the client with its place, its topics and the question it answered.

    ``content`` holds its words of meaning; ``inherited`` says that its topic is that of what went before.
    """

    utterance: Utterance
    clause: Clause
    exchange: int
    question: tuple[Utterance, Clause] | None = None
    topics: tuple[str, ...] = ()
    first_in_answer: bool = False
    inherited: bool = False
    content: frozenset[str] = frozenset()
    score: float = 0.0

    @property
    def text(self) -> str:
        """The words kept of it."""
        return self.clause.text(self.utterance.text)

    @property
    def folded(self) -> str:
        """The words kept of it, in lower case with plain apostrophes."""
        return fold(self.text)

    @property
    def topic(self) -> str:
        """The topic it is grouped under."""
        return self.topics[0] if self.topics else OTHER

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the session."""
        return self.utterance.index, self.clause.start

    @property
    def spans(self) -> tuple[Span, ...]:
        """One span from its first word to its last: a hesitation inside is quoted, not cut."""
        return (span_of(self.utterance, self.clause.start, self.clause.end),)


def span_of(utterance: Utterance, start: int, end: int) -> Span:
    """Make the span of ``utterance.text[start:end]``."""
    return Span(SourceKind.UTTERANCE, utterance.ref, start, end, utterance.text[start:end])


def content_words(text: str) -> frozenset[str]:
    """Give the words of meaning of a text, roughly reduced to their stems."""
    light = _LIGHT | words("fillers", "anywhere") | words("frame", "glue")
    return frozenset(_stem(t.norm) for t in tokens(text) if t.norm not in light and len(t.norm) > 1)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004 - a stem has three letters
            return word[: -len(ending)]
    return word


def topics_of(folded: str) -> tuple[str, ...]:
    """Give the topics that a text names, the weightiest first; general ones yield to specific ones."""
    found = [(len(set(row.said.findall(folded))), row) for row in topic_rows()]
    hits = [(row.key in _GENERAL, -(row.weight + 0.6 * (n - 1)), row.key) for n, row in found if n]
    return tuple(key for _, _, key in sorted(hits))


def names_risk(folded: str) -> bool:
    """Say whether a text holds a risk phrase, so that it is shown with the risk statements alone."""
    return any(topic.key != "protective" and topic.in_words(folded, asked=False) for topic in risk_topics())


def statements_of(exchange: Exchange, before: tuple[str, ...] = ()) -> list[Statement]:
    """Give every statement of an answer that is more than manners, in order.

    A statement that names no topic takes that of its question, or of what was said just before it;
    ``before`` holds the topics under way when the exchange began.
    """
    question = question_of(exchange)
    under_way = _asked_topics(exchange, before)
    found: list[Statement] = []
    for utterance in exchange.answer:
        for clause in _units(utterance):
            folded = fold(clause.text(utterance.text))
            if phrase("small_talk").search(folded) or phrase("backchannel").match(folded):
                continue
            own = _ordered(topics_of(folded), under_way)
            one = Statement(utterance, clause, exchange.index, question, own or under_way, inherited=not own)
            meaning = content_words(one.text)
            found.append(replace(one, first_in_answer=not found, content=meaning))
            under_way = own or under_way
    return found


def _asked_topics(exchange: Exchange, before: tuple[str, ...]) -> tuple[str, ...]:
    """Give the topics of the prompt's last words, or those under way if the prompt goes on about them."""
    if not exchange.prompt:
        return before
    text = exchange.prompt[-1].text
    last = fold(" ".join(text[a:b] for a, b in sentence_spans(text)[-2:]))
    asked = tuple(key for key in topics_of(last) if key not in _GENERAL)
    if asked:
        return asked
    if names_risk(last):
        return ()
    goes_on = phrase("goes_on").search(last) and not phrase("inner_question").search(last)
    return before if goes_on else ()


def _ordered(own: tuple[str, ...], under_way: tuple[str, ...]) -> tuple[str, ...]:
    """Put the topic under way first where a statement names several."""
    return tuple(sorted(own, key=lambda key: key not in under_way[:1]))


def question_of(exchange: Exchange) -> tuple[Utterance, Clause] | None:
    """Give the last question of the prompt, if its last sentence is one."""
    if not exchange.prompt:
        return None
    utterance = exchange.prompt[-1]
    clauses = clauses_of(utterance.text)
    if not clauses:
        return None
    asking = [one for one in clauses[-3:] if "?" in utterance.text[one.end - 1 : one.end + 1]]
    whole = [one for one in asking if phrase("question_start").match(fold(one.text(utterance.text)))]
    if asking:
        return utterance, (whole or asking)[-1]
    asked = fold(clauses[-1].text(utterance.text))
    return (utterance, clauses[-1]) if asked.startswith(("tell me", "describe", "talk about")) else None


def _units(utterance: Utterance) -> list[Clause]:
    """Give the clauses of an utterance: long ones split, short ones joined to what they follow."""
    split = [part for clause in clauses_of(utterance.text) for part in _split_long(utterance.text, clause)]
    joined: list[Clause] = []
    for clause in split:
        if joined and _belongs_to(utterance.text, joined[-1], clause):
            joined[-1] = _join(utterance.text, joined[-1], clause)
        else:
            joined.append(clause)
    return joined


def _split_long(text: str, clause: Clause) -> list[Clause]:
    """Split a long sentence where a new clause begins; pieces parted by noise alone stay together."""
    if word_count(clause.text(text)) <= _LONG:
        return [clause]
    groups: list[list[tuple[int, int]]] = [[]]
    for start, end in clause.pieces:
        at = start
        for match in _SPLIT.finditer(text, start, end):
            done = sum(word_count(text[a:b]) for a, b in groups[-1]) + word_count(text[at : match.start()])
            if done >= _SHORT and word_count(text[match.end() : end]) >= _SHORT:
                groups[-1].append((at, match.start()))
                groups.append([])
                at = match.end()
        groups[-1].append((at, end))
    groups = [_trimmed(text, group) for group in groups]
    parts = [Clause(tuple(group), clause.cut_off and group is groups[-1]) for group in groups if group]
    return [_opened(text, part) for part in parts]


def _trimmed(text: str, group: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave no "and" hanging where a sentence was split."""
    if not group:
        return group
    start, end = group[-1]
    match = phrase("trailing").search(fold(text)[start:end].rstrip(" ,"))
    return [*group[:-1], (start, start + match.start())] if match and match.start() else group


def _opened(text: str, clause: Clause) -> Clause:
    start, end = clause.pieces[0]
    match = phrase("split_opener").match(fold(text)[start:end])
    if match and start + match.end() < end:
        return Clause(((start + match.end(), end), *clause.pieces[1:]), clause.cut_off)
    return clause


def _belongs_to(text: str, before: Clause, clause: Clause) -> bool:
    """Say whether a clause is the tail of the one before: short, and next to it."""
    mine, theirs = clause.text(text), before.text(text)
    near = not re.search(r"\w", text[before.end : clause.start])
    return (
        near
        and word_count(mine) < _SHORT
        and not (before.cut_off or clause.cut_off)
        and len(clause.pieces) == len(before.pieces) == 1
        and word_count(theirs) + word_count(mine) <= _LONGEST_JOIN
        and "?" not in mine + theirs
        and not phrase("small_talk").search(fold(mine))
        and not phrase("small_talk").search(fold(theirs))
    )


def _join(text: str, before: Clause, clause: Clause) -> Clause:  # noqa: ARG001 - the pair reads alike to its caller
    return Clause(((before.start, clause.end),), clause.cut_off)
