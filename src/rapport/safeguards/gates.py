"""The gate in front of every view: nobody acts without being signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url

from rapport.safeguards.actors import Actor

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request whose actor is known."""

    actor: Actor


View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def signed_in(view: Callable[Concatenate[ActorRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only signed-in people in; send others to the sign-in page, and back afterwards."""

    @wraps(view)
    def gate(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            target = request.get_full_path() if request.method == "GET" else "/"
            return redirect(f"{resolve_url('account_login')}?{urlencode({'next': target})}")
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the actor was just checked

    gate.is_gated = True  # type: ignore[attr-defined]  # a test walks the URLs and asks
    return gate


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, even if it is empty, so that a form says what is missing; None for a look."""
    return request.POST if request.method == "POST" else None
