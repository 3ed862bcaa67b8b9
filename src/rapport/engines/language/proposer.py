"""Ask a model to word one exchange as one reported-speech sentence.

The transcript is data: it stands between marks that cannot occur in it, and the model is told to follow
nothing that stands there. That defence is only the first; whatever comes back is one line, is checked word
by word against its lines (``engines.grounding``), and a clinician reads it. Exchanges that hold risk,
medicines, numbers or agreements are never sent here; the caller quotes them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib import resources

from rapport.engines.kinds import Speaker, Utterance
from rapport.engines.language.interface import LanguageModel

TEMPLATE = resources.files("rapport.engines.language").joinpath("reported_speech.txt").read_text("utf-8")
TEMPLATE_HASH = hashlib.sha256(TEMPLATE.encode("utf-8")).hexdigest()
NOTHING = "NONE"
MAX_TOKENS = 80
LONGEST_SENTENCE = 320
LONGEST_EXCHANGE = 2400
_WHO = {
    Speaker.CLINICIAN: "Clinician",
    Speaker.CLIENT: "Client",
    Speaker.OTHER: "Other",
    Speaker.UNKNOWN: "Unknown",
}
_MARKS = re.compile(r"[<>\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069]+|\|")
_LABEL = re.compile(r"^\s*(?:[-*•]\s*|(?:sentence|answer|output|note)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed sentence with what made it. Unverified."""

    text: str
    model: str
    template_hash: str


def propose(
    exchange: tuple[Utterance, ...], model: LanguageModel, *, client: str = "Client"
) -> Proposal | None:
    """Give one proposed sentence for a few utterances that belong together, or None if nothing is to be said.

    None also when the exchange is too long or the answer is not one plain line. Raises what the model raises
    (``LanguageModelUnavailable``, ``UnusableAnswer``).
    """
    lines = "\n".join(f"{_WHO[one.speaker]}: {_as_data(one.text)}" for one in exchange)
    if not lines.strip() or len(lines) > LONGEST_EXCHANGE:
        return None
    prompt = TEMPLATE.replace("{client}", _as_data(client)).replace("{exchange}", lines)
    line = _one_line(model.complete(prompt, max_tokens=MAX_TOKENS, stop=("\n\n", "<<<")))
    return Proposal(line, model.name, TEMPLATE_HASH) if line else None


def _as_data(text: str) -> str:
    """Take out what could close the marks or start a new line, so that no utterance can leave its place."""
    return " ".join(_MARKS.sub(" ", text).replace("{exchange}", "").split())


def _one_line(answer: str) -> str:
    """Give the single sentence of an answer, or an empty text if it is anything else."""
    lines = [line for line in (line.strip() for line in answer.strip().splitlines()) if line]
    if len(lines) != 1:
        return ""
    line = _LABEL.sub("", lines[0]).strip()
    if not line or line.strip(" .").upper() == NOTHING or len(line) > LONGEST_SENTENCE:
        return ""
    if _MARKS.search(line) or line.endswith(("?", ":")):
        return ""
    return line if line.endswith((".", "”", '"', "!")) else f"{line}."
