"""The plain values that speech recognition takes and gives, and the protocols of its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, Self

from rapport.engines.kinds import Speaker, Transcript
from rapport.engines.models import ModelMissing, require
from rapport.engines.speech.audio import Audio
from rapport.engines.speech.facts import AudioFacts


class Stage(StrEnum):
    """What is being done, in the order in which it happens."""

    READING = "reading"
    LISTENING = "listening"
    SPEAKERS = "speakers"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: seconds of the recording done, of those it has."""

    stage: Stage
    done: float
    total: float


class NoticeCode(StrEnum):
    """What a reader of the transcript must know before relying on it."""

    NO_SPEECH = "no_speech"
    TRUNCATED = "truncated"
    CLIPPED = "clipped"
    NOT_ENGLISH = "not_english"
    MIXED_LANGUAGES = "mixed_languages"
    ONE_VOICE = "one_voice"
    SPEAKERS_OFF = "speakers_off"
    ROLES_UNSURE = "roles_unsure"
    NOT_UNDERSTOOD = "not_understood"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about this transcript, in plain words; never words from the recording."""

    code: NoticeCode
    text: str


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """How to listen.

    ``hot_words`` are the client's own names and medications: the recogniser does not get them, they
    set right what sounds like them (see ``listed``). ``speakers`` is 2, or 1 for a
    clinician's dictation. ``enrolled`` is the clinician's voice (from ``enrol``), kept only under a
    consent of its own. ``language`` skips the detection. ``pause`` (seconds) ends an utterance.
    """

    hot_words: tuple[str, ...] = ()
    speakers: int = 2
    language: str | None = None
    enrolled: tuple[float, ...] | None = None
    threads: int = 2
    window_seconds: float = 300.0
    pause: float = 1.5


@dataclass(frozen=True, slots=True)
class SpeechModels:
    """The installed models: a Whisper folder with its hash, and the speaker encoder if there is one."""

    name: str
    whisper: Path
    whisper_sha256: str
    speaker: Path | None = None

    @classmethod
    def from_dir(cls, models_dir: Path, *, whisper: str = "whisper-base") -> Self:
        """Give the models installed under ``models_dir``; the speaker encoder may be absent.

        Raises:
            ModelMissing: the Whisper model is not installed; the text says how to install it.
        """
        found = require(whisper, models_dir)
        try:
            speaker: Path | None = require("speaker-encoder", models_dir).path / "encoder.onnx"
        except ModelMissing:
            speaker = None
        return cls(whisper, found.path, found.sha256, speaker)


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Which engine made a transcript: for the AI ledger."""

    name: str
    version: str
    model: str
    model_sha256: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody speaks from ``start`` to ``end`` (seconds), whether or not words were recognised."""

    start: float
    end: float
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class RoleGuess:
    """Which of two voices is the clinician's: how sure (0.5 to 1) and why, in plain words."""

    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechResult:
    """A transcript with everything needed to judge it. ``roles`` is None where nothing was guessed."""

    transcript: Transcript
    notices: tuple[Notice, ...]
    engine: EngineIdentity
    audio: AudioFacts
    turns: tuple[Turn, ...] = ()
    roles: RoleGuess | None = None

    @property
    def role_confidence(self) -> float | None:
        """How sure the roles are, 0.5 (a coin) to 1; None where nothing was guessed."""
        return self.roles.confidence if self.roles else None


class WindowStore(Protocol):
    """Keeps the work done on each window, so that a job that was killed goes on where it was.

    The data is JSON-able and holds client words and voice features: whoever implements this
    encrypts it, and erases it when the transcript has been stored.
    """

    def get(self, index: int) -> dict[str, Any] | None:
        """Give what was put for window ``index``, or None."""

    def put(self, index: int, data: dict[str, Any]) -> None:
        """Keep ``data`` for window ``index`` durably before returning."""


@dataclass(slots=True)
class MemoryStore:
    """A ``WindowStore`` that forgets when the process ends."""

    windows: dict[int, dict[str, Any]] = field(default_factory=dict)

    def get(self, index: int) -> dict[str, Any] | None:
        """Give what was put for window ``index``, or None."""
        return self.windows.get(index)

    def put(self, index: int, data: dict[str, Any]) -> None:
        """Keep ``data`` for window ``index`` in memory."""
        self.windows[index] = data


def ignore_progress(_progress: Progress) -> None:
    """Do nothing with progress."""


class Transcriber(Protocol):
    """Anything that turns a recording into a transcript: ``transcribe`` or the scripted stand-in."""

    def __call__(
        self,
        path: Audio,
        *,
        options: SpeechOptions,
        models: SpeechModels,
        progress: Callable[[Progress], None] = ignore_progress,
        resume: WindowStore | None = None,
    ) -> SpeechResult:
        """This will transcribe the recording at ``path``."""
