"""What may happen to a note in which state: one transition table and the rules that read it.

`docs/reference/note-states.md` shows the table as a diagram; a test compares the two.
"""

from __future__ import annotations

from rapport.base.errors import Conflict, NotFound, Unable
from rapport.clinic.notes.models import Decision, Note, NoteOrigin
from rapport.clinic.notes.models import NoteState as State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.PREPARING: frozenset({State.DRAFT, State.VOIDED}),
    State.DRAFT: frozenset({State.PREPARING, State.PENDING_COSIGN, State.SIGNED, State.VOIDED}),
    State.PENDING_COSIGN: frozenset({State.DRAFT, State.SIGNED}),
    State.SIGNED: frozenset({State.VOIDED}),
    State.VOIDED: frozenset(),
}
ATTESTATION = "I reviewed, edited as needed, and adopt this note as my own."
EXCERPT_WORDS = 25
RISK = "risk"
"""The section that every format has, above its own."""


class NoSuchNote(NotFound):
    """There is no such note for this actor."""


class WrongState(Conflict):
    """This note is not in a state that allows this."""


class NoteIsLocked(Conflict):
    """A signed note is never changed; an addendum can be added."""


class SomebodyElseChangedIt(Conflict):
    """The note was changed since the page was opened; nothing was overwritten."""


class UnableToRedraft(Unable):
    """This note cannot be drafted again; the message says why."""


class UnableToSign(Unable):
    """Something that a signature needs is missing; the message says what."""


def check_transition(current: str, wanted: State) -> None:
    """Stop a change of state that the table does not have.

    Raises:
        WrongState: with where the note stands.
    """
    if wanted not in TRANSITIONS[State(current)]:
        raise WrongState(f"This note is {State(current).label.lower()}; that cannot be done now.")


def is_editable(note: Note) -> bool:
    """Whether sentences and facts may change."""
    return note.state == State.DRAFT


def check_editable(note: Note) -> None:
    """Stop a change to a note that is being drafted, signed or voided.

    Raises:
        NoteIsLocked: it is signed or waits for cosignature. WrongState: the draft is still being made.
    """
    if note.state == State.PREPARING:
        raise WrongState("The draft is still being made. Wait until it is ready.")
    if not is_editable(note):
        raise NoteIsLocked("This note is signed and cannot be changed. Add an addendum instead.")


def check_revision(seen: int, current: int) -> None:
    """Stop a change that was made while looking at an older state.

    Raises:
        SomebodyElseChangedIt: it was changed meanwhile.
    """
    if seen != current:
        raise SomebodyElseChangedIt("This was changed meanwhile. Look at it again, then repeat your change.")


def stays_in_note(decision: str) -> bool:
    """Whether a sentence with this decision is part of what is signed."""
    return decision in {Decision.ACCEPTED, Decision.EDITED, Decision.WRITTEN}


def is_dictated(note: Note) -> bool:
    """Whether the clinician dictated it alone, so that its words are theirs from the start."""
    return note.origin == NoteOrigin.DICTATED


def words_changed(before: str, after: str) -> int:
    """Count the words that differ between two wordings (added plus removed, as multisets)."""
    left, right = before.split(), after.split()
    common = sum(min(left.count(word), right.count(word)) for word in set(left))
    return len(left) + len(right) - 2 * common
