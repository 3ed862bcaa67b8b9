"""Sealed fields: what the database holds, what opens it, and what does not."""

import pytest
from django.db import connection

from rapport.people.clients.models import Client
from rapport.safeguards.vault.aead import UnableToOpen
from rapport.safeguards.vault.fields import SealedFieldMisuse
from rapport.safeguards.vault.keystore import KeyDestroyed
from rapport.safeguards.vault.services import create_key, destroy_key

pytestmark = pytest.mark.django_db


def raw_column(client, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_clients_client WHERE id = %s", [client.id])
        return bytes(cursor.fetchone()[0])


def a_client(at, number=1, name="Luis Fictional"):
    client = Client(key_id=create_key(purpose="client"), number=number, legal_name=name, added_at=at)
    client.save()
    return client


def test_the_database_holds_ciphertext_and_the_row_opens_to_what_was_written(at):
    client = a_client(at)
    assert b"Luis" not in raw_column(client, "legal_name")
    assert Client.objects.get(id=client.id).legal_name == "Luis Fictional"


def test_the_same_text_never_gives_the_same_ciphertext(at):
    first, second = a_client(at), a_client(at, number=2)
    assert raw_column(first, "legal_name") != raw_column(second, "legal_name")


def test_a_value_moved_to_another_row_does_not_open(at):
    first, second = a_client(at), a_client(at, number=2)
    second.key_id = first.key_id
    second.legal_name = "Ana Fictional"
    second.save()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_clients_client SET legal_name = %s WHERE id = %s",
            [raw_column(first, "legal_name"), second.id],
        )
    with pytest.raises(UnableToOpen):
        _ = Client.objects.get(id=second.id).legal_name


def test_a_value_moved_to_another_column_does_not_open(at):
    client = a_client(at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_clients_client SET pronouns = legal_name WHERE id = %s", [client.id])
    with pytest.raises(UnableToOpen):
        _ = Client.objects.get(id=client.id).pronouns


def test_a_changed_byte_does_not_open(at):
    client = a_client(at)
    sealed = bytearray(raw_column(client, "legal_name"))
    sealed[-1] ^= 1
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_clients_client SET legal_name = %s WHERE id = %s", [bytes(sealed), client.id]
        )
    with pytest.raises(UnableToOpen):
        _ = Client.objects.get(id=client.id).legal_name


def test_nothing_opens_after_its_key_was_destroyed(at):
    client = a_client(at)
    destroy_key(client.key_id)
    with pytest.raises(KeyDestroyed):
        _ = Client.objects.get(id=client.id).legal_name


def test_searching_or_bulk_updating_a_sealed_column_is_refused(at):
    a_client(at)
    with pytest.raises(SealedFieldMisuse):
        Client.objects.filter(legal_name="Luis Fictional").count()
    with pytest.raises(SealedFieldMisuse):
        Client.objects.update(legal_name="Somebody")


def test_saving_unread_fields_keeps_them_as_they_are(at):
    client = a_client(at)
    again = Client.objects.get(id=client.id)
    again.pronouns = "he/him"
    again.save()
    assert Client.objects.get(id=client.id).legal_name == "Luis Fictional"
    assert Client.objects.get(id=client.id).pronouns == "he/him"
