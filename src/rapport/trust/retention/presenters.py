"""Plain values for the pages of retention."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, Role
from rapport.trust.retention import queries
from rapport.trust.retention.kinds import Days
from rapport.trust.retention.models import Deletion, LegalHold


@dataclass(frozen=True)
class ClientPage:
    """What is kept of one client's, whether a hold is open, and what was deleted."""

    client: ClientRow
    days: Days
    has_own: bool
    own_excerpts: bool | None
    hold: LegalHold | None
    deletions: list[Deletion]
    may_set: bool
    may_lift: bool


def client_page(*, by: Actor, client_id: uuid.UUID) -> ClientPage:
    """Give the retention page of a client to the care team, or to the owner without the chart.

    Raises:
        NoSuchClient: none, or not for this actor.
    """
    needed = Reach.DEMOGRAPHICS if by.has(Role.OWNER) else Reach.CHART
    client = careteams.client_for(by=by, client_id=client_id, at_least=needed)
    own = queries.own_setting(client_id=client_id)
    return ClientPage(
        client=client,
        days=queries.days_for(client_id=client_id),
        has_own=own is not None,
        own_excerpts=own.excerpts if own else None,
        hold=queries.open_hold(by=by, client_id=client_id),
        deletions=queries.deletions_of(client_id=client_id),
        may_set=careteams.may_see_chart(by=by, client_id=client_id),
        may_lift=by.has(Role.OWNER),
    )
