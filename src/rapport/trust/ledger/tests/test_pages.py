"""The page of all runs: for owner and auditor, without a word or name of a client."""

import pytest
from django.urls import reverse

from rapport.safeguards.actors import Role
from rapport.trust.consent.tests.given import agreed
from rapport.trust.ledger.services import RunRefused
from rapport.trust.ledger.tests.test_gate import open_run
from tests.cast import add
from tests.looking import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    return client


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR])
def test_owner_and_auditor_see_runs_and_refusals_but_no_client(browser, practice, maya, luis, role):
    with pytest.raises(RunRefused):
        open_run(luis)
    agreed(maya, luis)
    open_run(luis)
    browser.force_login(add("reader", "Rea Reader", role))
    page = browser.get(reverse("ledger:runs")).content.decode()
    assert "Refused" in page
    assert "Running" in page
    assert "has not agreed" in page
    assert "Luis" not in page
    assert str(luis.id) not in page
    assert events(action="ai.ledger_read")


def test_an_empty_ledger_says_so(browser, olive_user):
    browser.force_login(olive_user)
    assert "No engine has worked here yet" in browser.get(reverse("ledger:runs")).content.decode()


def test_nobody_else_looks(browser, maya_user, noor_user):
    for user in (maya_user, noor_user):
        browser.force_login(user)
        assert browser.get(reverse("ledger:runs")).status_code == 403
