"""Generated speech for the slow tests: a fictional exchange read by two synthetic voices."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from rapport.engines.models import ModelMissing, default_models_dir
from rapport.engines.speech import SpeechModels
from rapport.engines.speech.decode import RATE, open_source
from rapport.engines.speech.tests.sounds import silence, write

DIALOGUE = (
    ("clinician", "How have you been sleeping since our last session?"),
    ("client", "Not very well. I wake up at four every morning and I think about work."),
    ("clinician", "What goes through your mind when you wake up?"),
    ("client", "That I will lose my job. My manager said nothing good about my report."),
    ("clinician", "Did you manage to write the thought record that we talked about?"),
    ("client", "I did it twice. On Tuesday and on Friday, after dinner."),
    ("clinician", "What was that like for you? What did you notice?"),
    ("client", "It helped a little. I felt calmer afterwards, and I went back to sleep."),
)
_VOICES = {
    "clinician": ["-v", "en-us+f3", "-s", "150", "-p", "60"],
    "client": ["-v", "en-gb+m3", "-s", "150"],
}


def require_speech() -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed: no speech can be generated (apt install espeak-ng)")


def require_models(whisper: str) -> SpeechModels:
    try:
        return SpeechModels.from_dir(default_models_dir(), whisper=whisper)
    except ModelMissing as missing:
        pytest.skip(str(missing))


def say(text: str, who: str, folder: Path) -> np.ndarray:
    path = folder / "line.wav"
    subprocess.run(["espeak-ng", *_VOICES[who], "-w", str(path), text], check=True)
    _source, blocks = open_source(path)
    sound = np.concatenate(list(blocks), axis=1)[0]
    return 0.1 * sound / np.sqrt(np.mean(sound**2))


def dialogue(folder: Path) -> tuple[np.ndarray, list[tuple[float, float, str]]]:
    """Give the exchange as (2, samples), a speaker a channel, and its (start, end, who) turns."""
    rows: dict[str, list[np.ndarray]] = {"clinician": [], "client": []}
    turns = []
    at = 0.0
    for who, text in DIALOGUE:
        line = say(text, who, folder)
        turns.append((at, at + len(line) / RATE, who))
        for name, row in rows.items():
            row += [line if name == who else np.zeros_like(line), silence(0.7)]
        at += len(line) / RATE + 0.7
    return np.stack([np.concatenate(row) for row in rows.values()]), turns


def write_long(path: Path, sound: np.ndarray, minutes: float) -> Path:
    """Write ``sound`` over and over until the file is ``minutes`` long."""
    times = int(np.ceil(minutes * 60 * RATE / sound.shape[-1]))
    return write(path, np.tile(sound, times))
