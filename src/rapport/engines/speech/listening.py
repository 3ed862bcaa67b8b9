"""What is done with each window, and how it is written down so that a killed job can go on."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from rapport.engines.kinds import Word
from rapport.engines.speech.channels import without_bleed
from rapport.engines.speech.embed import SIZE, Voices, speaker_encoder
from rapport.engines.speech.recognise import Language, Recogniser, recogniser, settled
from rapport.engines.speech.types import SpeechModels, SpeechOptions
from rapport.engines.speech.voice import Stretch, Window, stretches

_FORMAT = 2  # windows of format 1 were heard with hot words and may lack stretches of speech
_SURE_WORD, _NEAR = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Heard:
    """What one window gave, in seconds of the recording: per channel its words and stretches of speech."""

    language: str
    words: tuple[tuple[Word, ...], ...]
    speech: tuple[tuple[Stretch, ...], ...]
    voices: Voices

    @property
    def spoken(self) -> float:
        """Seconds in which somebody speaks, channels added up."""
        return sum(s.end - s.start for track in self.speech for s in track)

    def to_data(self, made_by: str) -> dict[str, Any]:
        """Give JSON-able data; ``made_by`` says for which models and options it holds."""
        return {
            "format": _FORMAT,
            "made_by": made_by,
            "language": self.language,
            "words": [[[w.text, w.start, w.end, w.probability] for w in track] for track in self.words],
            "speech": [[[s.start, s.end] for s in track] for track in self.speech],
            "voice_times": [round(float(t), 3) for t in self.voices.times],
            "voice_features": base64.b64encode(self.voices.features.astype("<f2").tobytes()).decode(),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any] | None, made_by: str) -> Self | None:
        """Give what ``to_data`` wrote, or None when it was made with other models or options."""
        if data is None or data.get("format") != _FORMAT or data.get("made_by") != made_by:
            return None
        raw = np.frombuffer(base64.b64decode(data["voice_features"]), "<f2").reshape(-1, SIZE)
        return cls(
            data["language"],
            tuple(tuple(Word(*word) for word in track) for track in data["words"]),
            tuple(tuple(Stretch(*pair) for pair in track) for track in data["speech"]),
            Voices(np.asarray(data["voice_times"], np.float32), raw.astype(np.float32)),
        )


def fingerprint(models: SpeechModels, options: SpeechOptions, *, apart: bool) -> str:
    """Give a digest of everything that a window's result depends on besides the sound."""
    parts = [
        _FORMAT,
        models.whisper_sha256,
        models.speaker is not None,
        options.language,
        options.window_seconds,
        options.speakers,
        apart,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def listen(window: Window, *, models: SpeechModels, options: SpeechOptions, before: str | None) -> Heard:
    """Give what is said in ``window``; ``before`` is the language of the window before."""
    sound = without_bleed(window.sound) if len(window.sound) > 1 else window.sound
    speech = tuple(stretches(track) for track in window.voiced)
    if not any(speech):
        return Heard(options.language or before or "", tuple(() for _ in speech), speech, Voices.none())
    engine = recogniser(models.whisper, options.threads)
    language = options.language or settled(_language(engine, window, speech), before)
    words = tuple(
        engine.words(track, language=language) if spoken else ()
        for track, spoken in zip(sound, speech, strict=True)
    )
    return Heard(
        language,
        tuple(_moved(_heard_in(track, s), window.start) for track, s in zip(words, speech, strict=True)),
        tuple(
            tuple(Stretch(s.start + window.start, s.end + window.start) for s in track) for track in speech
        ),
        _voices(window, speech, models, options),
    )


def _language(engine: Recogniser, window: Window, speech: tuple[tuple[Stretch, ...], ...]) -> Language:
    """Hear the language where speech begins, in the channel that speaks more."""
    busiest = max(range(len(speech)), key=lambda n: sum(s.end - s.start for s in speech[n]))
    begin = int(speech[busiest][0].start * 16_000)
    return engine.language(window.sound[busiest, begin:])


def _voices(
    window: Window, speech: tuple[tuple[Stretch, ...], ...], models: SpeechModels, options: SpeechOptions
) -> Voices:
    """Give voice features where they will be needed: one channel, two speakers, and a model to do it."""
    if models.speaker is None or options.speakers == 1 or len(window.sound) > 1:
        return Voices.none()
    found = speaker_encoder(models.speaker, options.threads).voices(window.sound[0], speech[0])
    return Voices(found.times + np.float32(window.start), found.features)


def _heard_in(words: tuple[Word, ...], speech: tuple[Stretch, ...]) -> tuple[Word, ...]:
    """Drop unsure words where nobody was heard to speak: a recogniser fills silence with inventions."""
    return tuple(
        w
        for w in words
        if w.probability >= _SURE_WORD
        or any(s.start - _NEAR < w.end and w.start < s.end + _NEAR for s in speech)
    )


def _moved(words: tuple[Word, ...], by: float) -> tuple[Word, ...]:
    return tuple(
        Word(w.text, round(w.start + by, 2), round(w.end + by, 2), round(w.probability, 3)) for w in words
    )
