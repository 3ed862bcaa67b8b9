"""Reads transcripts that a person brings (txt, vtt, srt, json) and writes them out again.

Pure: bytes in, frozen types out. Tolerant of what is harmless (marks, encodings, missing numbers),
strict in what matters: a time that cannot be right is left out with a notice, a speaker whose label
says nothing stays unknown until a person sets it, and no notice or error ever holds words of the text.
"""

from rapport.engines.transcripts.errors import UnableToReadTranscript
from rapport.engines.transcripts.parsing import LIMIT_BYTES, parse
from rapport.engines.transcripts.rendering import KINDS, render
from rapport.engines.transcripts.roles import with_roles
from rapport.engines.transcripts.script import from_script
from rapport.engines.transcripts.types import ParsedTranscript, SpeakerLabel

__all__ = [
    "KINDS",
    "LIMIT_BYTES",
    "ParsedTranscript",
    "SpeakerLabel",
    "UnableToReadTranscript",
    "from_script",
    "parse",
    "render",
    "with_roles",
]
