"""Scores for speech: word error rate on normalised English, and diarization error rate.

Normalisation follows the idea of Whisper's English normaliser (Radford et al. 2022, appendix C): case,
punctuation, fillers, contractions, titles, number words and common British spellings are no errors.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jiwer
import numpy as np

_FILLERS = {"hmm", "mm", "mhm", "mmm", "uh", "um"}
_WHOLE = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "let's": "let us", "ain't": "is not",
    "y'all": "you all", "wanna": "want to", "gonna": "going to", "gotta": "got to", "i'ma": "i am going to",
    "mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "prof": "professor", "capt": "captain",
    "ok": "okay", "alright": "all right",
}  # fmt: skip
_ENDINGS = {
    "n't": " not", "'re": " are", "'ll": " will", "'ve": " have", "'m": " am", "'d": " would", "'s": " is",
}  # fmt: skip
_BRITISH = ((r"our(s|ed|ing|ite|ites|able|er|ers|less)?$", r"or\1"), (r"is(e|es|ed|ing|ation)$", r"iz\1"))
_OUR = {
    "colour", "favour", "honour", "labour", "neighbour", "harbour", "humour", "flavour", "behaviour",
    "odour", "vapour", "rumour", "parlour", "vigour", "splendour", "endeavour", "armour", "fervour",
}  # fmt: skip
_ISE = {"real", "recogn", "organ", "apolog", "critic", "emphas", "sympath", "civil", "util", "minim", "memor"}
_SPELLINGS = {"grey": "gray", "theatre": "theater", "centre": "center", "towards": "toward", "mamma": "mama"}
_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_SMALL = {word: n for n, word in enumerate(_SMALL_WORDS.split())}
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * (n + 2) for n, word in enumerate(_TENS_WORDS.split())}
_DIGIT = range(1, 10)


def normalise(text: str) -> str:
    """Give ``text`` as plain lower-case words, so that only what was said counts."""
    text = text.lower().replace("\u2019", "'").replace("%", " percent").replace("$", " dollars ")
    text = re.sub(r"[\[(<][^\])>]*[\])>]", " ", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    tokens = re.findall(r"[a-z0-9']+(?:\.\d+)?", text)
    words = [part for token in tokens for part in _plain(token.strip("'")).split()]
    return " ".join(_numbers([_spelling(word) for word in words if word not in _FILLERS]))


def _plain(token: str) -> str:
    if token in _WHOLE:
        return _WHOLE[token]
    for ending, full in _ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return token[: -len(ending)] + full
    return token


def _spelling(word: str) -> str:
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if any(word.startswith(stem) for stem in _OUR):
        return re.sub(*_BRITISH[0], word)
    if any(word.startswith(stem) for stem in _ISE):
        return re.sub(*_BRITISH[1], word)
    return word


def _numbers(words: list[str]) -> list[str]:
    """Join number words into figures: "seventy five" and "75" are the same; a lone "one" stays a word."""
    result: list[str] = []
    value: int | None = None
    for word in words:
        after_tens = value is not None and value % 10 == 0 and value % 100 > 0
        if value is not None and after_tens and _SMALL.get(word) in _DIGIT:
            value += _SMALL[word]
        elif word in _SMALL or word in _TENS:
            if value is not None and value % 100 != 0:
                result.append(str(value))
                value = None
            value = (value or 0) + _SMALL.get(word, _TENS.get(word, 0))
        elif word in {"hundred", "thousand"} and value is not None:
            value *= 100 if word == "hundred" else 1000
        else:
            if value is not None:
                result.append(str(value))
                value = None
            result.append(word)
    figures = [*result, str(value)] if value is not None else result
    return ["one" if word == "1" else word for word in figures]


@dataclass(frozen=True)
class WordErrors:
    """Wrong, missing and added words against those of the reference."""

    substituted: int
    deleted: int
    inserted: int
    words: int

    @property
    def rate(self) -> float:
        """The word error rate: 0 is perfect; above 1 is possible."""
        return (self.substituted + self.deleted + self.inserted) / max(self.words, 1)


def word_errors(references: Sequence[str], hypotheses: Sequence[str]) -> WordErrors:
    """Give the word errors of all pairs together, after normalisation."""
    clean = [(normalise(r), normalise(h)) for r, h in zip(references, hypotheses, strict=True)]
    out = jiwer.process_words([r for r, _ in clean], [h for _, h in clean])
    return WordErrors(
        out.substitutions, out.deletions, out.insertions, out.hits + out.substitutions + out.deletions
    )


@dataclass(frozen=True)
class ListedWords:
    """How often the words of a list were spoken, and in how many of these places they were written so."""

    spoken: int
    right: int
    added: int
    """Places where a word of the list was written and none was spoken."""


def listed_words(reference: str, hypothesis: str, listed: Sequence[str]) -> ListedWords:
    """Count names and medications by word alignment: one too many does not make up for one missing."""
    wanted = {normalise(word) for word in listed}
    said, heard = normalise(reference).split(), normalise(hypothesis).split()
    aligned = jiwer.process_words(" ".join(said), " ".join(heard)).alignments[0]
    same = [
        said[n]
        for chunk in aligned
        if chunk.type == "equal"
        for n in range(chunk.ref_start_idx, chunk.ref_end_idx)
    ]
    right = sum(word in wanted for word in same)
    written = sum(word in wanted for word in heard)
    return ListedWords(sum(word in wanted for word in said), right, written - right)


Spoken = tuple[float, float, str]
"""Start and end in seconds, and who speaks."""


@dataclass(frozen=True)
class DiarizationErrors:
    """Seconds of speech missed, invented and given to the wrong speaker, of all seconds spoken."""

    missed: float
    false_alarm: float
    confused: float
    spoken: float

    @property
    def rate(self) -> float:
        """The diarization error rate, overlapping speech included."""
        return (self.missed + self.false_alarm + self.confused) / max(self.spoken, 1e-9)


def diarization_errors(
    reference: Sequence[Spoken], found: Sequence[Spoken], *, collar: float, step: float = 0.01
) -> DiarizationErrors:
    """Give the errors under the best pairing of speakers, ``collar`` seconds around each border left out."""
    length = int((max(end for _, end, _ in [*reference, *found]) + 1) / step)
    truth, guess = _grid(reference, length, step), _grid(found, length, step)
    counted = np.ones(length, bool)
    for start, end, _who in reference if collar else ():
        for border in (start, end):
            counted[max(0, round((border - collar) / step)) : round((border + collar) / step)] = False
    truth, guess = truth[:, counted], guess[:, counted]
    said, heard = truth.sum(axis=0), guess.sum(axis=0)
    right = _best_pairing(truth, guess)
    return DiarizationErrors(
        missed=float(np.maximum(said - heard, 0).sum()) * step,
        false_alarm=float(np.maximum(heard - said, 0).sum()) * step,
        confused=float(np.minimum(said, heard).sum() - right) * step,
        spoken=float(said.sum()) * step,
    )


def _grid(spoken: Iterable[Spoken], length: int, step: float) -> np.ndarray:
    rows = list(spoken)
    names = sorted({who for _, _, who in rows})
    grid = np.zeros((max(len(names), 1), length), bool)
    for start, end, who in rows:
        grid[names.index(who), round(start / step) : round(end / step)] = True
    return grid


def _best_pairing(truth: np.ndarray, guess: np.ndarray) -> int:
    choices = [*range(len(guess)), *([None] * len(truth))]
    return max(
        sum(int((truth[i] & guess[j]).sum()) for i, j in enumerate(pairing) if j is not None)
        for pairing in set(itertools.permutations(choices, len(truth)))
    )
