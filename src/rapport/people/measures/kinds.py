"""A score as other apps see it, and one whole administration as its page shows it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Taken:
    """One administration: what was taken when, with the result as it was scored then.

    ``prorated`` marks a total that was estimated. ``safety`` is True when a safety item reached its
    threshold, and None when one was not answered, whatever the total.
    """

    id: uuid.UUID
    instrument: str
    name: str
    taken_on: date
    total: int | None
    maximum: int
    band: str
    prorated: bool = False
    safety: bool | None = False
    unanswered: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One item with the answer in words; an empty answer is one that was not given."""

    number: int
    item: str
    answer: str
    points: int | None
    is_safety: bool


@dataclass(frozen=True)
class Sheet:
    """One administration with every answer, who wrote it down and when."""

    taken: Taken
    answers: tuple[Answer, ...]
    safety_answers: tuple[Answer, ...]
    function_question: str
    function_answer: str
    credit: str
    recorded_by: str
    recorded_at: datetime

    @property
    def shown(self) -> str:
        """Give the total in words: "12 of 27"."""
        estimated = ", estimated" if self.taken.prorated else ""
        return f"{self.taken.total} of {self.taken.maximum}{estimated}"
