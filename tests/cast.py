"""The fixed cast of every test: Maya (clinician), Noor (biller), Luis (client), Sam (outsider)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rapport.people.careteams.services import join_team
from rapport.people.clients.services import add_client
from rapport.people.clinicians.services import add_licence, set_profile
from rapport.people.practice.services import set_up_practice
from rapport.safeguards.accounts.services import add_user
from rapport.safeguards.actors import Actor, Role

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # noon in Oregon, in the past
PASSWORD = "a long enough test phrase"
OWNER = Actor(id=__import__("uuid").UUID(int=7), name="First owner", roles=frozenset({Role.OWNER}))


def add(username: str, name: str, *roles: Role):
    return add_user(by=OWNER, username=username, display_name=name, roles=roles, password=PASSWORD)


@pytest.fixture
def at():
    return NOON


@pytest.fixture
def practice(db, at):
    return set_up_practice(
        by=OWNER, name="Test Practice", jurisdiction="OR", time_zone="America/Los_Angeles", at=at
    )


@pytest.fixture
def maya_user(practice):
    user = add("maya", "Maya Okafor", Role.CLINICIAN)
    set_profile(by=OWNER, user_id=user.id, credential="LPC", npi="1234567893")
    add_licence(
        by=OWNER,
        user_id=user.id,
        kind="LPC",
        number="T-1",
        jurisdiction="OR",
        expires_on=NOON.date().replace(year=2030),
    )
    return user


@pytest.fixture
def maya(maya_user):
    return maya_user.actor()


@pytest.fixture
def noor_user(practice):
    return add("noor", "Noor Haddad", Role.BILLER)


@pytest.fixture
def noor(noor_user):
    return noor_user.actor()


@pytest.fixture
def sam_user(practice):
    return add("sam", "Sam Outsider", Role.CLINICIAN)


@pytest.fixture
def sam(sam_user):
    return sam_user.actor()


@pytest.fixture
def olive_user(practice):
    return add("olive", "Olive Owner", Role.OWNER)


@pytest.fixture
def olive(olive_user):
    return olive_user.actor()


@pytest.fixture
def luis(maya, at):
    client = add_client(
        by=OWNER, legal_name="Luis Fictional", preferred_name="Luis", jurisdiction="OR", at=at,
        contact={"phone": "503-555-0101"},
    )  # fmt: skip
    join_team(by=OWNER, client_id=client.id, user_id=maya.id, role="primary", at=at)
    return client


@pytest.fixture
def consent(luis, maya, at):
    """Luis has agreed to recording, transcription, drafting and a summary."""
    from rapport.trust.consent import queries as documents
    from rapport.trust.consent import services as consents
    from rapport.trust.consent.kinds import OFFERED

    consents.sign(
        by=maya, client_id=luis.id, purposes=OFFERED, document_id=documents.current_document().id,
        signer_name="Luis Fictional", signer_relation="self", method="on_screen", at=at,
    )  # fmt: skip


@pytest.fixture
def session(luis, maya, at):
    from rapport.clinic.sessions.services import open_session

    return open_session(
        by=maya, client_id=luis.id, clinician_id=maya.id, started_at=at - timedelta(hours=2),
        ended_at=at - timedelta(hours=1), at=at,
        facts={"modality": "in_person", "client_location": "OR", "clinician_location": "OR"},
    )  # fmt: skip


@pytest.fixture
def signed_in(client, maya_user, settings):
    """A browser in which Maya is signed in, without the second factor that journeys go through."""
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(maya_user)
    return client
