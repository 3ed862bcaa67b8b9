import json

import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.speech import SpeechOptions, Stage, Transcriber, UnableToReadAudio
from rapport.engines.speech.scripted import IDENTITY, transcribe

SCRIPT = {
    "language": "en",
    "duration": 9.0,
    "utterances": [
        {"speaker": "clinician", "text": "How did you sleep?", "start": 0.0, "end": 2.0},
        {"speaker": "client", "text": "Badly.", "start": 2.5, "end": 3.0},
    ],
}


def test_the_script_beside_the_audio_is_given_back(tmp_path):
    (tmp_path / "session.json").write_text(json.dumps(SCRIPT))
    seen = []
    speech: Transcriber = transcribe
    result = speech(tmp_path / "session.wav", options=SpeechOptions(), models=None, progress=seen.append)
    spoken = result.transcript.utterances
    assert [(u.ref, u.speaker, u.text) for u in spoken] == [
        ("u0001", Speaker.CLINICIAN, "How did you sleep?"),
        ("u0002", Speaker.CLIENT, "Badly."),
    ]
    assert (spoken[0].words[0].start, spoken[0].words[-1].end) == (0.0, 2.0)
    assert result.engine == IDENTITY
    assert [progress.stage for progress in seen] == list(Stage)


def test_no_script_is_an_unreadable_recording(tmp_path):
    with pytest.raises(UnableToReadAudio):
        transcribe(tmp_path / "session.wav", options=SpeechOptions())
