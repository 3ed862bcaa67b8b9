"""Writes on vendors: the owner's decision with what it rests on, and the checker of the outbound port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rapport.base.errors import MayNot, Unable
from rapport.base.outbound import NoPermit, Permit
from rapport.safeguards.actors import Actor, Role, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.vendors.kinds import Refusal, Service
from rapport.trust.vendors.models import Vendor
from rapport.trust.vendors.policies import is_host
from rapport.trust.vendors.queries import permit_for


class MayNotDecideOnVendors(MayNot):
    """Only the owner decides where client data may go."""


OUTBOUND = Actor.service("outbound")


class UnableToDecideOnVendor(Unable):
    """The record does not fit; the message says what."""


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
    purposes: Sequence[str] = (),
    retention: str = "",
    baa_signed_on: date | None = None,
    baa_ends_on: date | None = None,
    reviewed_on: date | None = None,
    answers: Mapping[str, str] | None = None,
) -> Vendor:
    """Put down what was established about a vendor; the permit follows from it. Earlier decisions stay.

    Raises:
        MayNotDecideOnVendors: not the owner. UnableToDecideOnVendor: the host is no host's name, or dates.
    """
    check_owner(by)
    host = host.strip().lower()
    _check(name=name, host=host, service=service, signed=baa_signed_on, ends=baa_ends_on)
    Vendor.objects.select_for_update().filter(host=host, replaced_at=None).update(replaced_at=at)
    vendor = Vendor.objects.create(
        name=name.strip(), service=service, host=host, region=region.strip().upper(),
        trains_on_data=trains_on_data, purposes=[str(p) for p in purposes], retention=retention.strip(),
        baa_signed_on=baa_signed_on, baa_ends_on=baa_ends_on, reviewed_on=reviewed_on,
        answers=dict(answers or {}), decided_by=by.id, decided_by_name=by.name, decided_at=at,
    )  # fmt: skip
    _record(by, vendor, {"host": host})
    return vendor


@transaction.atomic
def close_vendor(*, by: Actor, host: str, at: datetime) -> None:
    """Stop everything that goes to a host, at once; the record of it stays.

    Raises:
        MayNotDecideOnVendors: not the owner.
    """
    check_owner(by)
    for vendor in Vendor.objects.select_for_update().filter(host=host.strip().lower(), replaced_at=None):
        vendor.replaced_at = at
        vendor.save(update_fields=["replaced_at"])
        _record(by, vendor, {"host": vendor.host, "closed": True})


def check_permit(permit: Permit) -> None:
    """Decide on one request of `base.outbound` by the vendor's record; `config` binds this at start.

    Raises:
        NoPermit: with the reason; it is on the record either way.
    """
    answer = permit_for(host=permit.host, purpose=permit.purpose, at=timezone.now())
    if isinstance(answer, Refusal):
        _record_outbound(permit, AuditAction.OUTBOUND_REFUSED)
        raise NoPermit(answer.reason)
    _record_outbound(permit, AuditAction.OUTBOUND_SENT)


def _record_outbound(permit: Permit, action: AuditAction) -> None:
    audit.record(
        by=OUTBOUND, action=action, subject=("host", permit.host[:64]), purpose=permit.purpose[:40],
        detail={"vendor": permit.vendor},
    )  # fmt: skip


def check_owner(by: Actor) -> None:
    """Stop everyone but the owner.

    Raises:
        MayNotDecideOnVendors: see there. NotAPerson: an engine or a job.
    """
    require_person(by)
    if not by.has(Role.OWNER):
        raise MayNotDecideOnVendors("Only the owner decides where client data may go.")


def _check(*, name: str, host: str, service: str, signed: date | None, ends: date | None) -> None:
    if not name.strip() or service not in set(Service):
        raise UnableToDecideOnVendor("Enter the vendor's name and what it does.")
    if not is_host(host):
        raise UnableToDecideOnVendor("Enter the host's name alone, such as api.example.com.")
    if signed and ends and ends < signed:
        raise UnableToDecideOnVendor("The agreement ends before it was signed. Check both dates.")


def _record(by: Actor, vendor: Vendor, detail: audit.Detail) -> None:
    audit.record(by=by, action=AuditAction.VENDOR_CHANGED, subject=("vendor", vendor.id), detail=detail)
