"""Writes on accounts: making a user, changing roles, switching someone off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from rapport.base.errors import Unable
from rapport.safeguards.accounts.models import User
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToAddUser(Unable):
    """The user name is taken."""


@transaction.atomic
def add_user(
    *, by: Actor, username: str, display_name: str, roles: Iterable[Role], password: str, email: str = ""
) -> User:
    """Make a user who may sign in.

    Raises:
        UnableToAddUser: somebody has this user name already, whatever the capitals.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise UnableToAddUser("That user name is taken. Choose another.")
    user = User(username=username, display_name=display_name, roles=sorted(set(roles)), email=email)
    user.set_password(password)
    user.save()
    audit.record(by=by, action=AuditAction.USER_ADDED, subject=("user", user.id))
    return user


@transaction.atomic
def set_roles(*, by: Actor, user_id: uuid.UUID, roles: Iterable[Role]) -> None:
    """Give a user exactly these roles, effective at the next request."""
    user = User.objects.select_for_update().get(id=user_id)
    user.roles = sorted(set(roles))
    user.save(update_fields=["roles"])
    audit.record(
        by=by, action=AuditAction.ROLES_CHANGED, subject=("user", user_id), detail={"roles": user.roles}
    )


@transaction.atomic
def deactivate(*, by: Actor, user_id: uuid.UUID) -> None:
    """Stop a user from signing in; what they did stays on the record."""
    User.objects.filter(id=user_id).update(is_active=False)
    audit.record(by=by, action=AuditAction.USER_DEACTIVATED, subject=("user", user_id))


@transaction.atomic
def choose_theme(*, by: Actor, theme: str) -> None:
    """Remember how this person wants pages to look."""
    User.objects.filter(id=by.id).update(theme=theme if theme in {"light", "dark"} else "system")
    audit.record(by=by, action=AuditAction.THEME_CHANGED, subject=("user", by.id))
