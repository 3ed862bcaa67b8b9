"""Shows every moment in the practice's own time zone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rapport.people.practice import queries


class PracticeTimeMiddleware:
    """Makes the practice's time zone the current one for signed-in pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Switch to the practice's zone, then go on."""
        if getattr(request, "actor", None) is None:
            return self.get_response(request)
        with timezone.override(queries.time_zone()):
            return self.get_response(request)
