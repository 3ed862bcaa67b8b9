"""When client data may go to a vendor. Pure: a list of rules, each with the sentence that it refuses with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from rapport.trust.vendors.kinds import VendorFacts

REGIONS = frozenset({"US"})
_HOST = re.compile(r"(?=.{1,200}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_Rule = tuple[Callable[[VendorFacts, str, date], bool], str]


def why_not(vendor: VendorFacts | None, *, purpose: str, on: date) -> str:
    """Give why nothing may be sent, or nothing if it may.

    Needs a signed agreement in force, a review within 12 months, an allowed region, no training on
    client data, and the purpose named in the decision.
    """
    if vendor is None:
        return "There is no vendor record for this address, so nothing is sent."
    for refuses, sentence in _RULES:
        if refuses(vendor, purpose, on):
            return sentence.format(name=vendor.name)
    return ""


def is_host(text: str) -> bool:
    """Whether ``text`` is the bare name of a host, without scheme, port or path."""
    return _HOST.fullmatch(text) is not None


def review_due(reviewed_on: date) -> date:
    """Give the first day on which a review of ``reviewed_on`` no longer counts: 12 months later."""
    try:
        return reviewed_on.replace(year=reviewed_on.year + 1)
    except ValueError:  # February 29
        return reviewed_on.replace(year=reviewed_on.year + 1, month=3, day=1)


def _unsigned(vendor: VendorFacts, _: str, on: date) -> bool:
    return vendor.baa_signed_on is None or vendor.baa_signed_on > on


def _ended(vendor: VendorFacts, _: str, on: date) -> bool:
    return vendor.baa_ends_on is not None and vendor.baa_ends_on < on


def _unreviewed(vendor: VendorFacts, _: str, on: date) -> bool:
    day = vendor.reviewed_on
    return day is None or day > on or on >= review_due(day)


def _elsewhere(vendor: VendorFacts, _: str, __: date) -> bool:
    return vendor.region.strip().upper() not in REGIONS


def _trains(vendor: VendorFacts, _: str, __: date) -> bool:
    return vendor.trains_on_data


def _not_for_this(vendor: VendorFacts, purpose: str, _: date) -> bool:
    return purpose not in vendor.purposes


_RULES: tuple[_Rule, ...] = (
    (_unsigned, "There is no signed Business Associate Agreement with {name}."),
    (_ended, "The Business Associate Agreement with {name} has ended."),
    (_unreviewed, "{name} was not reviewed within the last 12 months."),
    (_elsewhere, "{name} keeps data outside the United States."),
    (_trains, "{name} has not ruled out training on client data."),
    (_not_for_this, "The practice has not decided that {name} may get data for this purpose."),
)
