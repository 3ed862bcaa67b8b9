"""This machine in facts that are really read: each with its value, whether it is well, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from rapport.base import outbound
from rapport.engines import models
from rapport.people.practice import connections, disk, queries
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import queries as audit
from rapport.safeguards.audit.actions import AuditAction

LEAST_SHARE, LEAST_BYTES = 0.10, 5 * 10**9
BACKUP_DAYS, CHECK_DAYS = 7, 31


@dataclass(frozen=True)
class Fact:
    """One thing that was read; ``at`` if it is a moment. ``state`` is "good", "look" or "unknown"."""

    name: str
    value: str
    state: str
    advice: str = ""
    at: datetime | None = None


def facts(*, by: Actor, at: datetime) -> list[Fact]:
    """Give what is known of this machine now.

    Raises:
        MayNotReadTheRecord: ``by`` is neither owner nor auditor.
    """
    return [
        encryption(disk.is_encrypted(settings.HOME)),
        room(*disk.room(settings.HOME)),
        Fact("Database", queries.database_version(), "good"),
        installed_models(),
        backup(audit.last_at(by=by, action=AuditAction.BACKUP_MADE), at),
        verification(audit.last_verification(by=by), at),
        outgoing(connections.outgoing(), outbound.stopped_connections()),
    ]


def encryption(found: bool | None) -> Fact:  # noqa: FBT001  # three answers, none of them a switch
    """Say whether the disk is encrypted, as far as the system knows."""
    if found is None:
        return Fact("Disk encryption", "Unknown", "unknown",
                    "This system does not say. Check it in the settings of your computer.")  # fmt: skip
    if found:
        return Fact("Disk encryption", "On, by this system", "good")
    return Fact("Disk encryption", "None found", "look",
                "Names and notes are encrypted in any case. Encrypt the disk too: it also protects what a "
                "running computer leaves behind.")  # fmt: skip


def room(free: int, total: int) -> Fact:
    """Say how much room is left."""
    short = free < LEAST_BYTES or free < LEAST_SHARE * total
    advice = "Free some space: a recording that finds no room is not kept." if short else ""
    value = f"{free / 1e9:.1f} GB of {total / 1e9:.1f} GB"
    return Fact("Free disk space", value, "look" if short else "good", advice)


def installed_models() -> Fact:
    """Say which models are here, out of those that the product knows."""
    names = sorted(models.installed(settings.MODELS))
    if not names:
        return Fact("Models", "None installed", "look",
                    "Notes can be typed as before. To transcribe: rapport models install")  # fmt: skip
    return Fact("Models", ", ".join(names), "good")


def backup(last: datetime | None, at: datetime) -> Fact:
    """Say when the last backup was made, as the record has it."""
    if last is None:
        return Fact(
            "Last backup", "None yet", "look", "Make one: rapport backup --to FILE --keystore-to FOLDER"
        )
    old = at - last > timedelta(days=BACKUP_DAYS)
    return Fact("Last backup", "", "look" if old else "good", "Make a new one." if old else "", at=last)


def verification(last: audit.LastVerification | None, at: datetime) -> Fact:
    """Say when the record was last checked, and what was found."""
    name = "Record last verified"
    if last is None:
        return Fact(name, "Not yet", "look", "Check it on the page Record.")
    if last.findings:
        return Fact(name, f"{last.findings} findings", "look", "Look at the page Record now.", at=last.at)
    old = at - last.at > timedelta(days=CHECK_DAYS)
    return Fact(name, "", "look" if old else "good", "Check it again." if old else "", at=last.at)


def outgoing(count: int | None, stopped: int) -> Fact:
    """Say what is open to other machines from this web process, and what was stopped since it started."""
    name, tried = "Connections to other machines", f"{stopped} stopped since the start" if stopped else ""
    if count is None:
        return Fact(name, "Unknown", "unknown", f"This system does not list them. {tried}".strip())
    value = f"{count} open" if count else "None open"
    worth = count or stopped
    advice = "See which services are allowed under Vendors." if worth else ""
    return Fact(name, f"{value}, {tried}" if tried else value, "look" if worth else "good", advice)
