"""Who puts down what somebody said about consent: the care team, and the front desk."""

from __future__ import annotations

import uuid

from rapport.base.errors import MayNot
from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, Role, require_person


class MayNotRecordConsent(MayNot):
    """The care team and the front desk put down consents; others who know of the client only read them."""


def check_may_record(*, by: Actor, client_id: uuid.UUID) -> ClientRow:
    """Give the client to whoever may put down an answer of theirs.

    Raises:
        NotAPerson: an engine or a job. NoSuchClient. MayNotRecordConsent.
    """
    require_person(by)
    client = careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)
    if not may_record(by=by, client_id=client_id):
        raise MayNotRecordConsent("The care team or the front desk puts down what a client says.")
    return client


def may_record(*, by: Actor, client_id: uuid.UUID) -> bool:
    """Whether this person may put down an answer of this client's."""
    if not by.is_person:
        return False
    return by.has(Role.FRONT_DESK) or careteams.may_see_chart(by=by, client_id=client_id)
