"""How far each role sees, as pure functions of roles and relationship."""

from __future__ import annotations

from enum import StrEnum

from rapport.safeguards.actors import Actor, Role


class Reach(StrEnum):
    """How much of a client an actor may see."""

    NOTHING = "nothing"
    DEMOGRAPHICS = "demographics"
    CHART = "chart"


def reach(by: Actor, *, in_team: bool, glass_broken: bool) -> Reach:
    """Give how far ``by`` sees a client.

    Clinical content belongs to the care team, whatever other roles someone holds: an owner who does
    not treat a client sees demographics. Front desk and billers see demographics. An auditor sees
    the record of who did what, which is not the chart.
    """
    if by.is_clinical and (in_team or glass_broken):
        return Reach.CHART
    if by.has(Role.OWNER, Role.FRONT_DESK, Role.BILLER):
        return Reach.DEMOGRAPHICS
    return Reach.NOTHING
