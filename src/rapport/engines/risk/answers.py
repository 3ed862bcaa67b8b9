"""Whether a question and its answer together are a clear denial.

Both are read against closed lists (``answers.toml``): what has any other word in it is not clear. So a
hedge, a condition, a double negation, a "not since" or an "I'm not saying I wouldn't" cannot become a denial
by being unknown to the program.
"""

from __future__ import annotations

import re
from functools import cache

from rapport.engines.kinds import Utterance
from rapport.engines.risk.passages import Passage, passages
from rapport.engines.risk.topics import MASK, Topic, data, topics

_CLAUSE = re.compile(r"[,;:.!?…\n—\u2013]+|\s-+\s")
_WORD = re.compile(rf"[\w']+|{MASK}")
_ABOUT_IT = frozenset(
    [
        "it",
        "that",
        "those",
        "them",
        "these",
        "this",
        "thought",
        "thoughts",
        "think",
        "thinking",
        "thinks",
        "one",
        "happen",
        "happens",
    ]
)
_TURNING = re.compile(r"\b(?:no|not|never|none|nothing|nobody|without|neither|nor)\b|n't\b")
_LEAST_PROBABILITY = 0.5


@cache
def _alternatives(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in data("answers")["answer"][key]))


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(data("answers")[section][key].split())


def masked(folded: str, topic: Topic, *, asked: bool) -> str:
    """Put the mask in the place of each risk phrase of the topic."""
    places = sorted(topic.in_words(folded, asked=asked))
    result, at = "", 0
    for start, end in places:
        if end > at:
            result += folded[at : max(start, at)] + (f" {MASK} " if start >= at else "")
            at = end
    return result + folded[at:]


def question_is_clear(question: Passage, topic: Topic, *, last: bool) -> bool:
    """Say whether a plain "no" to this question can only mean a denial.

    ``last`` says that nothing was asked after it in the same turn.
    """
    text = question.folded
    for other in topics():
        text = masked(text, other, asked=True)
    if not last or (topic.safe and topic.safe.search(question.folded)):
        return False
    found = _WORD.findall(text)
    about = found[:2] in (["what", "about"], ["how", "about"])
    rest = found[2:] if about else found
    if any(word in _words("question", "wh") for word in rest):
        return False
    return all(word == MASK or word in _words("question", "words") for word in rest)


def denies(answer: Utterance, topic: Topic, *, by_itself: bool) -> bool:
    """Say whether the whole answer is a clear no.

    ``by_itself``: there was no question, so the answer must name the risk that it denies.
    """
    if not heard_well(answer) or "?" in answer.text:
        return False
    sentences = passages(answer)
    clear = 0
    rest: list[Passage] = []
    for sentence in sentences:
        if (by_itself or not rest) and _all_deny(sentence.folded, topic, named=by_itself):
            clear += 1
        elif clear and not rest and _only(sentence.folded, topic, "beside"):
            continue
        else:
            rest.append(sentence)
    return bool(clear) and all(_harmless(sentence, topic) for sentence in rest)


def affirms_safety(answer: Utterance) -> bool:
    """Say whether the whole answer is a clear yes to a question like "Do you feel safe at home?"."""
    said = [clause for clause in _clauses(answer.text.lower().replace("\u2019", "'")) if clause]
    return heard_well(answer) and bool(said) and all(_alternatives("affirmed").fullmatch(c) for c in said)


def heard_well(answer: Utterance) -> bool:
    """Say whether the recogniser was sure of every word; a typed transcript has no doubts."""
    return all(word.probability >= _LEAST_PROBABILITY for word in answer.words)


def _clauses(folded: str) -> list[str]:
    return [" ".join(part.split()).strip(" '\"") for part in _CLAUSE.split(folded)]


def _only(folded: str, topic: Topic, key: str) -> bool:
    parts = [part for part in _clauses(masked(folded, topic, asked=False)) if part]
    return all(_alternatives(key).fullmatch(part) for part in parts)


def _all_deny(folded: str, topic: Topic, *, named: bool) -> bool:
    """Say whether every clause denies (or stands harmlessly beside one that does)."""
    text = masked(folded, topic, asked=False)
    parts = [part for part in _clauses(text) if part]
    denying = [part for part in parts if _alternatives("denials").fullmatch(part)]
    if not denying or (named and MASK not in text):
        return False
    return all(part in denying or _alternatives("beside").fullmatch(part) for part in parts)


def _harmless(sentence: Passage, topic: Topic) -> bool:
    """Say whether a sentence after a clear no is about something else: no doubt, no "it", no risk phrase."""
    if any(
        other.in_words(sentence.folded, asked=True)
        for other in (*topics(), topic)
        if other.key != "protective"
    ):
        return False
    found = set(re.findall(r"[\w']+", sentence.folded))
    return not (found & _words("answer", "doubt") or found & _ABOUT_IT or _TURNING.search(sentence.folded))
