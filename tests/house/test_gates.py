"""Nobody passes a door that is not theirs: every address, asked by nobody, an outsider and the biller."""

import pytest
from django.urls import reverse

from tests.house.routes import routes
from tests.looking import events

pytestmark = pytest.mark.django_db

PUBLIC = {
    "reports:link": "a client's personal link: the secret is the key",
    "reports:wrong": "the same link",
    "setup:": "the first run, before there is anybody; has a gate of its own",
    "account_": "signing in and out, by allauth",
    "mfa_": "second factors; allauth asks for a sign-in where one is needed",
    "usersessions_": "one's own sign-ins; allauth asks for a sign-in",
    "web_styleguide": "fictional samples, in a demonstration only",
}
NOT_A_CLIENTS = {
    "consent:text": "the text that everybody may read before signing",
    "staff:": "the owner's, asked below",
    "vendors:": "the owner's",
    "jurisdictions:": "the rules that all staff work under",
    "chart:break_glass": "the emergency door: it asks for a reason and goes on the record",
}
CLINICAL = ("sessions:", "notes:", "reports:", "psychotherapy_notes:", "measures:")


def fits(name, table):
    return any(name == key or (key.endswith((":", "_")) and name.startswith(key)) for key in table)


def address(route, belongings):
    ids = {**belongings}
    if route.name.startswith("psychotherapy_notes:"):
        ids["note_id"] = belongings["own_note_id"]
    return reverse(route.name, kwargs={name: ids[name] for name in route.takes})


def bound():
    return [r for r in routes() if r.takes and not fits(r.name, PUBLIC) and not fits(r.name, NOT_A_CLIENTS)]


def refused(client, address):
    """Ask for an address in both ways and give the answers that let something through."""
    answers = [client.get(address), client.post(address, {"revision": 1, "reason": "x", "text": "x"})]
    wrong = [a.status_code for a in answers if a.status_code not in {403, 404, 405}]
    return not wrong and any(a.status_code != 405 for a in answers)


def test_every_address_is_behind_the_gate_or_public_for_a_reason():
    open_doors = [r.name for r in routes() if not getattr(r.view, "is_gated", False)]
    assert [name for name in open_doors if not fits(name, PUBLIC)] == []


def test_every_reason_still_has_a_door():
    names = [r.name for r in routes()]
    for key in (*PUBLIC, *NOT_A_CLIENTS):
        assert any(fits(name, [key]) for name in names), key


def test_nobody_comes_further_than_the_sign_in_page(client, belongings):
    for route in routes():
        if fits(route.name, PUBLIC):
            continue
        answer = client.get(address(route, belongings))
        assert answer.status_code in {302, 405}, route
        assert answer.status_code == 405 or answer.headers["Location"].startswith("/account/login/"), route


def test_an_outsider_reaches_nothing_of_a_client(client, sam_user, settings, belongings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    assert len(bound()) > 40
    assert [r.name for r in bound() if not refused(client, address(r, belongings))] == []
    assert len(events(action="access.refused")) > 40
    assert {event.actor_name for event in events(action="access.refused")} == {"Sam Outsider"}


def test_the_biller_reaches_nothing_clinical(client, noor_user, settings, belongings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(noor_user)
    clinical = [r for r in bound() if r.name.startswith(CLINICAL)]
    assert [r.name for r in clinical if not refused(client, address(r, belongings))] == []


def test_only_the_owner_reaches_staff_and_vendors(client, maya_user, settings, belongings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(maya_user)
    for route in routes():
        if route.name.startswith(("staff:", "practice:", "vendors:")):
            assert refused(client, address(route, belongings)), route


def test_a_supervisor_who_is_not_theirs_cannot_read_psychotherapy_notes(
    client, olive_user, settings, belongings
):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    for route in routes():
        if route.name.startswith("psychotherapy_notes:"):
            assert refused(client, address(route, belongings)), route


def test_without_the_care_team_gate_the_tests_above_turn_red(
    client, sam_user, settings, belongings, monkeypatch
):
    from rapport.people.clients import queries as clients

    def no_gate(*, client_id, **_):
        return clients.client_by_id(client_id)

    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    monkeypatch.setattr("rapport.people.careteams.queries.client_for", no_gate)
    let_in = [r.name for r in bound() if not refused(client, address(r, belongings))]
    assert len(let_in) > 15
