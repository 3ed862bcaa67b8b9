"""Turn what a client said into reported speech by rule, or say that no rule is certain.

The person shifts from "I" to "they": that keeps every verb as it was said but "am" and "was", so nothing is
guessed about tense or gender. What could then point to two people, speaks to the listener, quotes others,
or has a word whose role is unclear, is refused; the caller quotes it instead.
"""

from __future__ import annotations

import re

from rapport.engines.drafting.lexicon import phrase, word_list
from rapport.engines.grounding.words import fold

_WORD = re.compile(r"[\w\u2019']+(?:-[\w\u2019']+)*|[^\w\s]|\s+")
_REFUSED = word_list("not_reported")
_THIRD = word_list("third_person")
_SPELLED = {
    "gonna": "going to", "wanna": "want to", "'cause": "because", "cause": "because", "kinda": "kind of",
    "sorta": "sort of", "can't": "cannot", "won't": "will not", "don't": "do not", "didn't": "did not",
    "haven't": "have not", "hasn't": "has not", "hadn't": "had not", "isn't": "is not", "wasn't": "was not",
    "weren't": "were not", "doesn't": "does not", "couldn't": "could not", "wouldn't": "would not",
    "shouldn't": "should not", "aren't": "are not",
}  # fmt: skip
_THEY = {
    "i": "they", "i'm": "they are", "i've": "they have", "i'd": "they'd", "i'll": "they will", "me": "them",
    "my": "their", "mine": "theirs", "myself": "themselves",
}  # fmt: skip
_YOU = {
    "i": "you", "i'm": "you are", "i've": "you have", "i'd": "you'd", "i'll": "you will", "me": "you",
    "my": "your", "mine": "yours", "myself": "yourself",
}  # fmt: skip
_SUBJECT = frozenset({"i"})
_BETWEEN = word_list("between")
_LIKE_BEFORE = word_list("before_like")
_ELIDED = word_list("joins")
_ENDS_OPEN = re.compile(r"\b(?:it|that|there|them|to)$")
_GERUND = re.compile(r"^(?:they feel|they are feeling) (?!not\b)(.+)$")
_LONGEST, _FEWEST, _SELF_CONTAINED = 26, 4, 7


def reported_clause(text: str, *, to_client: bool = False) -> str | None:
    """Give "they ..." ("you ..." in a text for the client) without frame and full stop, or None."""
    plain = phrase("mid_talk").sub("", fold(text)).strip() if phrase("mid_talk").search(fold(text)) else ""
    source = _keep_case(text, plain)
    folded = fold(source).rstrip(" .!,;")
    if not _may_try(folded):
        return None
    if _ENDS_OPEN.search(folded) and len(folded.split()) < _SELF_CONTAINED:
        return None
    return _shift(source.rstrip(" .!,;"), _YOU if to_client else _THEY)


def framed(clause: str, client: str, verb: str = "reports") -> str:
    """Put a reported clause in its frame: "Client reports that they ..."."""
    feeling = _GERUND.match(clause)
    if feeling and not re.search(r"\bthey\b|\band\b|\bbut\b", feeling.group(1)):
        return f"{client} {verb} feeling {feeling.group(1)}"
    return f"{client} {verb} that {clause}"


def _keep_case(text: str, plain: str) -> str:
    """Apply the removal of set-off talk to the text as written."""
    if not plain:
        return text
    kept, at = [], 0
    for match in phrase("mid_talk").finditer(fold(text)):
        kept.append(text[at : match.start()])
        at = match.end()
    return re.sub(r"\s+", " ", "".join([*kept, text[at:]])).strip()


def _may_try(folded: str) -> bool:
    """Say whether the sentence is of a kind that the shift of person is certain about."""
    found = re.findall(r"[\w']+", folded)
    refused = (
        not _FEWEST <= len(found) <= _LONGEST,
        phrase("refused_shape").search(folded),
        not phrase("self_start").search(folded),
        phrase("unsure").search(folded),
        phrase("inner_speech").search(folded),
        set(found) & _REFUSED,
        # "I'd feel better." lacks what it depends on; ", I ..." joins two sentences
        phrase("unsettled").search(folded) and not re.search(r"\bif\b|\bwhen\b|\bused to\b", folded),
        re.search(r", (?:i|i'm|i've|my)\b", folded) and not phrase("condition").search(folded),
        phrase("condition").search(folded) and not phrase("depends").search(folded),
        set(found) & _THIRD and not _named_before(folded),
        not _like_is_clear(found),
    )
    return not any(refused)


def _named_before(folded: str) -> bool:
    """Ask that exactly one person is named before any "he" or "she"."""
    pronoun = re.search(rf"\b(?:{'|'.join(sorted(_THIRD))})\b", folded)
    named = [m.start() for m in phrase("person_noun").finditer(folded)]
    return pronoun is not None and len(named) == 1 and named[0] < pronoun.start()


def _like_is_clear(found: list[str]) -> bool:
    return all(
        found[at - 1] in _LIKE_BEFORE and at > 0 for at, word in enumerate(found) if word == "like"
    ) and found[-1] not in {
        "like",
        "so",
        "just",
        "and",
        "but",
        "because",
        "that",
        "the",
        "a",
        "to",
        "of",
        "i",
    }


def _shift(text: str, person: dict[str, str]) -> str | None:
    parts = _WORD.findall(text)
    result: list[str] = []
    said: list[str] = []
    for part in parts:
        folded = fold(part)
        if not re.match(r"[\w']", folded):
            result.append(part)
            continue
        shifted = _one(folded, part, said, person)
        if shifted is None:
            return None
        result.append(shifted)
        said.append(folded)
    clause = re.sub(r"\s+", " ", "".join(result)).strip(" ,")
    return clause[0].lower() + clause[1:] if clause else None


def _one(folded: str, part: str, said: list[str], person: dict[str, str]) -> str | None:
    """Give one word as reported; None where its subject is unclear."""
    if folded in person:
        return person[folded]
    if folded in {"am", "was", "wasn't"}:
        return _be(folded, said)
    if folded in _SPELLED:
        return _SPELLED[folded]
    if folded.startswith("i'") or (
        "-" in part[:-1] and folded.split("-", maxsplit=1)[0] == folded.rsplit("-", maxsplit=1)[-1]
    ):
        return None
    first_word = not said
    return part[0].lower() + part[1:] if first_word else part


def _be(folded: str, said: list[str]) -> str | None:
    back = len(said) - 1
    while back >= 0 and said[back] in _BETWEEN:
        back -= 1
    before = said[back] if back >= 0 else ""
    if before in _SUBJECT:
        return {"am": "are", "was": "were", "wasn't": "were not"}[folded]
    if folded == "am" or before in _ELIDED or not before:
        return None
    return {"was": "was", "wasn't": "was not"}[folded]
