"""Where the supplied session lies, what was said in it, and what a note on it must get right."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from rapport.engines.kinds import Transcript
from rapport.engines.transcripts import from_script

_PACKAGE = "rapport.engines.sample"


@dataclass(frozen=True, slots=True)
class Trap:
    """Something in the session that is easily written down wrong.

    ``lines`` are references of utterances in `reference`; ``must_say`` is what a correct note says of
    it, in a person's words; ``wrong`` are statements that a note must not make.
    """

    name: str
    lines: tuple[str, ...]
    must_say: str
    wrong: tuple[str, ...]
    shows: tuple[str, ...]
    never: tuple[str, ...]


def audio_path() -> Path:
    """Give the recording: Ogg/Opus, mono, the two voices in turn."""
    return _file("session.ogg")


def script_path() -> Path:
    """Give the script as a file, with the time of each line as measured when it was read aloud."""
    return _file("session.json")


@lru_cache(maxsize=1)
def reference() -> Transcript:
    """Give what is said in the recording, by whom and when: the transcript a recogniser ought to find."""
    return from_script(json.loads(script_path().read_text("utf-8")))


@lru_cache(maxsize=1)
def traps() -> tuple[Trap, ...]:
    """Give the traps in the order in which they come up."""
    rows = tomllib.loads(_file("traps.toml").read_text("utf-8"))["trap"]
    return tuple(
        Trap(
            row["name"], tuple(row["lines"]), row["must_say"], tuple(row["wrong"]), tuple(row["shows"]),
            tuple(row["never"]),
        )
        for row in rows
    )  # fmt: skip


def transcript_paths() -> tuple[Path, ...]:
    """Give the further fictional sessions, as transcripts in txt, vtt and srt."""
    folder = _file("transcripts")
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".vtt", ".srt"}))


def _file(name: str) -> Path:
    return Path(str(resources.files(_PACKAGE) / name))
