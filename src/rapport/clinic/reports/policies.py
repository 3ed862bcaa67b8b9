"""What may happen to a summary in which state, and what a client's text should keep to."""

from __future__ import annotations

from rapport.base.errors import Conflict, NotFound, Unable
from rapport.clinic.reports.models import Summary
from rapport.clinic.reports.models import SummaryState as State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.APPROVED, State.WITHHELD}),
    State.APPROVED: frozenset({State.RELEASED, State.WITHHELD, State.DRAFT}),
    State.RELEASED: frozenset({State.WITHHELD}),
    State.WITHHELD: frozenset({State.DRAFT}),
}
LINK_DAYS = 14
FEWEST_WORDS, MOST_WORDS, HIGHEST_GRADE = 120, 250, 6.0  # domain facts 80, section 8.2

WITHHOLD_REASONS: dict[str, str] = {
    "talk_first": "I want to talk about it in person first",
    "not_wanted": "The client does not want it",
    "not_private": "Somebody else may read what reaches the client",
    "danger": "It could endanger the client or somebody else (45 CFR 164.524(a)(3))",
    "wrong": "It is not right as it stands",
}


class NoSuchSummary(NotFound):
    """There is no such summary for this actor."""


class LinkIsGone(NotFound):
    """This personal link has expired, was replaced or was taken back."""


class WrongState(Conflict):
    """This summary is not in a state that allows this."""


class ChangedMeanwhile(Conflict):
    """The summary was changed since the page was opened; nothing was overwritten."""


class UnableToRelease(Unable):
    """The note is not signed, the text is empty, or a question before sending was not answered."""


def check_transition(current: str, wanted: State) -> None:
    """Stop a change of state that the table does not have.

    Raises:
        WrongState: with where the summary stands.
    """
    if not may_become(current, wanted):
        raise WrongState(f"This summary is {State(current).label.lower()}; that cannot be done now.")


def may_become(current: str, wanted: State) -> bool:
    """Whether a summary in state ``current`` may become ``wanted``."""
    return wanted in TRANSITIONS[State(current)]


def is_approved(summary: Summary) -> bool:
    """Whether somebody answers for these words."""
    return summary.state in {State.APPROVED, State.RELEASED}


def check_approved(summary: Summary) -> None:
    """Stop a summary that nobody approved from being shown or printed.

    Raises:
        UnableToRelease: it is a draft or withheld.
    """
    if not is_approved(summary):
        raise UnableToRelease("Approve this summary first.")


def is_ai_made(summary: Summary) -> bool:
    """Whether an engine drafted it, so that its own consent counts each time it is sent or opened."""
    return summary.run_id is not None
