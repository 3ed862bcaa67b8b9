"""Writes a transcript out as txt, vtt or json; each reads back to the same words, speakers and times.

txt and vtt hold times to the millisecond and no word probabilities; json holds everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from rapport.engines.kinds import Speaker, Transcript, Utterance
from rapport.engines.transcripts.decoding import clean
from rapport.engines.transcripts.structured import OUR_FORMAT
from rapport.engines.transcripts.subtitles import NO_TIMING, OUR_NOTE

NAMES: Mapping[Speaker, str] = {
    Speaker.CLINICIAN: "Clinician",
    Speaker.CLIENT: "Client",
    Speaker.OTHER: "Other speaker",
    Speaker.UNKNOWN: "Unknown speaker",
}


def render(transcript: Transcript, kind: str, *, names: Mapping[Speaker, str] | None = None) -> str:
    """This will give the transcript as the text of a file.

    ``kind`` is one of KINDS. ``names`` replaces "Clinician", "Client" and so on in txt and vtt; a
    reader can then no longer tell the roles by the labels.

    Raises:
        ValueError: there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"A transcript is written as {', '.join(KINDS)}.")
    return _WRITERS[kind](transcript, {**NAMES, **(names or {})})


def _txt(transcript: Transcript, names: Mapping[Speaker, str]) -> str:
    return "".join(
        f"{_txt_time(one)}{names[one.speaker]}: {clean(one.text)}\n" for one in transcript.utterances
    )


def _txt_time(one: Utterance) -> str:
    if one.start is None:
        return ""
    return f"[{_clock(one.start)}] " if one.end is None else f"[{_clock(one.start)} - {_clock(one.end)}] "


def _vtt(transcript: Transcript, names: Mapping[Speaker, str]) -> str:
    """Cues need times: an utterance without them stands in the file with a timing that reads as none."""
    head = f"WEBVTT\nLanguage: {transcript.language}\n\n{OUR_NOTE}\n\n"
    return head + "\n".join(_cue(one, names[one.speaker]) for one in transcript.utterances)


def _cue(one: Utterance, name: str) -> str:
    timing = NO_TIMING
    if one.start is not None and one.end is not None:
        timing = f"{_clock(one.start)} --> {_clock(one.end)}"
    return f"{one.ref}\n{timing}\n<v {_escaped(name)}>{_escaped(clean(one.text))}\n"


def _json(transcript: Transcript, _names: Mapping[Speaker, str]) -> str:
    data = {
        "format": OUR_FORMAT,
        "version": 1,
        "language": transcript.language,
        "duration": transcript.duration,
        "utterances": [_row(one) for one in transcript.utterances],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _row(one: Utterance) -> dict[str, object]:
    row: dict[str, object] = {
        "ref": one.ref,
        "speaker": one.speaker.value,
        "text": one.text,
        "start": one.start,
        "end": one.end,
    }
    return {**row, "words": [asdict(word) for word in one.words]} if one.words else row


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


_WRITERS: dict[str, Callable[[Transcript, Mapping[Speaker, str]], str]] = {
    "txt": _txt,
    "vtt": _vtt,
    "json": _json,
}
KINDS = tuple(_WRITERS)
