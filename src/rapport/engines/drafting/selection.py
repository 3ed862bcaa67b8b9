"""Choose what a page can hold: the statements that matter most, none twice, none that was taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapport.engines.drafting.lexicon import phrase, topic_order
from rapport.engines.drafting.looks import holds_number
from rapport.engines.drafting.pieces import Clause, word_count
from rapport.engines.drafting.salience import points_back, rates
from rapport.engines.drafting.statements import Statement, content_words

_LEAST_SCORE = 2.4
_LEAST_CONTENT = 2
_SAME = 0.6
_FRAME_WORDS = 3
_TOPIC_SHARE = 0.4
_LONGEST_PULL = 34
_PAGE, _SMALLEST, _FULL_SESSION = 280, 100, 6500


def page_budget(spoken_words: int, page: float = 1.0) -> int:
    """Give how many words the client's part of a note may have, after the length of the session."""
    share = min(1.0, spoken_words / _FULL_SESSION)
    return int(page * max(_SMALLEST, _PAGE * share**0.35))


def choose(statements: Sequence[Statement], budget: int) -> list[Statement]:
    """Give the chosen statements in the order of a note: by topic, and as said within a topic."""
    pool = [one for one in without_superseded(statements) if one.score >= _LEAST_SCORE]
    picked = _Picked(budget)
    while pool:
        pool.sort(key=lambda one: (-(one.score + picked.news(one)), one.place))
        one = pool.pop(0)
        if picked.room_for(one):
            picked.take(_with_context(one, statements))
    return in_note_order(picked.chosen)


def in_note_order(chosen: Sequence[Statement]) -> list[Statement]:
    """Order statements by topic as a note is read, chronologically within each."""
    order = topic_order()
    return sorted(chosen, key=lambda one: (order[one.topic], one.place))


def without_superseded(statements: Sequence[Statement]) -> list[Statement]:
    """Drop a number that the same speaker corrects in the words that follow on the same matter."""
    kept = list(statements)
    for before, after in pairwise(statements):
        near = after.exchange - before.exchange <= 1
        if (
            near
            and before in kept
            and phrase("correction").search(after.folded)
            and holds_number(before.text)
            and holds_number(after.text)
        ):
            kept.remove(before)
    return kept


@dataclass(slots=True)
class _Picked:
    budget: int
    words: int = 0
    chosen: list[Statement] = None  # type: ignore[assignment]  # set right below; a list is no default
    by_topic: Counter[str] = None  # type: ignore[assignment]  # as above

    def __post_init__(self) -> None:
        self.chosen, self.by_topic = [], Counter()

    def news(self, one: Statement) -> float:
        """Prefer a topic that is not there yet, and doubt what repeats words that are."""
        fresh = 0.8 if not self.by_topic[one.topic] else -0.25 * self.by_topic[one.topic] / 25
        return fresh - 2.0 * max((_alike(one, other) for other in self.chosen), default=0.0)

    def room_for(self, one: Statement) -> bool:
        size = word_count(one.text) + _FRAME_WORDS
        if one.score + self.news(one) < _LEAST_SCORE or self.words + size > self.budget:
            return False
        if self.by_topic[one.topic] and self.by_topic[one.topic] + size > _TOPIC_SHARE * self.budget:
            return False
        if len(one.content) < _LEAST_CONTENT and not rates(one) and one.topic != "medication":
            return False
        return all(_alike(one, other) < _SAME and not _overlaps(one, other) for other in self.chosen)

    def take(self, one: Statement) -> None:
        self.chosen.append(one)
        size = word_count(one.text) + _FRAME_WORDS
        self.words += size
        self.by_topic[one.topic] += size


def _alike(one: Statement, other: Statement) -> float:
    """Give how much of the shorter statement's meaning the other holds."""
    shared = len(one.content & other.content)
    least = min(len(one.content), len(other.content))
    return shared / least if least else 1.0


def _overlaps(one: Statement, other: Statement) -> bool:
    return one.utterance.ref == other.utterance.ref and (
        one.clause.start < other.clause.end and other.clause.start < one.clause.end
    )


def _with_context(one: Statement, statements: Sequence[Statement]) -> Statement:
    """Take in the sentence just before, when the statement points back to it and both are short."""
    if not points_back(one):
        return one
    text = one.utterance.text
    for before in reversed(statements):
        if before.place >= one.place or before.utterance.ref != one.utterance.ref:
            continue
        between = text[before.clause.end : one.clause.start]
        joined = text[before.clause.start : one.clause.end]
        if len(between.strip(" .,!?")) > 5 or word_count(joined) > _LONGEST_PULL:  # noqa: PLR2004 - "and", "so"
            return one
        clause = Clause(((before.clause.start, one.clause.end),), one.clause.cut_off)
        return replace(
            one,
            clause=clause,
            first_in_answer=before.first_in_answer,
            topics=one.topics or before.topics,
            content=one.content | before.content,
        )
    return one


def carried_words(chosen: Sequence[Statement]) -> frozenset[str]:
    """Give the words of meaning that the chosen statements carry."""
    return content_words(" ".join(one.text for one in chosen))
