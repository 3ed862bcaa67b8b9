"""How often a personal link may be tried from one address: guessing a secret stays hopeless."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.cache import cache

from rapport.base.errors import Expected

MOST_IN_A_MINUTE = 20
_MINUTE = 60


class TooManyTries(Expected):
    """Too many links were tried from this address in a minute."""

    status = 429


def count_try(*, origin: str, at: datetime) -> None:
    """Count one try in the current minute. The address is kept only as a hash, for a minute.

    Raises:
        TooManyTries: this was more than 20.
    """
    minute = int(at.timestamp()) // _MINUTE
    key = f"summary-link:{hashlib.sha256(origin.encode()).hexdigest()[:32]}:{minute}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    if cache.incr(key) > MOST_IN_A_MINUTE:
        raise TooManyTries("Too many tries. Please wait a minute, then open your link again.")
