"""The frame's own small endpoints: theme, keep-alive, and the style page for whoever builds pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from rapport.safeguards.accounts import services as accounts
from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.web.styleguide import samples


@require_POST
@signed_in
def choose_theme(request: ActorRequest) -> HttpResponse:
    """Remember how this person wants pages to look, and go back to where they were."""
    accounts.choose_theme(by=request.actor, theme=request.POST.get("theme", ""))
    if request.headers.get("X-Background"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(_local(request, request.POST.get("next", "")))


@require_POST
@signed_in
def keep_alive(_request: ActorRequest) -> HttpResponse:
    """Count as activity: the person said that they are still there."""
    return HttpResponse(status=204)


@require_GET
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component, in a demonstration only: it holds fictional people."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, "web/styleguide.html", samples())


def _local(request: HttpRequest, target: str) -> str:
    """Give ``target`` if it stays on this site, else the start page: no open redirect."""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"
