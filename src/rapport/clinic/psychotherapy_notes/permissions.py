"""Who may do what with a psychotherapy note: its author everything, everybody else nothing."""

from __future__ import annotations

from rapport.base.errors import NotFound


class NotTheAuthor(NotFound):
    """There is no such note for this actor: another's psychotherapy note does not exist for them."""
