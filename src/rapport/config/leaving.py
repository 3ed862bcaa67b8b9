"""Who may leave this machine: the outbound port asks the practice's own vendor records, each time."""

from __future__ import annotations

from django.utils import timezone

from rapport.base import outbound
from rapport.base.outbound import NoPermit, Permit
from rapport.trust.vendors import queries as vendors
from rapport.trust.vendors.kinds import Refusal


def bind() -> None:
    """Bind the port to the vendor records."""
    outbound.bind(check)


def check(permit: Permit) -> None:
    """Stop a request that no vendor record permits now.

    Raises:
        NoPermit: with the reason.
    """
    answer = vendors.permit_for(host=permit.host, purpose=permit.purpose, at=timezone.now())
    if isinstance(answer, Refusal):
        raise NoPermit(answer.reason)
