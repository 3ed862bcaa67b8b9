"""What one sentence of the clinician does: asks openly, asks closed, reflects, informs, or merely attends.

Rules of form, since the form carries most of it: a question mark or an opening word for questions; "you" with
a word of feeling, wanting or thinking, or the client's own words given back, for reflections; a claim about
the world or advice for input. A reflection is called one only where the form leaves little doubt, since
telling people what they do ("you said on the form that you smoke") has nearly the same form. Chosen on
development transcripts whose annotators marked each utterance; docs/benchmarks.md states how often the two
agree.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources

from rapport.engines.grounding.lexicon import words
from rapport.engines.grounding.words import tokens

_SHORT, _ECHO, _SAID, _GIVEN_BACK = 3, 0.6, 4, 5
_CUT_OFF = re.compile(r"[-\u2013\u2014]+[\"'\u201d\u2019]*$")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Read one list of ``behaviours.toml``; its parts are alternatives of whole words."""
    text = resources.files("rapport.engines.interventions").joinpath("behaviours.toml").read_text("utf-8")
    parts = "|".join(tomllib.loads(text)[name])
    if name in _WHOLE:
        return re.compile(parts)
    return re.compile(rf"^(?:{parts})\b" if name in _AT_START else rf"\b(?:{parts})\b")


_WHOLE = frozenset({"lead", "asks_inside", "you", "hears", "inner"})
_AT_START = frozenset({"open", "closed", "invites", "gives_back"})


class Behaviour(StrEnum):
    """What a sentence does."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    REFLECTION = "reflection"
    INPUT = "input"
    OTHER = "other"


def behaviour(folded: str, before: str) -> Behaviour:
    """Say what one sentence (lower case) does; ``before`` is what the client said just before it.

    A sentence that was cut off does nothing: what it would have done is not known.
    """
    rest = _pattern("lead").sub("", folded).strip()
    if len(rest.split()) < 2 or _CUT_OFF.search(rest):  # noqa: PLR2004 - one word attends, it does not act
        return Behaviour.OTHER
    asked = _question(rest)
    if asked is not None:
        return asked
    if _reflects(rest, before):
        return Behaviour.REFLECTION
    return (
        Behaviour.INPUT if _pattern("advice").search(rest) and len(rest.split()) > _SHORT else Behaviour.OTHER
    )


def _question(rest: str) -> Behaviour | None:
    marked = rest.rstrip("\"'”\u2019 -").endswith("?")
    if _pattern("open").search(rest) and (marked or not _looks_like_statement(rest)):
        return Behaviour.OPEN_QUESTION
    if not marked:
        return None
    if _pattern("closed").search(rest):
        return Behaviour.CLOSED_QUESTION
    if _pattern("stem").search(rest) or _pattern("you").search(rest):
        return None
    return Behaviour.OPEN_QUESTION if _pattern("asks_inside").search(rest) else Behaviour.CLOSED_QUESTION


def _looks_like_statement(rest: str) -> bool:
    """Say whether an open beginning without a question mark only states ("What you did was ...")."""
    return not _pattern("invites").search(rest)


def _reflects(rest: str, before: str) -> bool:
    """Say whether a sentence gives back what the client feels, wants, thinks or has just said."""
    if rest.endswith("?") or len(rest.split()) < _SAID or _pattern("no_reflection").search(rest):
        return False
    if _pattern("hears").search(rest):
        return "you" in rest
    if _pattern("inner").search(rest):
        return True
    echoes = _pattern("gives_back").search(rest) and len(rest.split()) >= _GIVEN_BACK
    return bool(echoes) and _overlap(rest, before) >= _ECHO


def _overlap(mine: str, theirs: str) -> float:
    """Give the share of the sentence's words of meaning that the client has just said."""
    light = (
        words("frame", "glue")
        | words("fillers", "anywhere")
        | words("fillers", "opening")
        | {"you", "your", "is", "are"}
    )
    here = [token.norm for token in tokens(mine) if token.norm not in light]
    there = {token.norm for token in tokens(theirs)}
    return sum(word in there for word in here) / len(here) if here else 0.0
