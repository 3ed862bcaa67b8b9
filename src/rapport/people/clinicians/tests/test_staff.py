"""Staff: the owner adds, changes and deactivates people, and never ends up without an owner."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from rapport.people.clinicians import queries, services
from rapport.people.clinicians.policies import Standing, standing
from rapport.people.practice.services import MayNotChangePractice
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.accounts.kinds import Proof, ResetReason
from rapport.safeguards.accounts.services import UnableToChangeUser
from rapport.safeguards.actors import Role
from tests.cast import PASSWORD
from tests.looking import events

SUFFIXES = ["", "roles/", "profile/", "licence/", "second-factor/", "deactivate/", "activate/"]
NEW = {
    "display_name": "Ben Newcomer", "username": "ben", "credential": "LMFT", "roles": ["clinician"],
    "password": "four plain words here",
}  # fmt: skip


def address(user, rest=""):
    return f"/practice/staff/{user.id}/{rest}"


@pytest.fixture
def owner(client, olive_user, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(olive_user)
    return client


@pytest.fixture
def with_code(maya_user):
    Authenticator.objects.create(
        user_id=maya_user.id, type=Authenticator.Type.TOTP, data={"secret": "sealed"}
    )
    return maya_user


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_only_the_owner_comes_here(signed_in, maya_user, olive_user, suffix):
    assert signed_in.post(address(olive_user, suffix), {}).status_code in {403, 405}
    assert signed_in.get(address(olive_user, suffix)).status_code in {403, 405}
    assert signed_in.get("/practice/staff/").status_code == 403
    assert signed_in.post("/practice/staff/add/", NEW).status_code == 403


def test_services_ask_for_the_owner_themselves(maya, maya_user):
    with pytest.raises(MayNotChangePractice):
        services.change_roles(by=maya, user_id=maya.id, roles=[Role.OWNER])
    with pytest.raises(MayNotChangePractice):
        services.let_go(by=maya, user_id=maya.id)
    with pytest.raises(MayNotChangePractice):
        services.reset_second_factor(by=maya, user_id=maya.id, reason=ResetReason.LOST, proof=Proof.IN_PERSON)


def test_somebody_new_can_sign_in_and_keeps_their_credential(owner, client):
    owner.post("/practice/staff/add/", NEW)
    ben = accounts.user_by_username("ben")
    assert (ben.roles, queries.credential_of(ben.id)) == (["clinician"], "LMFT")
    assert ben.check_password(NEW["password"])
    assert "No licence entered" in owner.get("/practice/staff/").content.decode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"username": "MAYA"}, "taken"),
        ({"password": "short"}, "too short"),
        ({"password": "q1w2e3r4t5y6"}, "too common"),
        ({"roles": []}, "required"),
        ({"roles": ["client"]}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_adds_nobody(owner, maya_user, change, why):
    page = owner.post("/practice/staff/add/", NEW | change)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert accounts.user_by_username("ben") is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Standing.EXPIRED), (0, Standing.ENDS_SOON), (60, Standing.ENDS_SOON), (61, Standing.IN_FORCE)],
)
def test_a_licence_is_watched_from_sixty_days_before_it_ends(at, days, expected):
    day = at.date()
    assert standing(day + timedelta(days=days), on=day) is expected


def test_a_licence_that_ends_soon_is_seen_in_the_list_until_it_is_renewed(owner, maya_user):
    soon = timezone.localdate() + timedelta(days=30)
    given = {"kind": "LPC", "number": "T-1", "jurisdiction": "OR", "expires_on": soon.isoformat()}
    owner.post(address(maya_user, "licence/"), given)
    assert "Licence ends soon" in owner.get("/practice/staff/").content.decode()
    assert "30 days left" in owner.get(address(maya_user)).content.decode()
    owner.post(address(maya_user, "licence/"), given | {"expires_on": "2040-01-01"})
    assert "Licence ends soon" not in owner.get("/practice/staff/").content.decode()
    assert len(queries.licences_of(maya_user.id)) == 1


def test_roles_change_at_the_next_request(owner, maya_user, olive):
    owner.post(address(maya_user, "roles/"), {"roles": ["clinician", "supervisor"]})
    assert accounts.user_by_id(maya_user.id).roles == ["clinician", "supervisor"]
    (event,) = events(action="user.roles_changed")
    assert (event.actor_id, event.detail) == (olive.id, {"roles": ["clinician", "supervisor"]})


def test_the_last_owner_stays_owner_and_stays_active(owner, olive_user):
    for rest, data in (("roles/", {"roles": ["clinician"]}), ("deactivate/", {})):
        page = owner.post(address(olive_user, rest), data)
        assert page.status_code == 422
        assert "only owner" in page.content.decode()
    assert accounts.user_by_id(olive_user.id).is_active
    assert accounts.user_by_id(olive_user.id).roles == ["owner"]


def test_with_a_second_owner_the_first_may_go(owner, olive_user, maya_user, olive):
    owner.post(address(maya_user, "roles/"), {"roles": ["clinician", "owner"]})
    services.let_go(by=olive, user_id=olive_user.id)
    assert not accounts.user_by_id(olive_user.id).is_active


def test_whoever_is_deactivated_is_out_at_once_and_can_come_back(owner, maya_user, settings):
    from django.test import Client

    hers = Client()
    hers.force_login(maya_user)
    assert hers.get("/").status_code == 200
    owner.post(address(maya_user, "deactivate/"))
    assert hers.get("/")["Location"].startswith("/account/login/")
    assert "Cannot sign in" in owner.get("/practice/staff/").content.decode()
    owner.post(address(maya_user, "activate/"))
    assert accounts.user_by_id(maya_user.id).is_active
    assert [e.action for e in events(subject_id=str(maya_user.id))][:2] == ["user.added", "user.deactivated"]


def test_a_lost_second_factor_is_reset_with_its_reason_on_the_record(owner, with_code, olive):
    from django.test import Client

    hers = Client()
    hers.post("/account/login/", {"login": "maya", "password": PASSWORD})
    owner.post(address(with_code, "second-factor/"), {"reason": "lost", "proof": "called_back"})
    assert not accounts.has_second_factor(with_code.id)
    (event,) = events(action="user.second_factor_changed", subject_id=str(with_code.id))
    assert event.detail == {"what": "reset", "reason": "lost", "proof": "called_back"}
    assert event.actor_id == olive.id
    assert "_auth_user_id" not in hers.session


@pytest.mark.parametrize(
    "data", [{}, {"reason": "lost"}, {"proof": "video"}, {"reason": "x", "proof": "video"}]
)
def test_without_a_reason_and_a_proof_nothing_is_reset(owner, with_code, data):
    assert owner.post(address(with_code, "second-factor/"), data).status_code == 422
    assert accounts.has_second_factor(with_code.id)


def test_ones_own_second_factor_is_not_reset_here(olive):
    with pytest.raises(UnableToChangeUser, match="your account"):
        services.reset_second_factor(
            by=olive, user_id=olive.id, reason=ResetReason.LOST, proof=Proof.IN_PERSON
        )


def test_who_cosigns_is_chosen_among_those_who_give_care(owner, maya_user, sam_user, noor_user):
    given = {"credential": "LPC", "npi": "1234567893", "supervisor": str(sam_user.id)}
    assert owner.post(address(maya_user, "profile/"), given).status_code == 302
    assert queries.supervisor_of(maya_user.id) == sam_user.id
    page = owner.post(address(maya_user, "profile/"), given | {"supervisor": str(noor_user.id)})
    assert page.status_code == 422
    assert owner.post(address(maya_user, "profile/"), given | {"npi": "1"}).status_code == 422


def test_nobody_has_an_unknown_address(owner, luis):
    assert owner.get(address(luis)).status_code == 404
