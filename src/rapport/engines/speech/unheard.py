"""Where somebody speaks and the recogniser gave no words: the reader must know of it."""

from __future__ import annotations

from collections.abc import Sequence

from rapport.engines.kinds import Word
from rapport.engines.speech.voice import Stretch

_LEAST = 2.0  # seconds of speech
_EDGE = 0.2  # how far a word's times may be off
_LONGEST_WORD = 1.5  # a word's times run on over what was not understood


def unheard(words: Sequence[Word], speech: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Give each place of one channel with two seconds of speech or more and no word, from where to where.

    ``words`` and ``speech`` are in order of time, in seconds from the start of the recording.
    """
    if not speech:
        return ()
    spoken = [(w.start, min(w.end, w.start + _LONGEST_WORD)) for w in words]
    begins = [speech[0].start, *(end for _start, end in spoken)]
    ends = [*(start for start, _end in spoken), speech[-1].end]
    found = (_within(speech, a, b) for a, b in zip(begins, ends, strict=True) if b - a >= _LEAST)
    return tuple(place for place in found if place)


def _within(speech: Sequence[Stretch], start: float, end: float) -> Stretch | None:
    """Give the speech between two words, from its first to its last sound, if there is enough of it."""
    pieces = [(max(s.start, start), min(s.end, end)) for s in speech if s.start < end and s.end > start]
    pieces = [(a, b) for a, b in pieces if b - a >= _EDGE]
    if sum(b - a for a, b in pieces) < _LEAST:
        return None
    return Stretch(pieces[0][0], pieces[-1][1])
