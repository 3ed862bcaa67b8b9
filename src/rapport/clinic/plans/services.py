"""Writes on the treatment plan."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from rapport.base.errors import Unable
from rapport.clinic.plans.models import Goal, GoalState
from rapport.people.careteams import queries as careteams
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToPlan(Unable):
    """The goal is empty."""


@transaction.atomic
def agree_goal(
    *,
    by: Actor,
    client_id: uuid.UUID,
    text: str,
    agreed_on: date,
    at: datetime,
    objective: str = "",
    review_on: date | None = None,
) -> Goal:
    """Write down a goal that client and clinician agreed on.

    Raises:
        UnableToPlan: it is empty.
    """
    require_person(by)
    client = careteams.client_for(by=by, client_id=client_id)
    if not text.strip():
        raise UnableToPlan("Write the goal first.")
    goal = Goal(
        key_id=client.key_id, client_id=client_id, text=text.strip(), objective=objective.strip(),
        review_on=review_on, agreed_on=agreed_on, recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    goal.save(force_insert=True)
    _record(by, goal)
    return goal


@transaction.atomic
def review_goal(*, by: Actor, goal_id: uuid.UUID, state: str, review_on: date | None) -> None:
    """Say where a goal stands and when to look at it again."""
    require_person(by)
    goal = Goal.objects.select_for_update().get(id=goal_id)
    careteams.client_for(by=by, client_id=goal.client_id)
    goal.state, goal.review_on = GoalState(state), review_on
    goal.save(update_fields=["state", "review_on"])
    _record(by, goal)


def _record(by: Actor, goal: Goal) -> None:
    audit.record(by=by, action=AuditAction.PLAN_CHANGED, subject=("goal", goal.id), client_id=goal.client_id)
