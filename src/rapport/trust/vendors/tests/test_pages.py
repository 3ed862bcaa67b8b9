"""Vendors as pages: the owner's alone, and honest about why nothing goes anywhere."""

import pytest
from django.urls import reverse

from rapport.base.outbound import NoPermit, Permit
from rapport.trust.vendors import queries, services
from rapport.trust.vendors.models import Vendor
from rapport.trust.vendors.tests.test_permits import HOST, decide
from tests.looking import events

pytestmark = pytest.mark.django_db
FILLED = {
    "name": "Example Speech", "service": "speech", "host": HOST, "region": "us", "no_training": "on",
    "purposes": ["transcription"], "baa_signed_on": "2026-01-01", "reviewed_on": "2026-11-01",
    "answer_1": "In Ohio.",
}  # fmt: skip


@pytest.fixture
def owner(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    return client


def test_a_new_practice_sends_nothing_anywhere_and_says_so(owner):
    assert "No vendor, so nothing leaves" in owner.get(reverse("vendors:list")).content.decode()


def test_the_owner_puts_a_vendor_down_and_sees_what_it_may_get(owner, at):
    assert owner.post(reverse("vendors:new"), FILLED).status_code == 302
    vendor = Vendor.objects.get()
    assert (vendor.region, vendor.trains_on_data) == ("US", False)
    assert vendor.answers == {"Where is data stored, and in which country?": "In Ohio."}
    assert "May get data" in owner.get(reverse("vendors:list")).content.decode()


def test_what_is_left_open_counts_against_the_vendor(owner, at):
    owner.post(reverse("vendors:new"), {**FILLED, "no_training": "", "baa_signed_on": ""})
    page = owner.get(reverse("vendors:list")).content.decode()
    assert "Blocked" in page
    assert "no signed Business Associate Agreement" in page


def test_a_record_that_does_not_fit_says_what(owner):
    answer = owner.post(reverse("vendors:new"), {**FILLED, "host": "https://x.example/y"})
    assert answer.status_code == 422
    assert "name alone" in answer.content.decode()


def test_a_change_is_a_new_decision_and_closing_is_at_once(owner, olive, at):
    vendor = decide(olive, at)
    address = reverse("vendors:change", args=[vendor.id])
    assert HOST in owner.get(address).content.decode()
    owner.post(address, {**FILLED, "no_training": ""})
    assert Vendor.objects.count() == 2
    assert owner.get(address).status_code == 404
    [row] = queries.vendors(by=olive, on=at.date())
    owner.post(reverse("vendors:close", args=[row.vendor.id]))
    assert queries.vendors(by=olive, on=at.date()) == []


def test_nobody_else_sees_or_decides(signed_in, maya_user, olive, at):
    vendor = decide(olive, at)
    for address in (
        reverse("vendors:list"),
        reverse("vendors:new"),
        reverse("vendors:change", args=[vendor.id]),
    ):
        assert signed_in.get(address).status_code == 403
    assert signed_in.post(reverse("vendors:new"), FILLED).status_code == 403
    assert signed_in.post(reverse("vendors:close", args=[vendor.id])).status_code == 403
    assert Vendor.objects.filter(replaced_at=None).count() == 1


def test_the_outbound_port_is_answered_from_the_record_and_each_answer_is_kept(olive, at, time_machine):
    time_machine.move_to(at, tick=False)
    wanted = Permit(vendor="Example Speech", purpose="transcription", host=HOST)
    with pytest.raises(NoPermit, match="no vendor record"):
        services.check_permit(wanted)
    decide(olive, at)
    services.check_permit(wanted)
    with pytest.raises(NoPermit, match="for this purpose"):
        services.check_permit(Permit(vendor="Example Speech", purpose="research", host=HOST))
    assert [e.action for e in events(subject_type="host")] == [
        "outbound.refused", "outbound.sent", "outbound.refused",
    ]  # fmt: skip
