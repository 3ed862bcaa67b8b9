"""Retention as pages: the practice's days by the owner, a client's by the care team, holds by both."""

import uuid

import pytest
from django.urls import reverse

from rapport.trust.retention import queries, services
from rapport.trust.retention.kinds import Days
from rapport.trust.retention.tests.test_settings_and_holds import delete

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    return client


def test_the_owner_sets_the_practices_days(owner):
    address = reverse("retention:settings")
    assert "7 at most" in owner.get(address).content.decode()
    answer = owner.post(address, {"audio_days": 3, "transcript_days": 5, "excerpts": "no"})
    assert answer.status_code == 302
    assert queries.practice_days() == Days(3, 5, until_signature=False, excerpts=False)


@pytest.mark.parametrize("change", [{"audio_days": 8}, {"transcript_days": 366}, {"audio_days": ""}])
def test_days_that_do_not_fit_are_said(owner, change):
    answer = owner.post(reverse("retention:settings"), {"audio_days": 7, "transcript_days": 0, **change})
    assert answer.status_code == 422
    assert queries.practice_days() == Days()


def test_nobody_else_sets_them(signed_in, maya_user):
    assert signed_in.get(reverse("retention:settings")).status_code == 403


def test_the_care_team_sets_a_clients_days_and_lets_the_practices_count_again(signed_in, luis):
    address = reverse("retention:client", args=[luis.id])
    signed_in.post(address, {"audio_days": 2, "transcript_days": 1, "until_signature": "on"})
    assert queries.days_for(client_id=luis.id) == Days(2, 1)
    assert "days of their own" in signed_in.get(address).content.decode()
    signed_in.post(reverse("retention:follow", args=[luis.id]))
    assert queries.days_for(client_id=luis.id) == Days()


def test_a_hold_is_set_by_the_care_team_and_lifted_by_the_owner(
    client, settings, maya_user, olive_user, luis
):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(maya_user)
    hold, lift = (reverse(f"retention:{name}", args=[luis.id]) for name in ("hold", "lift"))
    assert client.post(hold, {"reason": ""}).status_code == 422
    client.post(hold, {"reason": "Subpoena of November 20"})
    page = client.get(reverse("retention:client", args=[luis.id])).content.decode()
    assert "Subpoena of November 20" in page
    assert "Lift the hold" not in page
    assert client.post(lift).status_code == 403
    assert queries.is_held(client_id=luis.id)
    client.force_login(olive_user)
    assert client.post(lift).status_code == 302
    assert not queries.is_held(client_id=luis.id)


def test_deletions_are_listed_with_their_rule(signed_in, luis, at):
    delete(luis, at)
    page = signed_in.get(reverse("retention:client", args=[luis.id])).content.decode()
    assert "Recording" in page.split("What was deleted")[-1]


def test_an_owner_outside_the_care_team_sees_the_hold_but_sets_no_days(owner, luis, maya, at):
    services.set_legal_hold(by=maya, client_id=luis.id, reason="Subpoena of November 20", at=at)
    address = reverse("retention:client", args=[luis.id])
    page = owner.get(address).content.decode()
    assert "Lift the hold" in page
    assert "Save for this client" not in page
    assert owner.post(address, {"audio_days": 1, "transcript_days": 0}).status_code == 404


@pytest.mark.parametrize("name", ["client", "follow", "hold", "lift"])
def test_it_validates_ownership(client, settings, sam_user, luis, name):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    answer = client.post(
        reverse(f"retention:{name}", args=[luis.id]),
        {"reason": "Curiosity", "audio_days": 1, "transcript_days": 0},
    )
    assert answer.status_code in {403, 404}
    assert not queries.is_held(client_id=luis.id)
    assert queries.own_setting(client_id=luis.id) is None


def test_a_client_that_is_not_there_is_not_found(signed_in, maya_user):
    assert signed_in.get(reverse("retention:client", args=[uuid.uuid4()])).status_code == 404
