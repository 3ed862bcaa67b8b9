"""Writes on vendors: the owner's decision with what it rests on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from rapport.base.errors import MayNot
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.vendors.models import Vendor


class MayNotDecideOnVendors(MayNot):
    """Only the owner decides where client data may go."""


@transaction.atomic
def decide_on_vendor(
    *,
    by: Actor,
    name: str,
    service: str,
    host: str,
    region: str,
    trains_on_data: bool,
    at: datetime,
    baa_signed_on: date | None = None,
    baa_ends_on: date | None = None,
    reviewed_on: date | None = None,
) -> Vendor:
    """Put down what was established about a vendor; the permit follows from it.

    Raises:
        MayNotDecideOnVendors: not the owner.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotDecideOnVendors("Only the owner decides where client data may go.")
    vendor, _ = Vendor.objects.update_or_create(
        host=host.strip().lower(),
        defaults={
            "name": name, "service": service, "region": region, "trains_on_data": trains_on_data,
            "baa_signed_on": baa_signed_on, "baa_ends_on": baa_ends_on, "reviewed_on": reviewed_on,
            "decided_by": by.id, "decided_at": at,
        },
    )  # fmt: skip
    audit.record(by=by, action=AuditAction.VENDOR_CHANGED, subject=("vendor", vendor.id))
    return vendor
