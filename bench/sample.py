"""The supplied session from its audio to a draft: every trap named, caught or missed.

A trap is *caught* where the draft holds what `traps.toml` says it must show, *avoided* where it has
nothing to show and the draft does not fall into it, *missed* where what it must show is absent, and
*fallen into* where the draft says something false. Patterns decide; the draft is printed for people.
"""

from __future__ import annotations

import re
import time
from typing import Any

from rapport.engines.drafting import draft_note, load_formats
from rapport.engines.kinds import Draft, SessionContext, Transcript
from rapport.engines.models import ModelMissing, default_models_dir
from rapport.engines.sample import session
from rapport.engines.sample.session import Trap
from rapport.engines.speech import SpeechModels, SpeechOptions, transcribe

NAMES = ("Dana", "Joel", "Renee", "Marcus", "Patel")
MEDICATIONS = ("sertraline",)


def measure() -> dict[str, Any]:
    """Give what became of each trap, from the script and from the audio."""
    found: dict[str, Any] = {"from the script": outcomes(draft(session.reference()))}
    try:
        models = SpeechModels.from_dir(default_models_dir())
    except ModelMissing as missing:
        return {**found, "from the audio": f"skipped: {missing}"}
    began = time.perf_counter()
    options = SpeechOptions(speakers=2, hot_words=(*NAMES, *MEDICATIONS))
    heard = transcribe(session.audio_path(), options=options, models=models).transcript
    made = draft(heard)
    seconds = round(time.perf_counter() - began, 1)
    return {
        **found,
        "from the audio": outcomes(made),
        "seconds from audio to draft": seconds,
        "draft": text_of(made).splitlines(),
    }


def draft(transcript: Transcript) -> Draft:
    """Give the SOAP draft of a transcript, with the client's own names and medication known."""
    context = SessionContext(medications=MEDICATIONS, names=NAMES)
    return draft_note(transcript, context=context, format=load_formats()["soap"])


def outcomes(made: Draft) -> dict[str, str]:
    """Give what became of each trap in a draft."""
    text = text_of(made).lower()
    return {trap.name: outcome(trap, text) for trap in session.traps()}


def outcome(trap: Trap, text: str) -> str:
    """Give "caught", "avoided", "missed" or "fallen into" for one trap and a draft in lower case."""
    if any(re.search(pattern, text) for pattern in trap.never):
        return "fallen into"
    if not trap.shows:
        return "avoided"
    return "caught" if all(re.search(pattern, text) for pattern in trap.shows) else "missed"


def text_of(made: Draft) -> str:
    """Give everything that a draft says, and the topics that it lists as left out."""
    risk = [sentence.text for statement in made.risk for sentence in statement.sentences]
    rest = [sentence.text for section in made.sections for sentence in section.sentences]
    return "\n".join([*risk, *rest, *(f"Left out: {topic.label}" for topic in made.left_out)])
