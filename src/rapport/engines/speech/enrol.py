"""Makes a clinician's enrolled voice from a short recording of that clinician alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from rapport.engines.speech.decode import open_source
from rapport.engines.speech.embed import Voices, speaker_encoder
from rapport.engines.speech.facts import UnableToReadAudio
from rapport.engines.speech.voice import stretches
from rapport.engines.speech.windows import windows

_ENOUGH = 8
_LONGEST = 120.0


def enrol(path: Path, *, model: Path, threads: int = 2) -> tuple[float, ...]:
    """Give the 512 numbers of the one voice in the recording (its first two minutes are used).

    They identify a person: keep them only under that person's consent for exactly this purpose.

    Raises:
        UnableToReadAudio: the recording holds less than about five seconds of speech.
    """
    _source, blocks = open_source(path)
    window = next(windows((block[:1] for block in blocks), longest=_LONGEST), None)
    speech = stretches(window.voiced[0]) if window else ()
    found = speaker_encoder(model, threads).voices(window.sound[0], speech) if window else Voices.none()
    if len(found.times) < _ENOUGH:
        raise UnableToReadAudio(
            "There is too little speech to learn a voice from. Please speak for 10 seconds."
        )
    mean = found.features.mean(axis=0)
    return tuple(float(x) for x in mean / np.linalg.norm(mean))
