"""What may happen to a summary in which state."""

from __future__ import annotations

from rapport.base.errors import Conflict, NotFound
from rapport.clinic.reports.models import SummaryState as State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED, State.WITHHELD}),
    State.APPROVED: frozenset({State.RELEASED, State.WITHHELD, State.DRAFT}),
    State.RELEASED: frozenset({State.WITHHELD}),
    State.WITHHELD: frozenset({State.DRAFT}),
}
LINK_DAYS = 14


class NoSuchSummary(NotFound):
    """There is no such summary for this actor."""


class WrongState(Conflict):
    """This summary is not in a state that allows this."""


def check_transition(current: str, wanted: State) -> None:
    """Stop a change of state that the table does not have.

    Raises:
        WrongState: with where the summary stands.
    """
    if wanted not in TRANSITIONS[State(current)]:
        raise WrongState(f"This summary is {State(current).label.lower()}; that cannot be done now.")
