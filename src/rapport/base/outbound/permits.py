"""Permits: who may be spoken to, what for, and who is asked about it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from rapport.base.errors import MayNot


class NoPermit(MayNot):
    """Nothing may be sent there; the message says why and holds nothing of what was to be sent."""


@dataclass(frozen=True, slots=True)
class Permit:
    """What a caller wants leave for: one host of one vendor, for one purpose. Alone it allows nothing."""

    vendor: str
    purpose: str
    host: str

    def covers(self, host: str) -> bool:
        """Whether it names exactly this host."""
        return bool(self.host) and plain(self.host) == plain(host)


Checker = Callable[[Permit], None]


def _refuse_all(permit: Permit) -> None:
    raise NoPermit(f"Nothing is sent to {permit.vendor or 'anybody'}: no service is allowed here.")


_checker: Checker = _refuse_all
_ACTIVE: ContextVar[Permit | None] = ContextVar("permit", default=None)


def bind(checker: Checker | None) -> None:
    """Name who decides on permits: it returns, or raises `NoPermit` with the reason. None refuses all."""
    global _checker  # noqa: PLW0603  # one decision a process, made by config at start
    _checker = checker or _refuse_all


def active() -> Permit | None:
    """Give the permit under which this thread is sending right now."""
    return _ACTIVE.get()


@contextmanager
def under(permit: Permit, *, host: str) -> Iterator[None]:
    """Send to a host under a permit.

    Raises:
        NoPermit: the permit is for another host, or the checker refuses it now.
    """
    if not permit.covers(host):
        raise NoPermit(f"The permit for {permit.vendor} does not cover this address.")
    _checker(permit)
    token = _ACTIVE.set(permit)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def plain(host: str) -> str:
    """Give a host's name in the one form that is compared."""
    return host.strip().rstrip(".").strip("[]").lower()


def is_this_machine(host: str) -> bool:
    """Whether a name or address can only be this machine."""
    if plain(host) == "localhost":
        return True
    try:
        address = ipaddress.ip_address(plain(host))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
