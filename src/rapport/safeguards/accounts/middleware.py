"""What every request passes: who acts, how long a sign-in lasts, the second factor, and no caching."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rapport.safeguards.accounts.queries import has_second_factor
from rapport.safeguards.actors import Actor

GetResponse = Callable[[HttpRequest], HttpResponse]
STARTED, LAST_SEEN = "signed_in_at", "last_seen_at"


class ActorMiddleware:
    """Puts ``request.actor`` there: the signed-in person with address and session, or None."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name the actor, then go on."""
        request.actor = _actor_of(request)  # type: ignore[attr-defined]  # added for every view
        return self.get_response(request)


def _actor_of(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    key = request.session.session_key or ""
    return request.user.actor(
        origin=request.META.get("REMOTE_ADDR") or "", session=hashlib.sha256(key.encode()).hexdigest()[:16]
    )


class LogoffMiddleware:
    """Ends a sign-in after 15 idle minutes or 12 hours (45 CFR 164.312(a)(2)(iii)).

    A background request (header ``X-Background``) does not count as activity.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the sign-in if it is over, then go on."""
        if request.user.is_authenticated:
            now = int(time.time())
            if self._is_over(request, now):
                logout(request)
                request.actor = None  # type: ignore[attr-defined]  # see ActorMiddleware
            elif request.headers.get("X-Background") is None:
                request.session[LAST_SEEN] = now
        return self.get_response(request)

    @staticmethod
    def _is_over(request: HttpRequest, now: int) -> bool:
        started = request.session.setdefault(STARTED, now)
        last = request.session.get(LAST_SEEN, now)
        return bool(
            now - started > settings.ABSOLUTE_LOGOFF_SECONDS or now - last > settings.IDLE_LOGOFF_SECONDS
        )


class SecondFactorMiddleware:
    """Sends staff without a second factor to the page that sets one up, and nowhere else."""

    open_prefixes = ("/account/", "/static/", "/health/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect if a second factor is missing, else go on."""
        if self._must_set_up(request):
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or not settings.STAFF_MUST_USE_SECOND_FACTOR:
            return False
        if not user.must_use_second_factor or request.path.startswith(self.open_prefixes):
            return False
        return not has_second_factor(user.id)


class NoStoreMiddleware:
    """Keeps pages with client data out of every cache (ASVS 14.3.2)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid storing, unless the view said otherwise."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
