"""The actor: who does something, in which roles, from where. Every write names one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from rapport.base.errors import MayNot


class Role(StrEnum):
    """What a person may be in a practice. What each may do is docs/reference/permissions.md."""

    OWNER = "owner"
    CLINICIAN = "clinician"
    SUPERVISOR = "supervisor"
    TRAINEE = "trainee"
    BILLER = "biller"
    FRONT_DESK = "front_desk"
    AUDITOR = "auditor"
    CLIENT = "client"
    PROXY = "proxy"


class NotAPerson(MayNot):
    """Only a person may do this; an engine or a job never can."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person signed in, a client holding a link, or a service such as the worker.

    ``origin`` is the network address, ``session`` a hash of the sign-in session.
    """

    id: uuid.UUID
    name: str
    roles: frozenset[Role] = frozenset()
    is_person: bool = True
    origin: str = ""
    session: str = ""

    @classmethod
    def service(cls, name: str) -> Actor:
        """Give the identity of an engine or job; it holds no role and can never sign, consent or release."""
        return cls(id=uuid.uuid5(uuid.NAMESPACE_URL, f"rapport:service:{name}"), name=name, is_person=False)

    @classmethod
    def link_holder(cls, link_id: uuid.UUID, *, origin: str = "") -> Actor:
        """Give the identity of someone who opened a personal link without an account."""
        return cls(id=link_id, name="link holder", roles=frozenset({Role.CLIENT}), origin=origin)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of ``roles``."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_clinical(self) -> bool:
        """Whether the actor gives care."""
        return self.has(Role.CLINICIAN, Role.SUPERVISOR, Role.TRAINEE)


def require_person(by: Actor) -> None:
    """Stop an engine or a job.

    Raises:
        NotAPerson: ``by`` is a service.
    """
    if not by.is_person:
        raise NotAPerson("Only a person may do this.")
