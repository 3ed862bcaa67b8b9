"""Who may decide on a summary: the author of its note."""

from __future__ import annotations

import uuid

from rapport.base.errors import MayNot
from rapport.safeguards.actors import Actor, require_person


class NotYourSummary(MayNot):
    """Only the note's author decides on its summaries."""


def may_decide(by: Actor, *, author_id: uuid.UUID) -> bool:
    """Whether ``by`` may draft, change, approve, withhold and release the summaries of this author's note."""
    return by.is_person and author_id == by.id


def check_may_decide(by: Actor, *, author_id: uuid.UUID) -> None:
    """Stop everyone but the note's author.

    Raises:
        NotAPerson, NotYourSummary.
    """
    require_person(by)
    if not may_decide(by, author_id=author_id):
        raise NotYourSummary("Only the note's author decides on its summaries.")
