"""The owner decides where data may go; by default it may go nowhere."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.vendors import queries, services
from rapport.trust.vendors.kinds import Refusal, VendorPermit
from rapport.trust.vendors.models import Vendor
from rapport.trust.vendors.services import MayNotDecideOnVendors, UnableToDecideOnVendor
from tests.looking import events

pytestmark = pytest.mark.django_db
HOST = "api.example.com"


def decide(by, at, **change):
    values = {
        "name": "Example Speech", "service": "speech", "host": HOST, "region": "US", "trains_on_data": False,
        "purposes": ["transcription"], "baa_signed_on": date(2026, 1, 1), "reviewed_on": date(2026, 11, 1),
        **change,
    }  # fmt: skip
    return services.decide_on_vendor(by=by, at=at, **values)


def permit(at, purpose="transcription", host=HOST):
    return queries.permit_for(host=host, purpose=purpose, at=at)


def test_by_default_nothing_may_leave(practice, at):
    assert isinstance(permit(at), Refusal)
    assert queries.hosts_in_use(at=at) == ()


def test_the_owners_complete_record_is_a_permit_for_its_purposes(olive, at):
    vendor = decide(olive, at)
    given = permit(at)
    assert isinstance(given, VendorPermit)
    assert given.vendor_id == vendor.id
    assert isinstance(permit(at, "note_drafting"), Refusal)
    assert isinstance(permit(at, host="other.example.com"), Refusal)
    assert queries.hosts_in_use(at=at) == ((HOST, "Example Speech"),)


def test_capitals_in_a_host_make_no_difference(olive, at):
    decide(olive, at, host="API.Example.com ")
    assert isinstance(permit(at, host="Api.example.COM"), VendorPermit)


def test_a_permit_runs_out_by_itself(olive, at):
    decide(olive, at)
    assert isinstance(permit(at + timedelta(days=400)), Refusal)


def test_a_new_decision_counts_at_once_and_the_old_one_is_kept(olive, at):
    decide(olive, at)
    decide(olive, at, trains_on_data=True)
    assert "training" in permit(at).reason
    assert [row.trains_on_data for row in queries.history_of(HOST)].count(True) == 1
    assert Vendor.objects.count() == 2
    assert len(events(action="vendor.changed")) == 2


def test_closing_stops_everything_at_once(olive, at):
    decide(olive, at)
    services.close_vendor(by=olive, host=HOST, at=at)
    assert isinstance(permit(at), Refusal)
    assert queries.vendors(by=olive, on=at.date()) == []


def test_only_the_owner_decides_and_looks(maya, noor, at):
    for actor in (maya, noor):
        with pytest.raises(MayNotDecideOnVendors):
            decide(actor, at)
        with pytest.raises(MayNotDecideOnVendors):
            services.close_vendor(by=actor, host=HOST, at=at)
        with pytest.raises(queries.MayNotReadVendors):
            queries.vendors(by=actor, on=at.date())
    with pytest.raises(NotAPerson):
        decide(Actor.service("worker"), at)


@pytest.mark.parametrize(
    "change",
    [{"name": " "}, {"service": "magic"}, {"host": "https://x.example"}, {"baa_ends_on": date(2025, 1, 1)}],
)
def test_a_record_that_does_not_fit_is_refused(olive, at, change):
    with pytest.raises(UnableToDecideOnVendor):
        decide(olive, at, **change)
    assert not Vendor.objects.exists()


def test_the_database_keeps_decisions_as_they_are(olive, at):
    vendor = decide(olive, at)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Vendor.objects.update(trains_on_data=True)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Vendor.objects.all()._raw_delete("default")
    vendor.pk, vendor._state.adding = None, True
    with pytest.raises(IntegrityError, match="one_decision_counts_per_host"), transaction.atomic():
        vendor.save()
