"""How much a statement matters to a note: what it names, what it tells of change, and who took it up.

Weights were set by reading drafts of development transcripts and say nothing about a person.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapport.engines.drafting.exchanges import Exchange
from rapport.engines.drafting.lexicon import phrase, topic_rows, word_list
from rapport.engines.drafting.looks import holds_number
from rapport.engines.drafting.pieces import word_count
from rapport.engines.drafting.statements import Statement, content_words
from rapport.engines.grounding.words import fold

_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|myself)\b")
_STARTS_SELF = re.compile(r"^(?:\w+ ){0,3}?(?:i|i'm|i've|i'd|i'll|my)\b")
_HEDGED = re.compile(
    r"\b(?:i don't know|i guess|i dunno|i mean|you know|or whatever|or something|stuff like that|whatever)\b"
)
_TO_YOU = re.compile(r"\b(?:you|your|you're|you've|yourself)\b")
_POINTS_BACK = re.compile(
    r"^(?:or|it|it's|that|that's|this|those|these|he|he's|she|she's|they|they're|them|which|who|not|to|in|at|of|with|or|"
    r"doing|being|having|than|either|neither)\b"
)
_LIKE = re.compile(r"\blike\b")
_ENDS_IN_IT = re.compile(r"\b(?:it|that|this|them|there|so|to)[.!]?$")
_SUBJECTS = re.compile(
    r"\b(?:my \w+|nobody|people|i|he|she|it|they|we|you|there|that's|everybody|everyone)(?=\b|')"
)
_CRUDE = re.compile(r"\b(?:fuck\w*|shit\w*|bullshit|crap\w*|damn|goddamn|bitch\w*|ass|asshole)\b")
_MEASURED = frozenset({"substance", "sleep", "medication", "health", "appetite"})
_LEAST_CONTENT = 3
_FRAGMENT = 4
_LEAST_WORDS, _FEW_WORDS, _MANY_WORDS = 3, 6, 30


def scored(statements: Sequence[Statement], exchanges: Sequence[Exchange]) -> list[Statement]:
    """Give the statements with their scores."""
    counts = Counter(word for one in statements for word in one.content)
    taken_up = {
        before.index: content_words(" ".join(u.text for u in after.prompt))
        for before, after in pairwise(exchanges)
    }
    return [
        replace(one, score=_score(one, counts, taken_up.get(one.exchange, frozenset()))) for one in statements
    ]


def _score(one: Statement, counts: Counter[str], taken_up: frozenset[str]) -> float:
    folded, content = one.folded, one.content
    total = _topical(one) + _form(one, folded)
    how_much = holds_number(one.text) and one.topic in _MEASURED
    total += 0.8 * holds_number(one.text) + 0.8 * how_much + 0.9 * bool(phrase("how_often").search(folded))
    total += 0.6 * bool(phrase("correction").search(folded))
    total += 0.7 if phrase("change").search(folded) else 0.0
    total += 0.35 * min(3, len(phrase("matters").findall(folded)))
    total += _answering(one)
    total += 2.2 if one.topic == "medication" and phrase("medication_fact").search(folded) else 0.0
    if not rates(one):
        total -= 0.5 * max(0, _LEAST_CONTENT - len(content))
    if content:
        total += 1.4 * len(content & taken_up) / (len(content) + 1)
        total += 0.25 * sum(math.log(counts[word]) for word in content) / len(content)
        total += 0.06 * min(8, len(content))
    return total


def _topical(one: Statement) -> float:
    weights = {row.key: row.weight for row in topic_rows()}
    shares = (0.5,) if one.inherited else (1.0, 0.35, 0.15)
    return sum(share * weights[key] for share, key in zip(shares, one.topics, strict=False))


def _form(one: Statement, folded: str) -> float:
    """Weigh how it is said: who it is about, how whole it is, how it would read."""
    length = word_count(folded)
    total = 1.1 if _STARTS_SELF.search(folded) else 0.3 if _FIRST_PERSON.search(folded) else -0.4
    total -= 2.5 * one.clause.cut_off + 0.9 * (len(one.clause.pieces) - 1)
    total -= 1.5 * _hangs(folded) + 0.9 * _unnamed(folded) + 1.2 * is_fragment(folded)
    total -= 1.0 * bool(phrase("given_up").search(folded)) + 2.0 * _goes_on(one)
    total -= 0.4 * max(0, len(_LIKE.findall(folded)) - 1) + 2.5 * _empty(one)
    total -= 0.4 * min(2, len(_HEDGED.findall(folded))) + 0.6 * bool(_TO_YOU.search(_HEDGED.sub("", folded)))
    total -= 0.7 * bool(_POINTS_BACK.search(folded)) + 1.6 * bool(phrase("inner_speech").search(folded))
    total -= 1.4 * bool(_CRUDE.search(folded)) + 3.0 * ("?" in folded)
    short = 1.5 * (length < _LEAST_WORDS) + 0.8 * (length < _FEW_WORDS)
    total -= (0.0 if rates(one) else short) + 0.8 * (length > _MANY_WORDS)
    return total


def leans_on_question(one: Statement) -> bool:
    """Say whether an answer is too short, or points back too much, to be read without its question."""
    length = word_count(one.text)
    if rates(one) and length < 2 * _FEW_WORDS:
        return True
    if one.question and phrase("thought_question").search(fold(one.question[1].text(one.question[0].text))):
        return length < 3 * _FEW_WORDS
    if one.inherited and one.first_in_answer and length < 3 * _FEW_WORDS:
        return True
    if is_fragment(one.folded) and length < 3 * _FEW_WORDS:
        return True
    first = re.split(r"[.!?]", one.text)[0]
    return (
        word_count(first) < _FRAGMENT
        or length < _FEW_WORDS
        or (length < 2 * _FEW_WORDS and bool(_POINTS_BACK.search(one.folded)))
    )


def points_back(one: Statement) -> bool:
    """Say whether a statement opens with a word whose meaning was given before it."""
    return bool(_POINTS_BACK.search(one.folded))


def _answering(one: Statement) -> float:
    """Weigh what was asked: an open question, one about a thought or a wish, one for a rating."""
    if one.question is None or not one.first_in_answer:
        return 0.0
    asked = fold(one.question[1].text(one.question[0].text))
    total = 0.4 + 0.4 * bool(phrase("open_question").search(asked))
    return total + 1.4 * bool(phrase("inner_question").search(asked)) + 2.8 * rates(one)


def rates(one: Statement) -> bool:
    """Say whether this is the number that a question about a scale asked for."""
    if one.question is None or not holds_number(one.text):
        return False
    return bool(phrase("rating").search(fold(one.question[0].text)))


def is_fragment(folded: str) -> bool:
    """Say whether a text names nobody and nothing that does something."""
    return not _SUBJECTS.search(folded)


def _goes_on(one: Statement) -> bool:
    """Say whether a clause ends a sentence that began before the clinician spoke ("- so I'm not worried")."""
    text = one.utterance.text
    return bool(phrase("goes_on_from").search(text)) and not re.search(r"[.!?]", text[: one.clause.start])


def _empty(one: Statement) -> bool:
    """Say whether a short statement ends in an "it" that only its neighbours explain."""
    least = _LEAST_CONTENT - bool(re.search(r"\b(?:i|me)\b", one.folded))
    ends = _ENDS_IN_IT.search(one.folded) and len(one.content) <= least
    return bool(ends) and one.topic != "medication"


def _hangs(folded: str) -> bool:
    """Say whether a sentence holds a condition or a time and nothing that depends on it."""
    return bool(phrase("condition").search(folded)) and len(_SUBJECTS.findall(folded)) < 2  # noqa: PLR2004 - a pair


def _unnamed(folded: str) -> bool:
    """Say whether a sentence speaks of "he" or "she" without saying who that is."""
    return bool(set(re.findall(r"[\w']+", folded)) & word_list("third_person")) and not phrase(
        "person_noun"
    ).search(folded)
