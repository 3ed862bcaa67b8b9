"""Reads of the practice and its settings."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from rapport.base.errors import NotFound
from rapport.people.practice.models import Practice
from rapport.people.practice.policies import SETTINGS


class NotSetUp(NotFound):
    """This installation has no practice yet: the first-run guide comes first."""


def practice() -> Practice:
    """Give the practice.

    Raises:
        NotSetUp: the first-run guide has not been finished.
    """
    found = Practice.objects.first()
    if found is None:
        raise NotSetUp("This installation is not set up yet. Whoever runs it begins with: rapport init")
    return found


def is_set_up() -> bool:
    """Whether there is a practice."""
    return Practice.objects.exists()


def setting(name: str) -> Any:
    """Give a setting's value, or its default."""
    found = Practice.objects.values_list("settings", flat=True).first() or {}
    return found.get(name, SETTINGS[name].default)


def time_zone() -> ZoneInfo:
    """Give the time zone in which the practice keeps its hours."""
    name = Practice.objects.values_list("time_zone", flat=True).first()
    return ZoneInfo(name or "UTC")


def database_version() -> str:
    """Give which database answers, as it says itself: "PostgreSQL 18.1"."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {str(cursor.fetchone()[0]).split()[0]}"
