"""Reads the script of the supplied sample aloud and writes the recording and the times of each line.

    bash tools/sample/fetch.sh /tmp/voices
    /tmp/voices/env/bin/python -m tools.sample.make_audio --voices /tmp/voices

Without `--stereo` it writes `session.ogg` beside `session.json` and puts the measured times into that
file; with it, only a recording with the clinician left and the client right. The words, voices, pauses
and room noise are fixed; the voice model adds breath noise of its own, so a second run says the same
at nearly the same times, but is not the same file byte by byte.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.sample.mix import Line, Placed, mix, pauses, write
from tools.sample.voice import RATE, Reader

SAMPLE = Path(__file__).parents[2] / "src/rapport/engines/sample"
ROLES = ("clinician", "client")
_SEED = 20_260_105


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments, make the recording, say how long it is."""
    parser = argparse.ArgumentParser(description="Make the sample recording from its script.")
    parser.add_argument("--voices", type=Path, required=True, help="the folder that fetch.sh filled")
    parser.add_argument("--script", type=Path, default=SAMPLE / "session.json")
    parser.add_argument("--output", type=Path, help="default: the script's name with .ogg")
    parser.add_argument(
        "--stereo", action="store_true", help="one voice a channel; the script stays as it is"
    )
    parser.add_argument("--bitrate", type=int, default=32_000, help="bits a second and channel")
    chosen = parser.parse_args(arguments)
    script = json.loads(chosen.script.read_text("utf-8"))
    lines = _read(script, Reader(chosen.voices))
    recording, places = mix(lines, stereo=chosen.stereo, seed=_SEED)
    ending = ".stereo.ogg" if chosen.stereo else ".ogg"
    output = chosen.output or chosen.script.with_suffix(ending)
    write(recording, output, bitrate=chosen.bitrate)
    if not chosen.stereo:
        timed = _timed(script, places, recording.shape[1] / RATE)
        chosen.script.write_text(timed, "utf-8")
    print(f"{output.name}: {recording.shape[1] / RATE:.1f} s, {output.stat().st_size / 1e6:.2f} MB")
    return 0


def _read(script: dict[str, Any], reader: Reader) -> list[Line]:
    texts = [row["text"] for row in script["utterances"]]
    found = []
    for row, pause in zip(script["utterances"], pauses(texts, seed=_SEED), strict=True):
        voice = script["voices"][row["speaker"]]
        sound = reader.read(row["text"], voice=voice["name"], speed=voice["speed"])
        found.append(Line(ROLES.index(row["speaker"]), sound, pause))
    return found


def _timed(script: dict[str, Any], places: Sequence[Placed], duration: float) -> str:
    """The script with its times, one line of speech a line of the file, so that a change shows as one."""
    rows = [
        {"speaker": row["speaker"], "text": row["text"], "start": place.start, "end": place.end}
        for row, place in zip(script["utterances"], places, strict=True)
    ]
    head = {key: value for key, value in script.items() if key != "utterances"}
    head["duration"] = round(duration, 2)
    spoken = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return (
        json.dumps(head, indent=2, ensure_ascii=False)[:-2] + f',\n  "utterances": [\n    {spoken}\n  ]\n}}\n'
    )


if __name__ == "__main__":
    raise SystemExit(main())
