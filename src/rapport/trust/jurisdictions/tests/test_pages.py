"""The rule registry as a page: read by those who work under it, answered by the owner."""

import pytest
from django.urls import reverse

from rapport.trust.jurisdictions import queries
from tests.looking import events

pytestmark = pytest.mark.django_db
WHY = "Our counsel wrote to us on November 2."


@pytest.fixture
def owner(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    return client


def test_the_practices_own_place_comes_first_and_another_can_be_chosen(owner):
    page = owner.get(reverse("jurisdictions:list")).content.decode()
    assert "What the law allows in OR" in page
    assert "not legal advice" in page
    page = owner.get(reverse("jurisdictions:list"), {"place": "VT"}).content.decode()
    assert "9361" in page
    assert "Not looked up" not in page.split("State boards")[0]


def test_a_place_that_nobody_knows_falls_back_to_the_practices(owner):
    assert "allows in OR" in owner.get(reverse("jurisdictions:list"), {"place": "<b>"}).content.decode()


def test_a_reader_sees_a_rule_and_cannot_answer_it(signed_in, maya_user):
    address = reverse("jurisdictions:rule", args=["il-pa-104-0054-bans"])
    page = signed_in.get(address).content.decode()
    assert "225 ILCS 155/20" in page
    assert "Let this count" not in page
    assert signed_in.post(address, {"effect": "block", "reason": WHY}).status_code == 403
    assert queries.override_history("il-pa-104-0054-bans") == []


def test_billers_have_no_business_here(client, noor_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(noor_user)
    assert client.get(reverse("jurisdictions:list")).status_code == 403


def test_the_owner_answers_a_rule_with_a_reason(owner):
    address = reverse("jurisdictions:rule", args=["baseline-capture"])
    assert owner.post(address, {"effect": "block", "reason": ""}).status_code == 422
    assert owner.post(address, {"effect": "block", "reason": WHY}).status_code == 302
    assert "own answer: block" in owner.get(reverse("jurisdictions:list")).content.decode()
    assert WHY in owner.get(address).content.decode()


def test_a_prohibition_cannot_be_lifted_from_the_page_either(owner):
    address = reverse("jurisdictions:rule", args=["vt-telehealth-recording"])
    answer = owner.post(address, {"effect": "allow", "reason": WHY})
    assert answer.status_code == 403
    assert "never lifted" in answer.content.decode()


def test_what_was_found_is_put_down(owner):
    address = reverse("jurisdictions:attest", args=["tx-sb-1188"])
    assert owner.post(address, {"found": ""}).status_code == 422
    assert owner.post(address, {"found": "Read today, unchanged."}).status_code == 302
    assert queries.attestation_history("tx-sb-1188")[0].found == "Read today, unchanged."
    assert events(action="rule.changed")


def test_a_stale_registry_says_so(owner, olive_user, time_machine):
    time_machine.move_to("2027-06-01T12:00:00Z", tick=False)
    owner.force_login(olive_user)
    page = owner.get(reverse("jurisdictions:list"), {"place": "IL"}).content.decode()
    assert "Look these up again" in page


def test_a_rule_that_is_not_there_is_not_found(owner):
    assert owner.get(reverse("jurisdictions:rule", args=["nothing"])).status_code == 404
