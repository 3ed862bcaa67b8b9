"""The script of a recording (who says what, and when) as a transcript: what a recogniser ought to find."""

from __future__ import annotations

from collections.abc import Mapping

from rapport.engines.kinds import Transcript
from rapport.engines.transcripts.errors import UnableToReadTranscript
from rapport.engines.transcripts.parsing import assembled
from rapport.engines.transcripts.structured import contents


def from_script(script: Mapping[str, object]) -> Transcript:
    """This will give a loaded script (``language``, ``duration``, ``utterances``) as a transcript.

    A script is ours, so nothing is repaired in silence.

    Raises:
        UnableToReadTranscript: it has no utterances, or something in it would need repair.
    """
    parsed = assembled(contents(script), language="en")
    if parsed.notices:
        raise UnableToReadTranscript("This script needs correcting. " + " ".join(parsed.notices))
    return parsed.transcript
