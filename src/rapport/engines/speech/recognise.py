"""Words from the sound of one window, by Whisper. Nothing here knows who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.engines.kinds import Word

_SURE_LANGUAGE = 0.7
_LONGEST_WORD = 30  # languages written without spaces would otherwise become one endless word
# Silence shorter than 2 s and the 0.7 s around speech are left in: trimming closer loses words (measured).
_VAD = {"min_silence_duration_ms": 2000, "speech_pad_ms": 700}


@dataclass(frozen=True, slots=True)
class Language:
    """The language heard in a window, as a code, and how sure the recogniser is (0 to 1)."""

    code: str
    probability: float


class Recogniser:
    """One loaded Whisper model."""

    def __init__(self, folder: Path, threads: int) -> None:
        from faster_whisper import WhisperModel

        self._model: Any = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )

    def language(self, sound: npt.NDArray[np.float32]) -> Language:
        """Give the language of the speech in ``sound`` (mono, 16 kHz)."""
        if not self._model.model.is_multilingual:
            return Language("en", 1.0)
        code, probability, _all = self._model.detect_language(sound, language_detection_segments=2)
        return Language(code, float(probability))

    def words(self, sound: npt.NDArray[np.float32], *, language: str) -> tuple[Word, ...]:
        """Give the words of ``sound`` with times from its start; silence gives none.

        The recogniser gets no prompt and no hot words: with them it skips whole stretches of speech.
        """
        segments, _info = self._model.transcribe(
            sound,
            language=language,
            beam_size=1,
            word_timestamps=True,
            vad_filter=True,
            vad_parameters=_VAD,
            condition_on_previous_text=False,
        )
        return whole_words([word for segment in segments for word in segment.words or []])


@lru_cache(maxsize=1)
def recogniser(folder: Path, threads: int) -> Recogniser:
    """Give the recogniser for a model folder; the last one used stays loaded."""
    return Recogniser(folder, threads)


def settled(heard: Language, before: str | None) -> str:
    """Give the language to use: what was surely heard, else that of the window before, else English."""
    return heard.code if heard.probability >= _SURE_LANGUAGE else before or "en"


def whole_words(pieces: list[Any]) -> tuple[Word, ...]:
    """Join recogniser pieces that belong to one word ("PHQ", "-9") and drop those without a sound.

    A piece that begins a word carries a leading space. Joining the texts with single spaces then
    gives exactly the text that was recognised.
    """
    words: list[Word] = []
    for piece in pieces:
        text = piece.word.strip()
        if not text:
            continue
        last = words[-1] if words else None
        if last and not piece.word.startswith(" ") and len(last.text) < _LONGEST_WORD:
            sure = min(last.probability, float(piece.probability))
            words[-1] = Word(last.text + text, last.start, float(piece.end), sure)
        else:
            words.append(Word(text, float(piece.start), float(piece.end), float(piece.probability)))
    return tuple(words)
