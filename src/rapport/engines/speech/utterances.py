"""Builds utterances from words whose voices are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.engines.kinds import Speaker, Utterance, Word
from rapport.engines.speech.listed import corrected
from rapport.engines.speech.speakers import VoicedWord, ends_sentence

_LONGEST = 45.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one voice in a row."""

    voice: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        """When the first word begins, in seconds."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """When the last word ends, in seconds."""
        return self.words[-1].end


def passages(words: Sequence[VoicedWord], *, pause: float) -> tuple[Passage, ...]:
    """Cut words (in time order) where the voice changes, after a pause, and at a sentence end past 45 s."""
    cut: list[list[VoicedWord]] = []
    for one in words:
        if cut and not _ends(cut[-1], one, pause):
            cut[-1].append(one)
        else:
            cut.append([one])
    return tuple(Passage(group[0].voice, tuple(one.word for one in group)) for group in cut)


def set_right(parts: Sequence[Passage], listed: Sequence[str]) -> tuple[Passage, ...]:
    """Give the passages with unsure words set right from the client's own list of names and medications."""
    return tuple(Passage(part.voice, corrected(part.words, listed)) for part in parts)


def interleaved(tracks: Sequence[Sequence[Word]], *, pause: float) -> tuple[Passage, ...]:
    """Give the passages of several channels in one order: a passage ends where the other voice starts one.

    Each channel is cut at its own short pauses first, so that "mm-hm" beside a long sentence
    becomes a passage of its own instead of cutting words apart.
    """
    breath = min(0.5, pause)
    pieces = [
        piece
        for voice, words in enumerate(tracks)
        for piece in passages([VoicedWord(word, voice) for word in words], pause=breath)
    ]
    pieces.sort(key=lambda piece: (piece.start, piece.voice))
    return passages([VoicedWord(word, p.voice) for p in pieces for word in p.words], pause=pause)


def _ends(group: list[VoicedWord], new: VoicedWord, pause: float) -> bool:
    last = group[-1]
    if last.voice != new.voice or new.word.start - last.word.end > pause:
        return True
    return new.word.end - group[0].word.start > _LONGEST and ends_sentence(last.word.text)


def utterances(parts: Sequence[Passage], who: Sequence[Speaker]) -> tuple[Utterance, ...]:
    """Give the passages as utterances; ``who[voice]`` names the speaker of each voice."""
    return tuple(
        Utterance(
            ref=f"u{index + 1:04d}",
            index=index,
            speaker=who[part.voice],
            text=part.text,
            start=round(part.start, 2),
            end=round(part.end, 2),
            words=part.words,
        )
        for index, part in enumerate(parts)
    )
