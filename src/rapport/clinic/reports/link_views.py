"""The client's own link to a summary: no account, no script, nothing kept by browsers or on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapport.clinic.reports import presenters, services
from rapport.clinic.reports.forms import WrongForm
from rapport.clinic.reports.limits import count_try
from rapport.clinic.reports.policies import LinkIsGone

PageOfALink = Callable[[HttpRequest, str], HttpResponse]


def _private(view: PageOfALink) -> PageOfALink:
    """Limit tries, tell a link that is gone in plain words, and keep the page out of caches and searches."""

    @wraps(view)
    def page(request: HttpRequest, secret: str) -> HttpResponse:
        count_try(origin=_origin(request), at=timezone.now())
        try:
            response = view(request, secret)
        except LinkIsGone as gone:
            response = render(request, "reports/link_gone.html", {"message": str(gone)}, status=404)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return page


@require_GET
@_private
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a released summary to whoever holds its personal link."""
    summary = services.open_link(secret=secret, origin=_origin(request), at=timezone.now())
    letter = presenters.letter(summary, note=summary.note)
    response = render(request, "reports/link.html", {"letter": letter, "secret": secret})
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "POST"])
@_private
def wrong(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the reader mark what is not right; the author gets a task.

    A page of its own: a form on a page without any referrer is sent with "Origin: null", which the
    protection against forged requests refuses. Here the address goes to this server alone.
    """
    summary = services.open_link(secret=secret, origin=_origin(request), at=timezone.now())
    letter = presenters.letter(summary, note=summary.note)
    form = WrongForm(request.POST or None, texts=letter.texts)
    if request.method == "POST" and form.is_valid():
        services.mark_wrong(secret=secret, origin=_origin(request), at=timezone.now(), **form.cleaned_data)
        return render(request, "reports/told.html", {"letter": letter, "secret": secret})
    context = {"letter": letter, "form": form, "secret": secret}
    return render(request, "reports/wrong.html", context, status=422 if form.errors else 200)


def _origin(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR") or ""
