"""A stand-in for the recogniser that reads the transcript from a JSON file beside the audio.

For fast tests and for trying the product without models; the product itself never uses it. Beside
``session.wav`` lies ``session.json``: ``{"language": "en", "duration": 61.0, "utterances":
[{"speaker": "clinician", "text": "...", "start": 0.0, "end": 2.5}, ...]}``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapport.engines.kinds import Speaker, Transcript, Utterance, Word
from rapport.engines.speech.facts import AudioFacts, UnableToReadAudio
from rapport.engines.speech.types import (
    EngineIdentity,
    Progress,
    SpeechModels,
    SpeechOptions,
    SpeechResult,
    Stage,
    Turn,
    WindowStore,
    ignore_progress,
)

IDENTITY = EngineIdentity("scripted", "1", "none", "0" * 64)
SCRIPTED_MODELS = SpeechModels("none", Path(), "0" * 64)
"""What to pass as ``models`` where the scripted transcriber is used."""


def transcribe(
    path: Path,
    *,
    options: SpeechOptions,
    models: SpeechModels = SCRIPTED_MODELS,
    progress: Callable[[Progress], None] = ignore_progress,
    resume: WindowStore | None = None,
) -> SpeechResult:
    """This will give the transcript that ``path`` with the ending .json holds.

    Raises:
        UnableToReadAudio: there is no such file, or it is no transcript.
    """
    del options, models, resume
    try:
        script = json.loads(path.with_suffix(".json").read_text("utf-8"))
        spoken = tuple(_utterance(index, row) for index, row in enumerate(script["utterances"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnableToReadAudio("No script lies beside this recording.") from error
    length = float(script.get("duration") or (spoken[-1].end if spoken else 0.0) or 0.0)
    for stage in Stage:
        progress(Progress(stage, length, length))
    facts = AudioFacts(length, 1, 16_000, "scripted", 0.0, silent=not spoken, truncated=False)
    transcript = Transcript(spoken, language=script.get("language", "en"), duration=length)
    turns = tuple(Turn(u.start or 0.0, u.end or 0.0, u.speaker) for u in spoken)
    return SpeechResult(transcript, (), IDENTITY, facts, turns)


def _utterance(index: int, row: dict[str, Any]) -> Utterance:
    start, end = float(row.get("start", index * 5.0)), float(row.get("end", index * 5.0 + 4.0))
    texts = str(row["text"]).split()
    step = (end - start) / max(len(texts), 1)
    words = tuple(Word(text, start + n * step, start + (n + 1) * step, 0.9) for n, text in enumerate(texts))
    return Utterance(f"u{index + 1:04d}", index, Speaker(row["speaker"]), " ".join(texts), start, end, words)
