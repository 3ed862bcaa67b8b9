"""Who may set up: somebody at this machine, or whoever has the code that `rapport serve` printed.

Without this, the first stranger on the network to find an installation would own it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from rapport.base.errors import MayNot

FILE = "setup.code"
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike on paper
GROUPS, GROUP = 4, 4  # 79 bits: nobody tries that out
CODE = "setup_code"
HERE = {"localhost", "127.0.0.1", "[::1]"}
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via")


class WrongCode(MayNot):
    """This is not the code of this installation."""


def new_code(home: Path) -> str:
    """Make the code that holds until the next start or until the practice is made; earlier ones are void."""
    groups = ["".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS)]
    target, partial = home / FILE, home / f".{FILE}"
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write("-".join(groups))
    partial.replace(target)
    return "-".join(groups)


def forget_code(home: Path) -> None:
    """Make the code void: it works for one practice."""
    (home / FILE).unlink(missing_ok=True)


def may_set_up(request: HttpRequest) -> bool:
    """Whether the person at this browser may set up this installation."""
    return is_at_this_machine(request) or _has_code(request)


def enter_code(request: HttpRequest, given: str) -> None:
    """Remember that this browser had the code.

    Raises:
        WrongCode: it is not the one that was printed at the last start.
    """
    code = _code(settings.HOME)
    if not code or not hmac.compare_digest(_plain(given).encode(), _plain(code).encode()):
        raise WrongCode("This is not the code. It was printed when Rapport was last started.")
    request.session[CODE] = _digest(code)


def is_at_this_machine(request: HttpRequest) -> bool:
    """Whether the browser runs on this machine and speaks to us directly.

    Behind a reverse proxy everybody seems to be here. So an installation with an address of its own
    (RAPPORT_ORIGIN), another host name, or any sign of forwarding counts as "from elsewhere".
    """
    if settings.CSRF_TRUSTED_ORIGINS or any(name in request.headers for name in FORWARDED):
        return False
    if request.get_host().rpartition(":")[0] not in HERE and request.get_host() not in HERE:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _has_code(request: HttpRequest) -> bool:
    code, shown = _code(settings.HOME), request.session.get(CODE, "")
    return bool(code) and hmac.compare_digest(_digest(code), shown)


def _code(home: Path) -> str:
    path = home / FILE
    return path.read_text("ascii").strip() if path.exists() else ""


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
