"""Who may do what with a note, as a function of role and relationship to the author."""

from __future__ import annotations

import uuid

from rapport.base.errors import MayNot
from rapport.clinic.notes.models import Note
from rapport.safeguards.actors import Actor, Role, require_person


class NotYourNote(MayNot):
    """Only the author writes and signs a note; a supervisor cosigns it."""


def may_write(by: Actor, note: Note) -> bool:
    """Whether ``by`` may change and sign this note: its author, while holding a clinical role."""
    return by.is_person and by.is_clinical and by.id == note.author_id


def check_may_write(by: Actor, note: Note) -> None:
    """Stop anyone but the author.

    Raises:
        NotYourNote, NotAPerson.
    """
    require_person(by)
    if not may_write(by, note):
        raise NotYourNote("Only the author of a note can change or sign it.")


def may_cosign(by: Actor, supervisor_id: uuid.UUID | None) -> bool:
    """Whether ``by`` is the supervisor of the author."""
    return by.is_person and by.has(Role.SUPERVISOR) and by.id == supervisor_id


def check_may_cosign(by: Actor, supervisor_id: uuid.UUID | None) -> None:
    """Stop anyone but the author's supervisor.

    Raises:
        NotYourNote, NotAPerson.
    """
    require_person(by)
    if not may_cosign(by, supervisor_id):
        raise NotYourNote("Only the author's supervisor can cosign this note.")
