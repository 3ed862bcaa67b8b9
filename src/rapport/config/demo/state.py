"""What is known while the demonstration is being made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from rapport.config.demo import content_kinds
from rapport.safeguards.actors import Actor


@dataclass
class Seeding:
    """What is known while the demonstration is being made."""

    content: content_kinds.DemoPractice
    now: datetime
    owner: Actor
    actors: dict[str, Actor] = field(default_factory=dict)
    clients: dict[str, uuid.UUID] = field(default_factory=dict)
    sessions: dict[tuple[str, int], uuid.UUID] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        return ZoneInfo(self.content.time_zone)

    def moment(self, days_ago: int, clock: str = "12:00") -> datetime:
        """Give a moment in the practice's time, never later than now."""
        hour, minute = (int(part) for part in clock.split(":"))
        at = datetime.combine(self.content.day(days_ago), time(hour, minute), tzinfo=self.zone)
        return min(at, self.now)

    def day(self, days_ago: int) -> date:
        """Give a day."""
        return self.content.day(days_ago)
