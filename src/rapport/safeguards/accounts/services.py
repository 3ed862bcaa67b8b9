"""Writes on accounts: making a user, changing roles, switching someone off, a lost second factor."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from rapport.base.errors import Unable
from rapport.safeguards.accounts.kinds import Proof, ResetReason
from rapport.safeguards.accounts.models import User
from rapport.safeguards.actors import Actor, Role
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToAddUser(Unable):
    """The user name is taken."""


class UnableToChangeUser(Unable):
    """The practice would be left without an owner, or this is done elsewhere; the message says where."""


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
    """Give a user exactly these roles, effective at the next request.

    Raises:
        UnableToChangeUser: it would leave the practice without an owner, or the user without a role.
    """
    wanted = sorted(set(roles))
    if not wanted:
        raise UnableToChangeUser("Choose at least one role. To keep someone out, deactivate them.")
    if Role.OWNER not in wanted:
        _keep_an_owner(without=user_id)
    user = User.objects.select_for_update().get(id=user_id)
    user.roles = wanted
    user.save(update_fields=["roles"])
    audit.record(
        by=by, action=AuditAction.ROLES_CHANGED, subject=("user", user_id), detail={"roles": user.roles}
    )


@transaction.atomic
def deactivate(*, by: Actor, user_id: uuid.UUID) -> None:
    """Stop a user from signing in, and end their sign-ins; what they did stays on the record.

    Raises:
        UnableToChangeUser: it would leave the practice without an owner.
    """
    _keep_an_owner(without=user_id)
    User.objects.filter(id=user_id).update(is_active=False)
    _end_sign_ins(user_id)
    audit.record(by=by, action=AuditAction.USER_DEACTIVATED, subject=("user", user_id))


@transaction.atomic
def activate_again(*, by: Actor, user_id: uuid.UUID) -> None:
    """Let someone sign in again, with the roles, passphrase and second factor that they had."""
    User.objects.filter(id=user_id).update(is_active=True)
    audit.record(by=by, action=AuditAction.USER_ADDED, subject=("user", user_id), detail={"again": True})


@transaction.atomic
def reset_second_factor(*, by: Actor, user_id: uuid.UUID, reason: ResetReason, proof: Proof) -> None:
    """Take away every second factor of somebody, and end their sign-ins: they set up a new one next time.

    The record keeps why, and how it was made sure that the right person asked.

    Raises:
        UnableToChangeUser: for oneself; one's own is changed on the account's page, with the old one.
    """
    if by.id == user_id:
        raise UnableToChangeUser("Change your own second factor on the page of your account.")
    Authenticator.objects.filter(user_id=user_id).delete()
    _end_sign_ins(user_id)
    audit.record(
        by=by, action=AuditAction.SECOND_FACTOR_CHANGED, subject=("user", user_id),
        detail={"what": "reset", "reason": reason.value, "proof": proof.value},
    )  # fmt: skip


@transaction.atomic
def choose_theme(*, by: Actor, theme: str) -> None:
    """Remember how this person wants pages to look."""
    User.objects.filter(id=by.id).update(theme=theme if theme in {"light", "dark"} else "system")
    audit.record(by=by, action=AuditAction.THEME_CHANGED, subject=("user", by.id))


def _keep_an_owner(*, without: uuid.UUID) -> None:
    """Stop what would take the last owner away; the rows are locked so that two owners cannot both go."""
    owners = User.objects.select_for_update().filter(is_active=True, roles__contains=[Role.OWNER])
    ids = {user.id for user in owners.order_by("id")}
    if ids == {without}:
        raise UnableToChangeUser("This is the only owner. Make somebody else an owner first.")


def _end_sign_ins(user_id: uuid.UUID) -> None:
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()
