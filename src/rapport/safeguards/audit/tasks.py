"""Seals the record every minute."""

from __future__ import annotations

from django.utils import timezone

from rapport.base.jobs import job
from rapport.safeguards.audit import services


@job("audit.seal", every="* * * * *")
def seal_record() -> None:
    """Seal what was committed since the last time."""
    while services.seal(at=timezone.now()):
        pass
