"""Sign-ins, failed ones, sign-outs and changes of second factors, on the record as they happen."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as second_factors
from django.contrib.auth import signals
from django.http import HttpRequest

from rapport.safeguards.accounts import queries
from rapport.safeguards.accounts.models import User
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

DOOR = "sign-in"


def listen() -> None:
    """Hear of everything that happens at the door. Called once, when the app is ready."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="record-sign-in")
    signals.user_logged_out.connect(_signed_out, dispatch_uid="record-sign-out")
    signals.user_login_failed.connect(_failed, dispatch_uid="record-failed-sign-in")
    for name, signal in (
        ("added", second_factors.authenticator_added),
        ("removed", second_factors.authenticator_removed),
        ("reset", second_factors.authenticator_reset),
    ):
        signal.connect(_changed(name), weak=False, dispatch_uid=f"record-second-factor-{name}")


def _signed_in(*, user: User, request: HttpRequest, **_: Any) -> None:
    audit.record(by=_person(user, request), action=AuditAction.SIGNED_IN, subject=("user", user.id))


def _signed_out(*, user: User | None, request: HttpRequest, **_: Any) -> None:
    if user is not None:
        audit.record(by=_person(user, request), action=AuditAction.SIGNED_OUT, subject=("user", user.id))


def _failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record whose sign-in failed, if there is such a user; what was typed is never kept."""
    meant = queries.id_of(str(credentials.get("username") or ""))
    door = Actor.service(DOOR)
    by = Actor(id=door.id, name=door.name, is_person=False, origin=_origin(request))
    audit.record(by=by, action=AuditAction.SIGN_IN_FAILED, subject=("user", meant or "unknown"))


def _changed(what: str) -> Any:
    def record(*, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
        audit.record(
            by=_person(user, request), action=AuditAction.SECOND_FACTOR_CHANGED, subject=("user", user.id),
            detail={"kind": str(authenticator.type), "change": what},
        )  # fmt: skip

    return record


def _person(user: User, request: HttpRequest) -> Actor:
    return user.actor(origin=_origin(request))


def _origin(request: HttpRequest | None) -> str:
    return (request.META.get("REMOTE_ADDR") or "") if request is not None else ""
