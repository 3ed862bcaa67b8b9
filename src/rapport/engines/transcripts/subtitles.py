"""WebVTT and SRT: cues with times, voices and marks, as found in the wild rather than as specified."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rapport.engines.transcripts import labels
from rapport.engines.transcripts.times import NOT_A_TIME, clock
from rapport.engines.transcripts.types import Contents, Said

OUR_NOTE = "NOTE Exported by Rapport"
_ARROW = "-->"
_BLOCKS = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,100})>", re.IGNORECASE)
_MARKS = re.compile(r"</?(?:[a-z][^>]{0,200}|\d[\d:.]*)?>|\{\\[^}]{0,100}\}", re.IGNORECASE)
_REF = re.compile(r"u\d{4,}")
_LANGUAGE = re.compile(r"Language:\s{0,5}([A-Za-z-]{2,20})")
_SENTENCE_END = (".", "?", "!", "…", '."', '?"', ".”", "?”")
_SAME_BREATH, _LONGEST = 1.5, 600  # seconds between cues, letters of one sentence
_START, _LONGEST_TIME = 600, 20
NO_TIMING = "--:--.--- --> --:--.---"


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    timing: str
    lines: tuple[str, ...]


def read(text: str) -> Contents:
    """Give what the cues say; a sentence that runs over several cues of one voice becomes one utterance."""
    cues = list(_cues(text.split("\n"), vtt=text.startswith("WEBVTT")))
    heads = [labels.labelled(_unmarked(line)) for cue in cues for line in cue.lines]
    names = labels.speakers(head.name for head in heads if head)
    said = [one for cue in cues for one in _said(cue, names)]
    start = text[:_START]
    language, ours = _LANGUAGE.search(start), OUR_NOTE in start
    return Contents(tuple(said if ours else _joined(said)), language[1] if language else "", ours=ours)


def _cues(lines: list[str], *, vtt: bool) -> Iterator[_Cue]:
    """A cue is its timing line, the line above it as its name, and everything until the next one."""
    timings = [number for number, line in enumerate(lines) if _is_timing(line)]
    for number, following in pairwise([*timings, len(lines)]):
        body = lines[number + 1 : following]
        if following < len(lines) and _is_name(body, vtt=vtt):
            body = body[:-1]
        above = lines[number - 1].strip() if number else ""
        yield _Cue(above, lines[number], tuple(_without_blocks(body) if vtt else body))


def _is_timing(line: str) -> bool:
    """An arrow behind something like a time, even a damaged one; an arrow among words is none."""
    before, arrow, _ = line.partition(_ARROW)
    before = before.strip()
    return bool(arrow) and len(before) <= _LONGEST_TIME and (before[:1].isdigit() or before == NO_TIMING[:9])


def _is_name(body: list[str], *, vtt: bool) -> bool:
    """Whether the last line names the next cue: a number, or in VTT any one line after a blank one."""
    if not body or not body[-1].strip():
        return False
    if body[-1].strip().isdigit():
        return True
    return vtt and len(body) > 1 and not body[-2].strip()


def _without_blocks(body: list[str]) -> Iterator[str]:
    inside = after_blank = False
    for line in body:
        if not line.strip():
            inside, after_blank = False, True
            continue
        inside = inside or (after_blank and line.split()[0] in _BLOCKS)
        if not inside:
            yield line


def _said(cue: _Cue, names: Collection[str]) -> list[Said]:
    start, end = _timing(cue.timing)
    voices = _voices([line for line in cue.lines if line.strip()], names)
    ref = cue.name if len(voices) == 1 and _REF.fullmatch(cue.name) else ""
    total = sum(len(words) + 1 for _, words in voices)
    found, past = [], 0
    for name, words in voices:
        share = len(words) + 1
        found.append(_part(Said(words, name, start, end, ref), past / total, (past + share) / total))
        past += share
    return found


def _timing(line: str) -> tuple[float | None, float | None]:
    if line.strip() == NO_TIMING:
        return None, None
    before, _, after = line.partition(_ARROW)
    return clock(before), clock(after.split()[0]) if after.split() else NOT_A_TIME


def _part(whole: Said, share_from: float, share_to: float) -> Said:
    """Two voices in one cue share its time by the length of what they say."""
    if whole.start is None or whole.end is None:
        return whole
    length = whole.end - whole.start
    start, end = whole.start + length * share_from, whole.start + length * share_to
    return replace(whole, start=round(start, 3), end=round(end, 3))


def _voices(lines: list[str], names: Collection[str]) -> list[tuple[str, str]]:
    if any(_VOICE.search(line) for line in lines):
        parts = _VOICE.split("\n".join(lines))
        found = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
        return [(_unmarked(name), _unmarked(words)) for name, words in found if _unmarked(words).strip()]
    return labels.split_cue([_unmarked(line) for line in lines], names)


def _unmarked(text: str) -> str:
    return html.unescape(_MARKS.sub("", text))


def _joined(said: list[Said]) -> list[Said]:
    """Cues cut sentences for the eye; a sentence of one voice is put together again."""
    done: list[Said] = []
    for one in said:
        if done and _goes_on(done[-1], one):
            last = done[-1]
            done[-1] = replace(last, text=f"{last.text} {one.text}", end=one.end)
        else:
            done.append(one)
    return done


def _goes_on(last: Said, one: Said) -> bool:
    if (one.label and one.label != last.label) or len(last.text) > _LONGEST:
        return False
    if last.text.rstrip().endswith(_SENTENCE_END) or last.end is None or one.start is None or one.end is None:
        return False
    return last.end <= one.end and 0 <= one.start - last.end <= _SAME_BREATH
