"""The practice's pages: for the owner alone, with every change on the record."""

import pytest

from rapport.people.practice import queries, services
from rapport.people.practice.services import UnableToSetUp, change_facts, set_up_practice
from tests.cast import NOON, OWNER
from tests.looking import events

PAGES = ["", "edit/", "machine/", "settings/"]
GIVEN = {
    "name": "Harbor Street",
    "npi": "1234567893",
    "phone": "503-555-0100",
    "address": "1 Main",
    "day_0": "9-5pm",
}


@pytest.fixture
def owner(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_sees_it(owner, page):
    assert owner.get(f"/practice/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_clinician_does_not(signed_in, page):
    assert signed_in.get(f"/practice/{page}").status_code == 403
    assert signed_in.post(f"/practice/{page}", GIVEN).status_code in {403, 405}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_sign_in_page(client, practice, page):
    assert client.get(f"/practice/{page}")["Location"].startswith("/account/login/")


def test_facts_and_hours_are_changed_and_what_changed_is_on_the_record(owner, olive):
    assert owner.post("/practice/edit/", GIVEN).status_code == 302
    practice = queries.practice()
    assert (practice.name, practice.npi, practice.opening_hours) == (
        "Harbor Street", "1234567893", [[0, "09:00", "17:00"]],
    )  # fmt: skip
    (event,) = events(action="practice.changed", actor_id=olive.id)
    assert event.detail == {"changed": ["address", "name", "npi", "opening_hours", "phone"]}
    assert "9:00 AM to 5:00 PM" in owner.get("/practice/").content.decode()


def test_saving_the_same_again_writes_nothing(owner, olive):
    owner.post("/practice/edit/", GIVEN)
    owner.post("/practice/edit/", GIVEN)
    assert len(events(action="practice.changed", actor_id=olive.id)) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"npi": "1234567890"}, "This NPI is not valid"),
        ({"name": " "}, "This field is required"),
        ({"day_3": "9-5"}, "ends before it begins"),
    ],
)
def test_what_does_not_fit_is_sent_back_and_nothing_changes(owner, change, why):
    page = owner.post("/practice/edit/", GIVEN | change)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert queries.practice().name == "Test Practice"


def test_a_number_with_blanks_is_taken_as_people_write_it(owner):
    owner.post("/practice/edit/", GIVEN | {"npi": "1234 567 893"})
    assert queries.practice().npi == "1234567893"


def test_only_the_owner_changes_facts_whatever_the_page(maya):
    with pytest.raises(services.MayNotChangePractice):
        change_facts(by=maya, name="Mine now")


def test_a_state_that_is_none_is_refused(db):
    with pytest.raises(UnableToSetUp, match="state"):
        set_up_practice(by=OWNER, name="X", jurisdiction="XX", time_zone="America/Denver", at=NOON)


def test_this_machine_tells_what_was_read(owner, settings, tmp_path, olive):
    settings.MODELS = tmp_path
    page = owner.get("/practice/machine/").content.decode()
    assert f"{queries.database_version()}" in page
    assert "None installed" in page
    assert "None yet" in page
    assert queries.database_version().startswith("PostgreSQL 1")


def test_a_backup_and_a_check_are_found_on_the_record(owner, olive):
    from rapport.safeguards.actors import Actor
    from rapport.safeguards.audit import queries as audit
    from rapport.safeguards.audit import services as recording
    from rapport.safeguards.audit.actions import AuditAction

    recording.record(by=Actor.service("backup"), action=AuditAction.BACKUP_MADE, subject=("backup", "data"))
    audit.verified(by=olive)
    page = owner.get("/practice/machine/").content.decode()
    assert "None yet" not in page
    assert "Not yet" not in page


def test_settings_are_kept(owner):
    from rapport.people.practice.policies import SETTINGS

    given = {name: one.default for name, one in SETTINGS.items() if not isinstance(one.default, bool)}
    assert owner.post("/practice/settings/", given | {"late_entry_hours": 48}).status_code == 302
    assert queries.setting("late_entry_hours") == 48
    assert owner.post("/practice/settings/", given | {"late_entry_hours": 1}).status_code == 422
