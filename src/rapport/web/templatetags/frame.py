"""Tags that only the page frame needs: how pages look for this person."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

register = template.Library()

THEMES = (("system", "Device", "screen"), ("light", "Light", "sun"), ("dark", "Dark", "moon"))


@register.simple_tag
def theme_of(request: HttpRequest | str) -> str:
    """Give the theme that the signed-in person chose; whoever is not signed in has the device's."""
    user = getattr(request, "user", None)
    chosen = getattr(user, "theme", "system")
    return chosen if chosen in {"light", "dark"} else "system"


@register.inclusion_tag("web/_theme_form.html", takes_context=True)
def theme_form(context: template.Context, request: HttpRequest) -> dict[str, Any]:
    """Render the switch between device, light and dark; ``next`` brings the person back here."""
    return {
        "choices": THEMES,
        "theme": theme_of(request),
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
