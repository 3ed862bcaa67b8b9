"""Sets right what sounds like a name or medication of the client's own list and was heard unsurely.

The list is never given to the recogniser: as a hint it makes the recogniser skip whole stretches of
speech. Here a word of the list can only take the place of something that was heard, never be added, and
what was heard stays beside it. In doubt nothing is changed: the reader sees an unsure word either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapport.engines.grounding.lexicon import medications
from rapport.engines.kinds import Correction, Word
from rapport.engines.speech.sounding import begin_alike, consonants, distance
from rapport.engines.speech.speakers import ends_sentence

_UNSURE = 0.6
_MOST_WORDS = 3
_LONGEST_GAP = 0.35  # seconds between pieces of one word
_SHORTEST = 4  # letters; "Ann" or "Sam" sound like too much else
_RIVAL = 0.1  # another entry that is this near makes the choice a guess
_SMALL = {"a", "an", "and", "at", "for", "i", "in", "is", "it", "me", "my", "of", "on", "or", "the", "to"}
_TITLES = {"dr", "mr", "mrs", "ms", "mx", "prof", "rev"}
_EDGES = re.compile(r"^(\W*)(.*?)((?:['\u2019]s)?\W*)$", re.DOTALL)
_PAUSES = (".", "?", "!", "…", ":", ";", ",")
_LONG, _MIDDLE, _FEW = 5, 4, 3  # consonants heard


@dataclass(frozen=True, slots=True)
class _Match:
    entry: str
    count: int
    far: float


def corrected(words: Sequence[Word], listed: Sequence[str]) -> tuple[Word, ...]:
    """Give ``words`` (of one voice, in order) with unsure ones set right from the client's own list."""
    entries = _entries(listed)
    if not entries:
        return tuple(words)
    result: list[Word] = []
    at = 0
    while at < len(words):
        match = _best(words, at, entries)
        span = words[at : at + (match.count if match else 1)]
        result.append(_replaced(span, match.entry, is_first=_is_first(words, at)) if match else span[0])
        at += len(span)
    return tuple(result)


def _entries(listed: Sequence[str]) -> tuple[str, ...]:
    """Give the one word of each entry that is listened for, without title or dose (Effexor of Effexor XR)."""
    found = []
    for entry in listed:
        parts = [p for p in re.findall(r"[^\W\d_]+", entry) if p.lower() not in _TITLES]
        found += [p for p in parts[:1] if len(p) >= _SHORTEST]
    return tuple(dict.fromkeys(found))


def _best(words: Sequence[Word], at: int, entries: Sequence[str]) -> _Match | None:
    """Give the nearest entry for the words that begin at ``at``, unless two entries are about as near."""
    matches = sorted(_matches(words, at, entries), key=lambda m: m.far)
    if not matches:
        return None
    best = matches[0]
    heard = " ".join(w.text for w in words[at : at + best.count])
    others = (distance(heard, e) for e in entries if e.lower() != best.entry.lower())
    return best if all(far - best.far > _RIVAL for far in others) else None


def _matches(words: Sequence[Word], at: int, entries: Sequence[str]) -> Iterator[_Match]:
    for span in _spans(words, at):
        if not _is_unsure(span) or _stands(span, entries) or _takes_in_too_much(span):
            continue
        heard = " ".join(_bare(w.text) for w in span)
        named = not _is_first(words, at) and _has_capital(span[0])
        for entry in entries:
            far = distance(heard, entry)
            if far <= _allowed(entry, named=named, several=len(span) > 1) and begin_alike(heard, entry):
                yield _Match(entry, len(span), far)


def _spans(words: Sequence[Word], at: int) -> Iterator[Sequence[Word]]:
    """Give one to three words in a row, spoken without a pause and within a sentence."""
    for count in range(1, _MOST_WORDS + 1):
        span = words[at : at + count]
        if len(span) < count:
            return
        if count > 1 and (span[-2].text.endswith(_PAUSES) or span[-1].start - span[-2].end > _LONGEST_GAP):
            return
        yield span


def _is_unsure(span: Sequence[Word]) -> bool:
    """Tell whether at least half of the words were heard unsurely."""
    return 2 * sum(w.probability < _UNSURE for w in span) >= len(span)


def _stands(span: Sequence[Word], entries: Sequence[str]) -> bool:
    """Tell whether a word of the list, or a medication, was heard here as it is: that is never changed."""
    known = medications() | {entry.lower() for entry in entries}
    return any(_bare(w.text).lower() in known for w in span)


def _takes_in_too_much(span: Sequence[Word]) -> bool:
    """Tell whether several words begin or end with one that is a word of its own ("a", "is")."""
    edges = {_bare(span[0].text).lower(), _bare(span[-1].text).lower()}
    return len(span) > 1 and bool(edges & _SMALL)


def _is_first(words: Sequence[Word], at: int) -> bool:
    """Tell whether a sentence begins here, so that a capital says nothing."""
    return at == 0 or ends_sentence(words[at - 1].text)


def _has_capital(word: Word) -> bool:
    bare = _bare(word.text)
    return bare[:1].isupper() and bare != "I"


def _allowed(entry: str, *, named: bool, several: bool) -> float:
    """Give how far a word may be from ``entry``: the less there is to hear, the nearer it must be."""
    much = consonants(entry)
    if several and much < (_MIDDLE if entry.lower() in medications() else _LONG):
        return -1.0
    if several:
        return 0.2
    if much >= _LONG:
        return 0.3 if named else 0.25
    if much >= _FEW:
        return 0.25 if named else 0.12 if much == _MIDDLE else 0.0
    return 0.15 if named else -1.0


def _replaced(span: Sequence[Word], entry: str, *, is_first: bool) -> Word:
    """Give the entry in place of ``span``, with its times, its punctuation and what was heard."""
    opening, closing = _parts(span[0].text)[0], _parts(span[-1].text)[2]
    begins = is_first and _has_capital(span[0])
    return Word(
        text=opening + (entry[:1].upper() + entry[1:] if begins else entry) + closing,
        start=span[0].start,
        end=span[-1].end,
        probability=min(w.probability for w in span),
        heard=" ".join(w.text for w in span),
        correction=Correction.SOUNDS_LIKE_LISTED,
    )


def _bare(text: str) -> str:
    return _parts(text)[1]


def _parts(text: str) -> tuple[str, str, str]:
    found = _EDGES.match(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")
