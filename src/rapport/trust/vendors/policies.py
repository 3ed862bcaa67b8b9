"""When client data may go to a vendor. Pure; a permit or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

REVIEW_HOLDS = timedelta(days=365)
REGIONS = frozenset({"US"})


class VendorFacts(Protocol):
    """What is known of a vendor."""

    name: str
    host: str
    baa_signed_on: date | None
    baa_ends_on: date | None
    region: str
    trains_on_data: bool
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether data may go to a host, and why or why not."""

    allowed: bool
    reason: str


def may_send(vendor: VendorFacts | None, *, on: date) -> Permission:  # noqa: PLR0911  # one return a rule reads best
    """Decide by the vendor's own record: BAA in force, reviewed within 12 months, region, no training."""
    if vendor is None:
        return Permission(False, "There is no vendor record for this address, so nothing is sent.")
    if vendor.baa_signed_on is None or vendor.baa_signed_on > on:
        return Permission(False, f"There is no signed Business Associate Agreement with {vendor.name}.")
    if vendor.baa_ends_on is not None and vendor.baa_ends_on < on:
        return Permission(False, f"The Business Associate Agreement with {vendor.name} has ended.")
    if vendor.reviewed_on is None or on - vendor.reviewed_on > REVIEW_HOLDS:
        return Permission(False, f"{vendor.name} was not reviewed within the last 12 months.")
    if vendor.region not in REGIONS:
        return Permission(False, f"{vendor.name} keeps data outside the United States.")
    if vendor.trains_on_data:
        return Permission(False, f"{vendor.name} has not ruled out training on client data.")
    return Permission(True, f"{vendor.name}: agreement in force and reviewed.")
