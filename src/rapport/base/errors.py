"""The four ways in which something expected goes wrong. Every named exception that a person may meet is one.

Their messages are sentences for that person and never hold client text; `config.failures` turns
them into pages with the status given here.
"""

from __future__ import annotations


class Expected(Exception):
    """Something that is expected to go wrong now and then."""

    status = 400


class NotFound(Expected, LookupError):
    """There is no such thing, or not for this person: the two are not told apart."""

    status = 404


class MayNot(Expected, PermissionError):
    """This person, or this place, or this consent does not allow it."""

    status = 403


class Unable(Expected, ValueError):
    """What was given does not fit; nothing was changed."""

    status = 422


class Conflict(Expected, RuntimeError):
    """Somebody else was there first; nothing was overwritten."""

    status = 409
