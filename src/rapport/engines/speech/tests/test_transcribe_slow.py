"""The real recogniser on generated speech."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.speech import MemoryStore, NoticeCode, SpeechOptions, Stage, transcribe
from rapport.engines.speech.tests.sounds import CODECS, noise, silence, write
from rapport.engines.speech.tests.spoken import (
    DIALOGUE,
    dialogue,
    require_models,
    require_speech,
    write_long,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def models():
    require_speech()
    return require_models("whisper-tiny-en")


@pytest.fixture
def spoken(tmp_path, models):
    """The exchange as two channels."""
    return dialogue(tmp_path)[0]


def words_of(result):
    return " ".join(utterance.text for utterance in result.transcript.utterances).lower()


@pytest.mark.parametrize("ending", CODECS)
def test_one_speaker_a_channel_gives_each_line_to_its_speaker(tmp_path, models, spoken, ending):
    path = write(tmp_path / f"session.{ending}", spoken)
    result = transcribe(path, options=SpeechOptions(), models=models)
    assert result.audio.voices_apart
    assert [u.speaker for u in result.transcript.utterances][:2] == [Speaker.CLINICIAN, Speaker.CLIENT]
    assert "thought record" in words_of(result)
    assert result.role_confidence > 0.75
    for utterance in result.transcript.utterances:
        assert " ".join(word.text for word in utterance.words) == utterance.text
        assert all(0 <= word.probability <= 1 for word in utterance.words)


def test_two_voices_in_one_channel_are_told_apart(tmp_path, models, spoken):
    path = write(tmp_path / "room.wav", spoken.sum(axis=0) + noise(spoken.shape[1] / 16_000, level=0.002))
    result = transcribe(path, options=SpeechOptions(), models=models)
    by = {who: " ".join(u.text for u in result.transcript.utterances if u.speaker == who) for who in Speaker}
    assert "sleeping since" in by[Speaker.CLINICIAN]
    assert "manager" in by[Speaker.CLIENT]
    assert "manager" not in by[Speaker.CLINICIAN]
    assert len(result.transcript.utterances) >= len(DIALOGUE) - 2


@pytest.mark.parametrize("ending", CODECS)
def test_every_kind_of_mono_file_is_understood(tmp_path, models, spoken, ending):
    path = write(tmp_path / f"room.{ending}", spoken.sum(axis=0))
    result = transcribe(path, options=SpeechOptions(), models=models)
    assert result.audio.channels == 1
    assert "thought record" in words_of(result)
    assert "manager" in words_of(result)
    assert NoticeCode.NOT_UNDERSTOOD not in {notice.code for notice in result.notices}


def test_a_telephone_recording_at_8_khz_is_understood(tmp_path, models, spoken):
    import av

    path = write(tmp_path / "wide.wav", spoken.sum(axis=0))
    narrow = tmp_path / "call.wav"
    with av.open(str(path)) as source, av.open(str(narrow), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=8000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    result = transcribe(narrow, options=SpeechOptions(), models=models)
    assert result.audio.sample_rate == 8000
    assert "thought" in words_of(result)


def test_a_very_quiet_recording_is_heard(tmp_path, models, spoken):
    path = write(tmp_path / "quiet.wav", 0.01 * spoken.sum(axis=0))
    result = transcribe(path, options=SpeechOptions(), models=models)
    assert "thought record" in words_of(result)


@pytest.mark.parametrize("level", [0.0, 0.00002, 0.05])
def test_without_speech_nothing_is_invented(tmp_path, models, level):
    sound = noise(40.0, level=level) if level else silence(40.0)
    result = transcribe(write(tmp_path / "empty.wav", sound), options=SpeechOptions(), models=models)
    assert result.transcript.utterances == ()
    assert [notice.code for notice in result.notices] == [NoticeCode.NO_SPEECH]


def test_dictation_by_one_clinician_is_all_theirs(tmp_path, models, spoken):
    path = write(tmp_path / "recap.wav", spoken[1])
    result = transcribe(path, options=SpeechOptions(speakers=1), models=models)
    assert {u.speaker for u in result.transcript.utterances} == {Speaker.CLINICIAN}
    assert result.roles is None


def test_without_the_speaker_model_nobody_is_named_and_the_reader_is_told(tmp_path, models, spoken):
    from dataclasses import replace

    path = write(tmp_path / "room.wav", spoken.sum(axis=0))
    result = transcribe(path, options=SpeechOptions(), models=replace(models, speaker=None))
    assert {u.speaker for u in result.transcript.utterances} == {Speaker.UNKNOWN}
    assert NoticeCode.SPEAKERS_OFF in {notice.code for notice in result.notices}


def test_work_that_was_done_is_not_done_again(tmp_path, models, spoken):
    path = write_long(tmp_path / "room.wav", spoken.sum(axis=0), 1.5)
    options = SpeechOptions(window_seconds=30)
    store, seen = MemoryStore(), []
    first = transcribe(path, options=options, models=models, resume=store, progress=seen.append)
    assert len(store.windows) >= 3
    assert seen[-1].stage == Stage.FINISHED
    kept = json.loads(json.dumps(store.windows[0]))  # what is kept survives being written down
    kept["words"][0][0][0] = "Kept"
    store.windows[0] = kept
    again = transcribe(path, options=options, models=models, resume=store)
    assert again.transcript.utterances[0].text.startswith("Kept")
    assert again.transcript.utterances[1:] == first.transcript.utterances[1:]
    other = transcribe(path, options=SpeechOptions(window_seconds=40), models=models, resume=store)
    assert not other.transcript.utterances[0].text.startswith("Kept")


WORKER = """
import json, resource, sys
from pathlib import Path
from rapport.engines.models import default_models_dir
from rapport.engines.speech import SpeechModels, SpeechOptions, transcribe

class Folder:
    def __init__(self, path): self.path, self.put_now = path, []
    def get(self, index):
        file = self.path / f"{index}.json"
        return json.loads(file.read_text()) if file.exists() else None
    def put(self, index, data):
        part = self.path / f"{index}.part"
        part.write_text(json.dumps(data))
        part.rename(self.path / f"{index}.json")
        self.put_now.append(index)
        print("put", index, flush=True)

path, folder, seconds = Path(sys.argv[1]), Folder(Path(sys.argv[2])), float(sys.argv[3])
models = SpeechModels.from_dir(default_models_dir(), whisper="whisper-tiny-en")
result = transcribe(path, options=SpeechOptions(window_seconds=seconds), models=models, resume=folder)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"put": folder.put_now, "peak": peak, "duration": result.audio.duration,
    "last": result.transcript.utterances[-1].end, "text": [u.text for u in result.transcript.utterances]}))
"""


def start(path: Path, folder: Path, seconds: float) -> subprocess.Popen:
    source = str(Path(__file__).parents[4])
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(path), str(folder), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    )


def test_a_killed_job_goes_on_where_it_was(tmp_path, models, spoken):
    path = write_long(tmp_path / "room.wav", spoken.sum(axis=0), 1.5)
    folder = tmp_path / "windows"
    folder.mkdir()
    worker = start(path, folder, 30)
    assert worker.stdout.readline().startswith("put 0")
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    done = {int(file.stem) for file in folder.glob("*.json")}
    resumed = json.loads(start(path, folder, 30).communicate()[0].splitlines()[-1])
    assert done
    assert not done & set(resumed["put"])
    straight = transcribe(path, options=SpeechOptions(window_seconds=30), models=models)
    assert resumed["text"] == [u.text for u in straight.transcript.utterances]


def test_an_hour_needs_less_than_two_gigabytes(tmp_path, models, spoken):
    # Two minutes of pauses to one of speech: memory depends on the length, time on the speech.
    paused = np.concatenate([spoken.sum(axis=0), silence(spoken.shape[1] / 8000)])
    path = write_long(tmp_path / "long.mp3", paused, 63)
    folder = tmp_path / "windows"
    folder.mkdir()
    worker = start(path, folder, 300)
    told = json.loads(worker.communicate()[0].splitlines()[-1])
    assert told["duration"] > 3600
    assert told["last"] > 3600 - 90
    assert told["peak"] < 2000
