"""Every address of the product with its view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLResolver


@dataclass(frozen=True)
class Route:
    """One address: its name with namespace, what it takes, and the view behind it."""

    name: str
    takes: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """Give every address."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, space: str, taken: tuple[str, ...]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        takes = (*taken, *one.pattern.regex.groupindex, *getattr(one.pattern, "converters", {}))
        if isinstance(one, URLResolver):
            name = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, name, takes)
        else:
            yield Route(f"{space}{one.name}", tuple(dict.fromkeys(takes)), one.callback)
