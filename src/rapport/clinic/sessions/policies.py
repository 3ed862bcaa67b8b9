"""What may follow what in a recording's life, and when capture is possible at all. Pure functions."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from rapport.base.errors import Conflict, MayNot
from rapport.clinic.sessions.models import RecordingState as State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVING: frozenset({State.RECEIVED, State.STOPPED, State.FAILED, State.DELETED}),
    State.RECEIVED: frozenset({State.TRANSCRIBED, State.FAILED, State.STOPPED, State.DELETED}),
    State.TRANSCRIBED: frozenset({State.RECEIVED, State.DELETED}),
    State.FAILED: frozenset({State.RECEIVED, State.DELETED}),
    State.STOPPED: frozenset({State.DELETED}),
    State.DELETED: frozenset(),
}
CHUNK_BYTES = 4 * 1024 * 1024
LONGEST_AUDIO_KEPT = timedelta(days=7)
PEOPLE_WITHOUT_CHANNELS = 2


ANY_BYTES = "application/octet-stream"
_SOUND = re.compile(r"(?:audio/[a-z0-9][a-z0-9.+-]{0,40}|video/(?:webm|mp4)|application/ogg)$")


def sound_type(said: str) -> str:
    """Give the media type that a recording is kept and played under: sound, or bytes that no browser runs."""
    kind = said.partition(";")[0].strip().lower()
    return kind if _SOUND.match(kind) else ANY_BYTES


class WrongState(Conflict):
    """This recording is not in a state that allows this."""


class CaptureIsOff(MayNot):
    """More people are in the room than voices can be told apart; a typed or dictated note is as good."""


def check_transition(current: str, wanted: State) -> None:
    """Stop a change that the table above does not have.

    Raises:
        WrongState: with a sentence for the person who asked.
    """
    if wanted not in TRANSITIONS[State(current)]:
        raise WrongState(f"This recording is {State(current).label.lower()}; that cannot be done now.")


def check_capture(*, people: int, channels: int) -> None:
    """Stop automatic capture of more than two people, unless each has a channel.

    Raises:
        CaptureIsOff: with what to do instead.
    """
    if people > PEOPLE_WITHOUT_CHANNELS and channels < people:
        raise CaptureIsOff(
            "With more than two people in the room, capture is off unless each has a channel of their own. "
            "Write or dictate the note instead."
        )


def latest_purge(recorded_at: datetime) -> datetime:
    """Give when audio is deleted at the latest, whatever else is set."""
    return recorded_at + LONGEST_AUDIO_KEPT
