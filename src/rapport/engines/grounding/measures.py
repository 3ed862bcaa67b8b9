"""Sentences about scores in the chart: every number must be the one the chart holds, in its own place."""

from __future__ import annotations

import re

from rapport.engines.grounding.sources import measure_text
from rapport.engines.grounding.verdict import Failure, FailureCode
from rapport.engines.kinds import DraftSentence, MeasureFact, SessionContext

_WORD = re.compile(r"[^\W_]+")
_FRAME = frozenset(
    [
        "client",
        "clients",
        "s",
        "scored",
        "score",
        "total",
        "was",
        "is",
        "of",
        "out",
        "on",
        "in",
        "the",
        "a",
        "an",
        "and",
        "at",
        "previous",
        "previously",
        "from",
        "to",
        "up",
        "down",
        "unchanged",
        "same",
        "higher",
        "lower",
        "by",
        "points",
        "point",
        "range",
        "band",
        "compared",
        "with",
        "earlier",
        "last",
        "max",
        "maximum",
    ]
)
_UP, _DOWN, _SAME = (
    frozenset({"up", "higher"}),
    frozenset({"down", "lower"}),
    frozenset({"unchanged", "same"}),
)
_NUMBER = Failure(FailureCode.NUMBER, "A number is not the one that the chart holds for this measure.")
_NEW = Failure(FailureCode.NEW_WORDS, "The sentence says more than the chart holds for this measure.")


def check_measure(sentence: DraftSentence, context: SessionContext) -> list[Failure]:
    """Check a sentence made from one or more scores of the chart."""
    facts = {fact.ref: fact for fact in context.measures}
    named = [facts[span.ref] for span in sentence.evidence if span.ref in facts]
    rest = sentence.text
    for fact in named:
        rest = _without(rest, fact)
    found = [] if _places_fit(sentence.text, named) else [_NUMBER]
    for word in _WORD.findall(rest.lower()):
        if word.isdigit():
            found += [] if any(int(word) in _numbers(fact) for fact in named) else [_NUMBER]
        elif word not in _FRAME and not any(word in measure_text(fact).lower() for fact in named):
            found.append(_NEW)
    return found


def _without(text: str, fact: MeasureFact) -> str:
    for literal in (fact.name, fact.date, fact.previous_date):
        text = text.replace(literal, " ") if literal else text
    return text


def _numbers(fact: MeasureFact) -> set[int]:
    change = (
        set() if fact.previous_total is None else {fact.previous_total, abs(fact.total - fact.previous_total)}
    )
    return {fact.total, fact.maximum} | change


def _places_fit(text: str, facts: list[MeasureFact]) -> bool:
    """Ask that the present total comes before the previous one and that the direction is the true one."""
    return (
        len(facts) == 1 and _fits(_without(text, facts[0]).lower(), facts[0])
        if len(facts) == 1
        else bool(facts)
    )


def _fits(text: str, fact: MeasureFact) -> bool:
    bare = re.sub(rf"(/|\bout of|\bof)\s*{fact.maximum}\b", " ", text)
    found = [int(number) for number in re.findall(r"\d+", bare)]
    if found and found[0] != fact.total:
        return False
    earlier = re.search(r"(?:previous(?:ly)?|from|last|earlier|compared with)\D{0,24}(\d+)", bare)
    if earlier and int(earlier.group(1)) != fact.previous_total:
        return False
    return _direction(set(_WORD.findall(bare)), fact)


def _direction(said: set[str], fact: MeasureFact) -> bool:
    if not said & (_UP | _DOWN | _SAME):
        return True
    if fact.previous_total is None:
        return False
    if fact.total == fact.previous_total:
        return not said & (_UP | _DOWN)
    return not said & (_SAME | (_DOWN if fact.total > fact.previous_total else _UP))
