"""Who speaks when: turns of two voices from voice features, and which voice said each word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rapport.engines.kinds import Word
from rapport.engines.speech.cluster import two_voices
from rapport.engines.speech.embed import Voices
from rapport.engines.speech.voice import Stretch

_STEP = 0.1
_SWITCH_COST = 0.2
_PAUSE_COST = 0.05
_SAME_VOICE = 0.925
_FEWEST = 4
_PHRASE_PAUSE = 0.5
_CLEAR_SHARE = 0.7
_SENTENCE_ENDS = (".", "?", "!", "…")
_TITLES = frozenset({"dr.", "mr.", "mrs.", "ms.", "st."})


@dataclass(frozen=True, slots=True)
class VoiceTurn:
    """Voice 0 or 1 speaks from ``start`` to ``end`` (seconds)."""

    start: float
    end: float
    voice: int


@dataclass(frozen=True, slots=True)
class VoicedWord:
    """A word and the voice (0 or 1) that said it."""

    word: Word
    voice: int


@dataclass(frozen=True, slots=True)
class Telling:
    """The turns of two voices, their centres (2 rows), and whether they are two at all."""

    turns: tuple[VoiceTurn, ...]
    centres: npt.NDArray[np.float32]
    one_voice: bool


def tell_apart(voices: Voices, speech: Sequence[Stretch]) -> Telling:
    """Give who of two voices speaks when, over the given stretches of speech.

    ``one_voice`` is true when the two groups sound like one person, or there is too little speech.
    """
    if len(voices.times) < _FEWEST:
        turns = tuple(VoiceTurn(s.start, s.end, 0) for s in speech)
        return Telling(turns, two_voices(voices.features)[1], one_voice=True)
    _labels, centres = two_voices(voices.features)
    lean = voices.features @ (centres[1] - centres[0])
    turns = _turns(voices.times, lean / max(float(np.abs(lean).mean()), 1e-6), speech)
    return Telling(turns, centres, one_voice=bool(centres[0] @ centres[1] > _SAME_VOICE))


def _turns(
    times: npt.NDArray[np.float32], lean: npt.NDArray[np.float32], speech: Sequence[Stretch]
) -> tuple[VoiceTurn, ...]:
    grid: list[float] = []
    costs: list[float] = []
    for stretch in speech:
        steps = [float(step) for step in np.arange(stretch.start, stretch.end, _STEP)]
        grid.extend(steps)
        costs.extend([_PAUSE_COST / _STEP] + [_SWITCH_COST / _STEP] * (len(steps) - 1))
    path = _likeliest(np.interp(grid, times, lean), costs)
    return _merged(grid, path, speech)


def _likeliest(lean: npt.NDArray[np.float64], costs: Sequence[float]) -> list[int]:
    """Give the sequence of voices that fits ``lean`` best, where each change costs (Viterbi)."""
    best = [0.0, 0.0]
    back: list[tuple[int, int]] = []
    for value, cost in zip(lean.tolist(), costs, strict=True):
        from_0 = 0 if best[0] >= best[1] - cost else 1
        from_1 = 1 if best[1] >= best[0] - cost else 0
        back.append((from_0, from_1))
        stay_0 = best[0] if from_0 == 0 else best[1] - cost
        stay_1 = best[1] if from_1 == 1 else best[0] - cost
        best = [stay_0 - value, stay_1 + value]
    path: list[int] = []
    state = int(best[1] > best[0])
    for pair in reversed(back):
        path.append(state)
        state = pair[state]
    return path[::-1]


def _merged(grid: Sequence[float], path: Sequence[int], speech: Sequence[Stretch]) -> tuple[VoiceTurn, ...]:
    turns: list[VoiceTurn] = []
    at = 0
    for stretch in speech:
        first = True
        while at < len(grid) and grid[at] < stretch.end:
            end = min(grid[at] + _STEP, stretch.end)
            if not first and turns[-1].voice == path[at]:
                turns[-1] = VoiceTurn(turns[-1].start, end, path[at])
            else:
                turns.append(VoiceTurn(grid[at], end, path[at]))
            first = False
            at += 1
    return tuple(turns)


def assign(words: Sequence[Word], turns: Sequence[VoiceTurn]) -> tuple[VoicedWord, ...]:
    """Give each word its voice: that of the turn it overlaps most, then of a clear majority of its phrase.

    A phrase ends at a sentence mark or a pause; people seldom hand over in the middle of one, and
    the recogniser's word times are less exact than that.
    """
    voiced = [VoicedWord(word, voice) for word, voice in zip(words, _nearest(words, turns), strict=True)]
    result: list[VoicedWord] = []
    phrase: list[VoicedWord] = []
    for one in voiced:
        if phrase and one.word.start - phrase[-1].word.end > _PHRASE_PAUSE:
            result += _agreed(phrase)
            phrase = []
        phrase.append(one)
        if ends_sentence(one.word.text):
            result += _agreed(phrase)
            phrase = []
    return tuple(result + _agreed(phrase))


def ends_sentence(word: str) -> bool:
    """Say whether a sentence ends with this word; a title such as "Dr." goes on with the name."""
    return word.endswith(_SENTENCE_ENDS) and word.strip().lower() not in _TITLES


def _agreed(phrase: list[VoicedWord]) -> list[VoicedWord]:
    """Give the whole phrase to the voice of most of its words, unless the other has a real part of it.

    A single odd word is the recogniser's clock, not a change of speaker; where two words disagree
    the last one decides, because recognisers start words too early, not too late.
    """
    if not phrase:
        return []
    second = sum(one.voice for one in phrase)
    fewer = min(second, len(phrase) - second)
    if fewer > 1 and fewer > (1 - _CLEAR_SHARE) * len(phrase):
        return phrase
    voice = phrase[-1].voice if second * 2 == len(phrase) else int(second * 2 > len(phrase))
    return [VoicedWord(one.word, voice) for one in phrase]


def _nearest(words: Sequence[Word], turns: Sequence[VoiceTurn]) -> list[int]:
    if not turns:
        return [0] * len(words)
    starts = np.array([turn.start for turn in turns])
    ends = np.array([turn.end for turn in turns])
    voices: list[int] = []
    for word in words:
        overlap = np.minimum(ends, word.end) - np.maximum(starts, word.start)
        # Without any overlap the largest (least negative) value is the nearest turn.
        voices.append(turns[int(np.argmax(overlap))].voice)
    return voices
