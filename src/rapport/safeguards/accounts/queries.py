"""Reads of accounts: names of staff by id, and who there is. No client is here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from rapport.safeguards.accounts.models import User
from rapport.safeguards.actors import Role


def display_names(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Give the name of each user that is known among ``ids``."""
    return dict(User.objects.filter(id__in=set(ids)).values_list("id", "display_name"))


def user_by_username(username: str) -> User | None:
    """Give the user that signs in as ``username``, if there is one."""
    return User.objects.filter(username__iexact=username).first()


def user_by_id(user_id: uuid.UUID) -> User | None:
    """Give a user."""
    return User.objects.filter(id=user_id).first()


def active_users(*roles: Role) -> list[User]:
    """Give everyone who may sign in, or only those with one of ``roles``, by name."""
    users = User.objects.filter(is_active=True).order_by("display_name")
    return [u for u in users if not roles or not set(roles).isdisjoint(Role(r) for r in u.roles)]


def former_users() -> list[User]:
    """Give everyone who may no longer sign in, by name."""
    return list(User.objects.filter(is_active=False).order_by("display_name"))


def with_second_factor() -> set[uuid.UUID]:
    """Give the ids of all who have set up one-time codes or a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return set(Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True))


def has_second_factor(user_id: uuid.UUID) -> bool:
    """Whether someone has set up one-time codes or a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists())


def one_time_secret(user_id: uuid.UUID) -> str | None:
    """Give the sealed secret of someone's one-time codes, if they have set them up."""
    found = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).first()
    return str(found.data["secret"]) if found else None


def id_of(username: str) -> uuid.UUID | None:
    """Give the id of the user with this name, whatever the capitals, or None."""
    return User.objects.filter(username__iexact=username).values_list("id", flat=True).first()
