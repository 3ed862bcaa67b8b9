"""Reads of vendors, and the permit without which nothing leaves."""

from __future__ import annotations

from datetime import datetime

from rapport.trust.vendors.models import Vendor
from rapport.trust.vendors.policies import Permission, may_send


def permission_for(*, host: str, at: datetime) -> Permission:
    """Say whether client data may go to ``host`` now. By default there is no vendor, and nothing may."""
    return may_send(Vendor.objects.filter(host=host).first(), on=at.date())


def vendors() -> list[Vendor]:
    """Give every vendor by name."""
    return list(Vendor.objects.order_by("name"))
