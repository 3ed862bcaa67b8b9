"""When a word of the sentence may stand for a word of the source, and how surely (0 is never)."""

from __future__ import annotations

from functools import cache

from rapport.engines.grounding.items import Item
from rapport.engines.grounding.lemmas import forms_shared
from rapport.engines.grounding.lexicon import units, words
from rapport.engines.kinds import Speaker

_STRONG, _MIDDLE, _WEAK = 3, 2, 1
# Who the words of one speaker mean, said from outside. Gender is never guessed: "I" is the client or "they".
_CLIENT_SAYS = {
    "i": {"client", "they"}, "me": {"client", "them"}, "my": {"client", "their"}, "mine": {"theirs"},
    "myself": {"themselves", "themself"}, "we": {"they"}, "us": {"them"}, "our": {"their"},
    "ours": {"theirs"}, "ourselves": {"themselves"}, "you": {"clinician", "therapist"},
    "your": {"clinician", "therapist"},
}  # fmt: skip
_CLINICIAN_SAYS = {
    "you": {"client", "they", "them"}, "your": {"client", "their"}, "yours": {"theirs"},
    "yourself": {"themselves", "themself"}, "i": {"clinician", "therapist"}, "me": {"clinician", "therapist"},
    "we": {"they"}, "us": {"them"}, "our": {"their"},
}  # fmt: skip
_AGREEMENT = {
    "am": {"is", "are", "being"},
    "was": {"were"},
    "are": {"being", "is"},
    "have": {"has", "having"},
    "do": {"does"},
}
# The people of a note. A speaker who says these words does not thereby mean the people of this note.
_NAMED = frozenset({"client", "clinician", "therapist"})
_SHORT = {"'s": {"is", "has"}, "'d": {"would", "had"}}
_LATER = {"will": "would", "can": "could", "may": "might"}
_FIRST_PERSON = frozenset({"i", "we", "they", "you", "and"})


@cache
def _function_words() -> frozenset[str]:
    return words("frame", "glue") | words("fillers", "anywhere") | words("fillers", "opening")


def weight(mine: Item, said: Item, before: str, *, reported: bool) -> int:
    """Weigh the pair: a sentence's item and a source's; ``before`` is the source word that governs a verb."""
    if mine.quantity or said.quantity:
        same = mine.quantity and said.quantity and mine.quantity.value == said.quantity.value
        return _STRONG if same else 0
    if _same_word(mine.norm, said.norm) and not is_person(said) and mine.norm not in _NAMED:
        return _WEAK if mine.norm in _function_words() else _STRONG
    if said.norm in _people(said.speaker):
        return _MIDDLE if _person_fits(mine, said) else 0
    if _agrees(mine.norm, said.norm) or (reported and _LATER.get(said.norm) == mine.norm):
        return _MIDDLE
    return _STRONG if _same_claim(mine.norm, said.norm, before) else 0


def _same_word(mine: str, said: str) -> bool:
    return mine == said or (mine in units() and units().get(said) == units()[mine])


def _agrees(mine: str, said: str) -> bool:
    """Allow "I am" → "they are" and the short forms of "is", "has", "would" and "had"."""
    return mine in _AGREEMENT.get(said, ()) or mine in _SHORT.get(said, ())


def _people(speaker: Speaker | None) -> dict[str, set[str]]:
    if speaker is Speaker.CLIENT:
        return _CLIENT_SAYS
    return _CLINICIAN_SAYS if speaker is Speaker.CLINICIAN else {}


def is_person(said: Item) -> bool:
    """Say whether a source word means speaker or listener ("I", "your"): who, not what."""
    return said.norm in _people(said.speaker)


def _person_fits(mine: Item, said: Item) -> bool:
    if mine.norm not in _people(said.speaker)[said.norm]:
        return False
    owned = mine.after == "'s"
    is_name = mine.norm in _NAMED
    return not is_name or owned == (said.norm in {"my", "your"})


def _same_claim(mine: str, said: str, before: str) -> bool:
    """Allow "drink" → "drinks" or "drinking" after "I"; no other change of form, since tense is a fact."""
    if said in words("frame", "glue") or mine in words("frame", "glue"):
        return False
    pairs = forms_shared(mine, said)
    return before in _FIRST_PERSON and bool(pairs & {("s", "base"), ("ing", "base")})
