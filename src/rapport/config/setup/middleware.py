"""Leads to the guide while there is no practice, and to its last page once the owner's sign-in is safe."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rapport.config.setup.progress import READY, WAITING
from rapport.people.practice import queries as practice
from rapport.safeguards.accounts import queries as accounts


class FirstRunMiddleware:
    """Sends the start page and the sign-in page of an empty installation to the guide."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect where there is something to set up, else go on."""
        if _needs_guide(request):
            return redirect("setup:welcome")
        if _waits_for_last_page(request):
            return redirect("setup:ready")
        return self.get_response(request)


def _needs_guide(request: HttpRequest) -> bool:
    if request.user.is_authenticated or settings.DEMONSTRATION:
        return False
    return request.path in {"/", reverse("account_login")} and not practice.is_set_up()


def _waits_for_last_page(request: HttpRequest) -> bool:
    if not request.user.is_authenticated or request.session.get(READY) != WAITING:
        return False
    return request.path in {"/", reverse("mfa_index")} and accounts.has_second_factor(request.user.id)
