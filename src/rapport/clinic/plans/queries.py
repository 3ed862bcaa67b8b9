"""Reads of plan goals. The caller has established who may see the chart."""

from __future__ import annotations

import uuid
from datetime import date

from rapport.clinic.plans.models import Goal, GoalState


def goals_of(*, client_id: uuid.UUID) -> list[Goal]:
    """Give a client's goals, active first."""
    return sorted(
        Goal.objects.filter(client_id=client_id), key=lambda g: (g.state != GoalState.ACTIVE, g.agreed_on)
    )


def active_goals(*, client_id: uuid.UUID) -> list[Goal]:
    """Give the goals that are being worked on."""
    return [goal for goal in goals_of(client_id=client_id) if goal.state == GoalState.ACTIVE]


def overdue(goals: list[Goal], *, on: date) -> list[Goal]:
    """Give those whose review is past."""
    return [goal for goal in goals if goal.review_on is not None and goal.review_on < on]
