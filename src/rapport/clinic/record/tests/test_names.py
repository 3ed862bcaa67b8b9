"""Names that the recogniser and the draft may expect to fall."""

import pytest

from rapport.clinic.record import queries, services

pytestmark = pytest.mark.django_db


def test_friends_go_by_first_names_and_doctors_by_surnames_too(luis, maya, at):
    for name in ("Joel Reyna", "Dr. Anil Patel", "Renee Lowe, MD"):
        services.add_contact(by=maya, client_id=luis.id, name=name, relation="around them", at=at)
    assert set(queries.names_of(client_id=luis.id)) == {"Luis", "Joel", "Anil", "Patel", "Renee", "Lowe"}
