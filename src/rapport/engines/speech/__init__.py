"""Speech: from an audio file to words with times, and who of two people said them.

``probe`` tells what a file is; ``transcribe`` does the work on this machine, a window at a time, so
that a long recording needs no more memory than a short one and a killed job goes on where it was.
Downloading models is ``rapport.engines.models``; keeping, encrypting and erasing is the caller's.
"""

from rapport.engines.speech.enrol import enrol
from rapport.engines.speech.facts import AudioFacts, UnableToReadAudio
from rapport.engines.speech.pipeline import engine_identity, transcribe
from rapport.engines.speech.survey import probe
from rapport.engines.speech.types import (
    EngineIdentity,
    MemoryStore,
    Notice,
    NoticeCode,
    Progress,
    RoleGuess,
    SpeechModels,
    SpeechOptions,
    SpeechResult,
    Stage,
    Transcriber,
    Turn,
    WindowStore,
)

__all__ = [
    "AudioFacts",
    "EngineIdentity",
    "MemoryStore",
    "Notice",
    "NoticeCode",
    "Progress",
    "RoleGuess",
    "SpeechModels",
    "SpeechOptions",
    "SpeechResult",
    "Stage",
    "Transcriber",
    "Turn",
    "UnableToReadAudio",
    "WindowStore",
    "engine_identity",
    "enrol",
    "probe",
    "transcribe",
]
