"""Turning a database URL into Django's settings."""

from __future__ import annotations

from typing import Any

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database_settings(url: str) -> dict[str, Any]:
    """Give DATABASES["default"] for a ``postgresql://`` URL or a libpq connection string.

    A host that begins with a slash is the folder of a Unix socket. What libpq knows besides
    (``sslmode``, ``options``) is passed on.

    Raises:
        ValueError: it is neither.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        known = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        # The cause quotes the string, and with it the password.
        raise ValueError("DATABASE_URL must begin with postgresql:// or be host=... dbname=...") from None
    settings = {django: known.pop(libpq, "") for libpq, django in _NAMES.items()}
    return {
        **settings,
        "ENGINE": "django.db.backends.postgresql",
        "NAME": settings["NAME"] or "rapport",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 20}, **known},
    }
