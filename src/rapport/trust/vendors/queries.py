"""Reads of vendors, and the permit without which nothing leaves."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from rapport.base.errors import MayNot, NotFound
from rapport.safeguards.actors import Actor, Role
from rapport.trust.vendors.kinds import Refusal, VendorPermit
from rapport.trust.vendors.models import Vendor
from rapport.trust.vendors.policies import review_due, why_not


class MayNotReadVendors(MayNot):
    """Only the owner and an auditor see where data may go."""


class NoSuchVendor(NotFound):
    """There is no such vendor record."""


@dataclass(frozen=True)
class VendorRow:
    """One vendor as it counts now: for each purpose whether data may be sent, and why not."""

    vendor: Vendor
    refusals: list[tuple[str, str]]
    review_due: date | None

    @property
    def may_send(self) -> bool:
        """Whether data may be sent for at least one purpose."""
        return any(not reason for _, reason in self.refusals)


def permit_for(*, host: str, purpose: str, at: datetime) -> VendorPermit | Refusal:
    """Give leave to send client data to ``host`` for ``purpose`` now, or the reason why not.

    By default there is no vendor record, so nothing may leave.
    """
    vendor = _current(host)
    reason = why_not(vendor, purpose=purpose, on=at.date())
    if vendor is None or reason:
        return Refusal(host, purpose, reason)
    return VendorPermit(vendor.host, purpose, vendor.id, f"{vendor.name}: agreement in force and reviewed.")


def hosts_in_use(*, at: datetime) -> tuple[tuple[str, str], ...]:
    """Give (host, name) of every vendor that may get something now, for the consent text."""
    rows = Vendor.objects.filter(replaced_at=None).order_by("name")
    return tuple((v.host, v.name) for v in rows if _row(v, at.date()).may_send)


def vendors(*, by: Actor, on: date) -> list[VendorRow]:
    """Give every vendor record that counts, by name.

    Raises:
        MayNotReadVendors: for anyone but owner and auditor.
    """
    if not by.has(Role.OWNER, Role.AUDITOR):
        raise MayNotReadVendors("Only the owner and an auditor can read this.")
    return [_row(vendor, on) for vendor in Vendor.objects.filter(replaced_at=None).order_by("name")]


def vendor_by_id(*, by: Actor, vendor_id: uuid.UUID) -> Vendor:
    """Give one record that counts.

    Raises:
        NoSuchVendor: none, or it was replaced. MayNotReadVendors.
    """
    if not by.has(Role.OWNER, Role.AUDITOR):
        raise MayNotReadVendors("Only the owner and an auditor can read this.")
    found = Vendor.objects.filter(id=vendor_id, replaced_at=None).first()
    if found is None:
        raise NoSuchVendor("There is no such vendor record.")
    return found


def history_of(host: str) -> list[Vendor]:
    """Give every decision about a host, newest first."""
    return list(Vendor.objects.filter(host=host).order_by("-decided_at"))


def _current(host: str) -> Vendor | None:
    return Vendor.objects.filter(host=host.strip().lower(), replaced_at=None).first()


def _row(vendor: Vendor, on: date) -> VendorRow:
    purposes: list[str] = vendor.purposes or [""]
    refusals = [(purpose, why_not(vendor, purpose=purpose, on=on)) for purpose in purposes]
    return VendorRow(vendor, refusals, review_due(vendor.reviewed_on) if vendor.reviewed_on else None)
