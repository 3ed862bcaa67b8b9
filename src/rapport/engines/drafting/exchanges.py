"""Cut a session into exchanges: what the clinician put to the client, and all that came back.

Works one utterance at a time, so that a live session can keep up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rapport.engines.drafting.lexicon import phrase
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import Speaker, Utterance


@dataclass(frozen=True, slots=True)
class Exchange:
    """A prompt of the clinician (perhaps none) and the client's answer (perhaps none), in order."""

    index: int
    prompt: tuple[Utterance, ...] = ()
    answer: tuple[Utterance, ...] = ()


@dataclass(slots=True)
class Exchanges:
    """Collects utterances; gives each exchange when the next prompt shows that it is complete."""

    closed: list[Exchange] = field(default_factory=list)
    _prompt: list[Utterance] = field(default_factory=list)
    _answer: list[Utterance] = field(default_factory=list)

    def add(self, utterance: Utterance) -> Exchange | None:
        """Take the next utterance; give the exchange that it closes, if any."""
        if utterance.speaker is Speaker.CLIENT:
            self._answer.append(utterance)
            return None
        if utterance.speaker is not Speaker.CLINICIAN or (self._answer and is_backchannel(utterance.text)):
            return None
        finished = self.close() if self._answer else None
        self._prompt.append(utterance)
        return finished

    def close(self) -> Exchange | None:
        """Close the exchange that is under way."""
        if not (self._prompt or self._answer):
            return None
        exchange = Exchange(len(self.closed), tuple(self._prompt), tuple(self._answer))
        self.closed.append(exchange)
        self._prompt, self._answer = [], []
        return exchange


def is_backchannel(text: str) -> bool:
    """Say whether a turn only keeps the other talking."""
    return bool(phrase("backchannel").match(fold(text)))
