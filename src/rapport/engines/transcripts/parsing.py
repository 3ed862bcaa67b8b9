"""From a file to a transcript: pick the reader, put what it found in order, say what was repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapport.engines.kinds import Speaker, Transcript, Utterance
from rapport.engines.transcripts import plain, structured, subtitles
from rapport.engines.transcripts.decoding import LIMIT_BYTES, clean, decode
from rapport.engines.transcripts.errors import UnableToReadTranscript
from rapport.engines.transcripts.roles import described, roles
from rapport.engines.transcripts.times import CLOCK, repaired
from rapport.engines.transcripts.types import Contents, ParsedTranscript, Said

__all__ = ["LIMIT_BYTES", "assembled", "parse"]

ONE_SPEAKER = "Only one speaker was found. If two people spoke, their names are missing from the file."
WHO_IS_WHO = "Please say who is the clinician and who is the client; the names in the file do not."
UNNAMED = "Some lines name no speaker; they stay unknown until you set who spoke."
NO_TIMES = "The transcript has no times, so lines cannot be replayed."
_CUE = re.compile(rf"^[ \t]{{0,8}}{CLOCK}[ \t]{{0,8}}-->", re.MULTILINE)
_LANGUAGES = {"english": "en", "spanish": "es", "french": "fr", "german": "de", "portuguese": "pt"}
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_REF = re.compile(r"[A-Za-z0-9_-]{1,40}")


def parse(data: bytes, *, filename: str, language: str = "en") -> ParsedTranscript:
    """This will give the transcript that a txt, vtt, srt or json file holds.

    ``filename`` only helps to tell the formats apart; what the file holds decides. ``language`` is used
    where the file names none.

    Raises:
        UnableToReadTranscript: too large, empty, not text, damaged, or without words.
    """
    text, notices = decode(data)
    found = _contents(text, filename.rpartition(".")[2].casefold())
    return assembled(replace(found, notices=(*notices, *found.notices)), language=language)


def assembled(found: Contents, *, language: str) -> ParsedTranscript:
    """Give what a reader found as a transcript: clean words, times in order, roles that labels say."""
    said = [replace(one, text=clean(one.text), label=clean(one.label)) for one in found.said]
    said = [one for one in said if one.text and (found.ours or any(c.isalnum() for c in one.text))]
    if not any(letter.isalpha() for one in said for letter in one.text):
        raise UnableToReadTranscript(
            "There are no words in this file. Choose the file that holds the transcript."
        )
    lines, repairs = repaired(said, overlaps_kept=found.ours)
    labels = list(dict.fromkeys(one.label for one in lines))
    who = roles(labels)
    spoken = _utterances(lines, [who[one.label] for one in lines])
    ends = [one.end for one in spoken if one.end is not None]
    transcript = Transcript(
        spoken, _language(found.language) or language, max((found.duration or 0.0, *ends)) or None
    )
    about = _about_speakers(labels, list(who.values()))
    timeless = () if ends else (NO_TIMES,)
    return ParsedTranscript(
        transcript,
        tuple(dict.fromkeys((*found.notices, *repairs, *about, *timeless))),
        described(labels, who, [one.label for one in lines], spoken),
    )


def _contents(text: str, ending: str) -> Contents:
    head = text.lstrip()
    if head.startswith("WEBVTT") or _CUE.search(text) or (ending in {"vtt", "srt"} and "-->" in text):
        return subtitles.read(head)
    if ending == "json" or head.startswith("{"):
        return structured.read(text)
    if head.startswith("["):  # a list, or a line that begins with its time
        try:
            return structured.read(text)
        except UnableToReadTranscript:
            return plain.read(text)
    return plain.read(text)


def _utterances(lines: Sequence[Said], who: Sequence[Speaker]) -> tuple[Utterance, ...]:
    refs = [one.ref for one in lines]
    if len(set(refs)) < len(refs) or not all(_REF.fullmatch(ref) for ref in refs):
        refs = [f"u{index + 1:04d}" for index in range(len(lines))]
    return tuple(
        Utterance(ref, index, speaker, one.text, one.start, one.end, one.words)
        for index, (ref, one, speaker) in enumerate(zip(refs, lines, who, strict=True))
    )


def _about_speakers(labels: Sequence[str], who: Sequence[Speaker]) -> tuple[str, ...]:
    if len(labels) == 1:
        return (ONE_SPEAKER,)
    unclear = [label for label, speaker in zip(labels, who, strict=True) if speaker is Speaker.UNKNOWN]
    found = []
    if any(unclear):
        found.append(WHO_IS_WHO)
    if "" in unclear:
        found.append(UNNAMED)
    return tuple(found)


def _language(named: str) -> str:
    known = _LANGUAGES.get(named.casefold(), named)
    return known if _TAG.fullmatch(known) else ""
