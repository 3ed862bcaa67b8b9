"""Turns expected failures into pages that say what to do, and puts refusals on the record."""

from __future__ import annotations

import errno
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from rapport.base.errors import Expected, MayNot, NotFound
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

FULL, DATABASE_FULL = {errno.ENOSPC, errno.EDQUOT}, "53100"
TITLES = {
    507: "There is no room",
    404: "There is nothing here for you",
    403: "This is not possible",
    422: "Something does not fit",
    409: "This was changed meanwhile",
    400: "This did not work",
}


NO_ROOM = (
    "There is no room left on the disk of this installation, so this was not done, and nothing is half done. "
    "Free some space, then try again."
)


class NoRoom(Expected):
    """The disk is full, whoever noticed it."""

    status = 507


def is_full(error: BaseException | None) -> bool:
    """Whether a failure comes from a full disk: of ours, or of the database's."""
    while error is not None:
        if getattr(error, "errno", None) in FULL or getattr(error, "sqlstate", None) == DATABASE_FULL:
            return True
        error = error.__cause__
    return False


class ExpectedFailureMiddleware:
    """Answers any `base.errors.Expected` that a view lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the sentence that the exception carries; leave the unexpected to propagate."""
        if is_full(exception):
            exception = NoRoom(NO_ROOM)
        if not isinstance(exception, Expected):
            return None
        actor: Actor | None = getattr(request, "actor", None)
        if actor is not None and isinstance(exception, NotFound | MayNot):
            _put_on_record(actor, request, exception)
        context = {
            "title": TITLES.get(exception.status, TITLES[400]),
            "message": str(exception),
            "back": _back(request),
        }
        template = "web/problem.html" if actor else "web/problem_public.html"
        return render(request, template, context, status=exception.status)


def _back(request: HttpRequest) -> str:
    """Give the page that the person came from, if it is one of ours."""
    referrer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referrer, {request.get_host()})
    return referrer if ours else ""


def _put_on_record(actor: Actor, request: HttpRequest, exception: Exception) -> None:
    match = request.resolver_match
    audit.record(
        by=actor,
        action=AuditAction.ACCESS_REFUSED,
        subject=("page", match.view_name if match else "unknown"),
        client_id=match.kwargs.get("client_id") if match else None,
        detail={"why": type(exception).__name__},
    )
