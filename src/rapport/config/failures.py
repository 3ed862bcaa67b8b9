"""Turns expected failures into pages that say what to do, and puts refusals on the record."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from rapport.base.errors import Expected, MayNot, NotFound
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

TITLES = {
    404: "There is nothing here for you",
    403: "This is not possible",
    422: "Something does not fit",
    409: "This was changed meanwhile",
    400: "This did not work",
}


class ExpectedFailureMiddleware:
    """Answers any `base.errors.Expected` that a view lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the sentence that the exception carries; leave the unexpected to propagate."""
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
