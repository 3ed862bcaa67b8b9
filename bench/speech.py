"""Measures speech: words, speakers, time and memory. Run: ``python -m bench.speech [--json FILE]``.

Reads ``../shared/data/speech`` where it is there (it is not part of this repository) and the sample
session that ships with Rapport. Data that is absent is reported as skipped. The figures come from
read speech, one telephone call and synthetic voices: none of them is a clinical accuracy.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from bench.speech_scores import Spoken, diarization_errors, listed_words, word_errors
from rapport.engines.models import ModelMissing, default_models_dir
from rapport.engines.speech import SpeechModels, SpeechOptions, SpeechResult, transcribe
from rapport.engines.speech.decode import RATE, open_source

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "speech"
SAMPLE = ROOT / "src" / "rapport" / "engines" / "sample"
LONG_MINUTES = 50
THREE_HOURS = 180
TWO_GB = 2000
_GAP_SECONDS = 0.8
SAMPLE_LIST = ("Dana", "Maya", "Marcus", "Renee", "Joel", "Patel", "sertraline")
MEDICATIONS = (
    "sertraline", "Zoloft", "Lexapro", "trazodone", "lamotrigine", "Wellbutrin", "bupropion", "venlafaxine",
    "hydroxyzine", "aripiprazole", "quetiapine", "clonazepam", "Prozac", "lithium", "gabapentin",
    "escitalopram",
)  # fmt: skip
NAMES = ("Marcus", "Renee", "Joel", "Patel", "Luis", "Dana", "Priya", "Teresa", "Noor", "Kwame", "Ingrid")

Row = dict[str, Any]
Task = Callable[[SpeechModels], Row]


class Absent(Exception):
    """What is to be measured is not on this machine."""


def read_speech(models: SpeechModels, *, data: Path = DATA) -> Row:
    """Give the word error rate on LibriSpeech clips, together and by speaker, and the real-time factor."""
    references = _references(data)
    heard: dict[str, str] = {}
    began = time.perf_counter()
    seconds = 0.0
    for name in references:
        result = transcribe(data / "librispeech" / f"{name}.flac", options=SpeechOptions(), models=models)
        heard[name] = _text(result)
        seconds += result.audio.duration
    by_speaker = {who: _rate(references, heard, who) for who in sorted({n.split("-")[0] for n in references})}
    return {
        "what": "LibriSpeech test-other, single clips",
        "clips": len(references),
        "word_error_rate": _rate(references, heard, ""),
        "by_speaker": by_speaker,
        "real_time_factor": round((time.perf_counter() - began) / seconds, 3),
    }


def long_recording(models: SpeechModels, *, data: Path = DATA, minutes: int = LONG_MINUTES) -> Row:
    """Give time and peak memory for one long recording made of the clips, in a process of its own."""
    references = _references(data)
    with tempfile.TemporaryDirectory() as folder:
        path, names = _joined(references, data, Path(folder), minutes)
        told = _in_a_process(path, models)
    truth = " ".join(references[name] for name in names)
    return {
        "what": f"one recording of {told['duration'] / 60:.0f} minutes",
        "word_error_rate": round(word_errors([truth], [told["text"]]).rate, 4),
        "seconds": round(told["seconds"], 1),
        "real_time_factor": round(told["seconds"] / told["duration"], 3),
        "peak_mb": told["peak_mb"],
    }


def three_hours(models: SpeechModels, *, data: Path = DATA) -> Row:
    """Give peak memory for three hours; two parts of pauses to one of speech, as length is what matters."""
    references = _references(data)
    with tempfile.TemporaryDirectory() as folder:
        path, _names = _joined(references, data, Path(folder), THREE_HOURS, pause_share=2.0)
        told = _in_a_process(path, models)
    return {
        "what": f"one recording of {told['duration'] / 3600:.2f} hours, a third of it speech",
        "seconds": round(told["seconds"], 1),
        "peak_mb": told["peak_mb"],
        "below_2_gb": told["peak_mb"] < TWO_GB,
    }


def telephone_call(models: SpeechModels, *, data: Path = DATA) -> Row:
    """Give the diarization error rate on a real telephone call of 30 seconds with overlapping speech."""
    path = data / "diarization" / "phone_call.wav"
    if not path.exists():
        raise Absent("telephone call: data not present, skipped")
    result = transcribe(path, options=SpeechOptions(), models=models)
    fields = [line.split() for line in path.with_suffix(".rttm").read_text("utf-8").splitlines()]
    truth = [(float(f[3]), float(f[3]) + float(f[4]), f[7]) for f in fields if f and f[0] == "SPEAKER"]
    return {"what": "telephone call, 30 s, two speakers", **_speaker_errors(truth, result)}


def sample_session(models: SpeechModels, *, sample: Path = SAMPLE) -> Row:
    """Give words, speakers and time on the sample session, against its script."""
    sound = next(
        (p for e in ("ogg", "webm", "mp3", "m4a", "flac", "wav") for p in sample.glob(f"session*.{e}")), None
    )
    script = sample / "session.json"
    if sound is None or not script.exists():
        raise Absent("sample session: not present, skipped")
    lines = json.loads(script.read_text("utf-8"))["utterances"]
    began = time.perf_counter()
    result = transcribe(sound, options=SpeechOptions(hot_words=SAMPLE_LIST), models=models)
    seconds = time.perf_counter() - began
    script_text = " ".join(line["text"] for line in lines)
    truth = [(float(line["start"]), float(line["end"]), str(line["speaker"])) for line in lines]
    return {
        "what": f"sample session, {result.audio.duration / 60:.1f} minutes, synthetic voices",
        "word_error_rate_as_heard": round(word_errors([script_text], [_as_heard(result)]).rate, 4),
        "word_error_rate": round(word_errors([script_text], [_text(result)]).rate, 4),
        **_listed(script_text, result, SAMPLE_LIST),
        **_speaker_errors(truth, result),
        "words_with_right_role": _right_roles(truth, result),
        "role_confidence": result.role_confidence,
        "real_time_factor": round(seconds / result.audio.duration, 3),
    }


def generated_names(models: SpeechModels) -> Row:
    """Give how often names and medications of a list are right in generated speech, as heard and set right.

    A robotic voice makes them much harder than a person does; what counts is the difference.
    """
    if shutil.which("espeak-ng") is None:
        raise Absent("generated names: espeak-ng is not installed, skipped")
    lines = [f"The doctor gave me {word} in the spring, and it helped a little." for word in MEDICATIONS]
    lines += [f"Yesterday I talked to {word} about the money." for word in NAMES]
    options = SpeechOptions(speakers=1, hot_words=MEDICATIONS + NAMES)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for line in lines:
            path = Path(folder) / "line.wav"
            subprocess.run(["espeak-ng", "-v", "en-us+f3", "-s", "150", "-w", str(path), line], check=True)
            rows.append(_listed(line, transcribe(path, options=options, models=models), options.hot_words))
    return {
        "what": f"{len(lines)} generated sentences, each with a name or medication of one list",
        **{name: sum(row[name] for row in rows) for name in rows[0]},
    }


def measure(models: SpeechModels, tasks: Sequence[Task]) -> dict[str, Any]:
    """Give the figures of the tasks, and a line for each that had to be skipped."""
    rows: list[Row] = []
    skipped: list[str] = []
    for task in tasks:
        try:
            rows.append(task(models))
        except Absent as absent:
            skipped.append(str(absent))
    return {"model": models.name, "machine": machine(), "results": rows, "skipped": skipped}


def measure_all() -> dict[str, Any]:
    """Give every figure with the default model, or a line that says why there is none."""
    try:
        return measure(SpeechModels.from_dir(default_models_dir()), EVERY)
    except ModelMissing as missing:
        return {"skipped": [str(missing)]}


def machine() -> str:
    """Name the machine on which the figures were measured."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        cpu = names[0] if names else cpu
    return f"{cpu}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def _references(data: Path) -> dict[str, str]:
    listing = data / "librispeech" / "transcripts.tsv"
    if not listing.exists():
        raise Absent("LibriSpeech: data not present, skipped")
    return dict(line.split("\t", 1) for line in listing.read_text("utf-8").splitlines() if "\t" in line)


def _text(result: SpeechResult) -> str:
    return " ".join(utterance.text for utterance in result.transcript.utterances)


def _as_heard(result: SpeechResult) -> str:
    return " ".join(word.heard or word.text for u in result.transcript.utterances for word in u.words)


def _listed(truth: str, result: SpeechResult, listed: Sequence[str]) -> Row:
    heard = listed_words(truth, _as_heard(result), listed)
    set_right = listed_words(truth, _text(result), listed)
    return {
        "listed_words_spoken": heard.spoken,
        "listed_words_right_as_heard": heard.right,
        "listed_words_right": set_right.right,
        "listed_words_wrongly_put": set_right.added,
    }


def _rate(references: dict[str, str], heard: dict[str, str], who: str) -> float:
    names = [name for name in references if name.startswith(who)]
    return round(word_errors([references[n] for n in names], [heard[n] for n in names]).rate, 4)


def _speaker_errors(truth: list[Spoken], result: SpeechResult) -> Row:
    found = [(turn.start, turn.end, turn.speaker.value) for turn in result.turns]
    kind, strict = (diarization_errors(truth, found, collar=collar) for collar in (0.25, 0.0))
    return {
        "diarization_error_rate": round(kind.rate, 4),
        "diarization_error_rate_strict": round(strict.rate, 4),
        "confusion": round(kind.confused / kind.spoken, 4),
    }


def _right_roles(truth: list[Spoken], result: SpeechResult) -> float:
    """Give the share of words whose speaker is the one whose turn is nearest in the script."""
    right = total = 0
    for utterance in result.transcript.utterances:
        for word in utterance.words:
            middle = (word.start + word.end) / 2
            who = min(truth, key=lambda turn: max(turn[0] - middle, middle - turn[1], 0.0))[2]
            right += who == utterance.speaker.value
            total += 1
    return round(right / max(total, 1), 4)


def _joined(
    references: dict[str, str], data: Path, folder: Path, minutes: int, *, pause_share: float = 0.0
) -> tuple[Path, list[str]]:
    """Write the clips one after the other, again and again, to one file; give it and the order.

    After each clip comes a short gap and ``pause_share`` times its own length of silence.
    """
    import av

    path, names, samples = folder / "long.flac", [], 0
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        for name in _endless(list(references)):
            if samples > minutes * 60 * RATE:
                break
            _source, blocks = open_source(data / "librispeech" / f"{name}.flac")
            clip = np.concatenate(list(blocks), axis=1)
            pause = int(_GAP_SECONDS * RATE + pause_share * clip.shape[1])
            sound = np.pad(clip, ((0, 0), (0, pause)))
            frame = av.AudioFrame.from_ndarray(
                (np.clip(sound, -1, 1) * 32767).astype(np.int16), format="s16", layout="mono"
            )
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
            samples += sound.shape[1]
            names.append(name)
        container.mux(stream.encode(None))
    return path, names


def _endless(names: list[str]) -> Iterator[str]:
    while True:
        yield from names


def _in_a_process(path: Path, models: SpeechModels) -> Row:
    command = [sys.executable, "-m", "bench.speech", "--model", models.name, "--only", str(path)]
    done = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=_environment()
    )
    told: Row = json.loads(done.stdout.splitlines()[-1])
    return told


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def _only(path: Path, models: SpeechModels) -> Row:
    with _timed() as clock:
        result = transcribe(path, options=SpeechOptions(), models=models)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": clock[0], "duration": result.audio.duration, "peak_mb": peak, "text": _text(result)}


@contextmanager
def _timed() -> Iterator[list[float]]:
    clock = [0.0]
    began = time.perf_counter()
    yield clock
    clock[0] = time.perf_counter() - began


def _print(report: dict[str, Any]) -> None:
    print(f"Speech with {report['model']} on {report['machine']}")
    for row in report["results"]:
        print(f"\n{row['what']}")
        for name, value in row.items():
            if name != "what":
                print(f"  {name.replace('_', ' '):32} {value}")
    for line in report["skipped"]:
        print(f"\n{line}")


EVERY: tuple[Task, ...] = (read_speech, telephone_call, sample_session, generated_names, long_recording)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure speech recognition and telling speakers apart.")
    parser.add_argument("--model", default="whisper-base")
    parser.add_argument("--three-hours", action="store_true", help="measure only the memory for three hours")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--only", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    try:
        models = SpeechModels.from_dir(default_models_dir(), whisper=asked.model)
    except ModelMissing as missing:
        print(f"{missing} Skipped.")
        return 0
    if asked.only:
        print(json.dumps(_only(asked.only, models)))
        return 0
    report = measure(models, (three_hours,) if asked.three_hours else EVERY)
    _print(report)
    if asked.json:
        asked.json.write_text(json.dumps(report, indent=2), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
