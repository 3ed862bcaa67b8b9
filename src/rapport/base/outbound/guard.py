"""The guard behind the port: it stops connections that no permit stands for, whoever opens them.

It is an audit hook of the interpreter, so it sees every socket that Python opens, in any library and
any thread, and cannot be taken out again. It does not see sockets that a library opens in C by itself:
libpq, which speaks to the database that DATABASE_URL names, is the one that we use.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import threading
from collections.abc import Iterable
from typing import Any

from rapport.base.outbound.permits import NoPermit, active, is_this_machine, plain

logger = logging.getLogger(__name__)

_CONNECTING = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}  # event and where its address is
_RESOLVING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_lock = threading.Lock()


class _Guard:
    installed = False
    on = False
    stopped = 0
    allowed: frozenset[str] = frozenset()


def install_socket_guard(*, also: Iterable[str] = ()) -> None:
    """Stop, from now on in this process, every connection off this machine that has no permit.

    ``also`` names hosts that the installation itself needs, such as the database server's. Looking up a
    name is a message to the outside too, so only these and the permit's host are looked up.
    """
    _Guard.allowed = frozenset(plain(host) for host in also if host and not host.startswith("/"))
    _Guard.on = True
    if not _Guard.installed:
        _Guard.installed = True
        sys.addaudithook(_watch)


def switch_off_socket_guard() -> None:
    """Let connections through again. For tests of the guard alone."""
    _Guard.on = False


def stopped_connections() -> int:
    """Give how many connections the guard has stopped in this process."""
    return _Guard.stopped


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket.") or not _Guard.on:
        return
    if event in _CONNECTING:
        _check_address(arguments[_CONNECTING[event]])
    elif event in _RESOLVING:
        _check_name(arguments[0])


def _check_address(address: Any) -> None:
    """Let through Unix sockets (a path), what is connected already (None), this machine and permits."""
    if not isinstance(address, tuple) or not address:
        return
    host = str(address[0])
    if not is_this_machine(host) and plain(host) not in _Guard.allowed and active() is None:
        _stop()


def _check_name(host: Any) -> None:
    """Let through numbers, names of this machine, and the host that the permit names."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if not name or is_this_machine(name) or _is_number(name):
        return
    permit = active()
    named = permit is not None and permit.covers(name)
    if not named and plain(name) not in _Guard.allowed and plain(name) != plain(os.uname().nodename):
        _stop()


def _stop() -> None:
    with _lock:
        _Guard.stopped += 1
    # The host itself is not told: a name can be made of what was to be smuggled out.
    logger.error("A connection off this machine without a permit was stopped.")
    raise NoPermit("Nothing leaves this machine without a permit.")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(plain(host).partition("%")[0])
    except ValueError:
        return False
    return True
