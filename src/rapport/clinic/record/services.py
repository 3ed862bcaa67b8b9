"""Writes on the chart's lists. A diagnosis is ended, a medication's status changes; nothing is removed."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime

from django.db import transaction

from rapport.base.errors import Unable
from rapport.clinic.record.models import Allergy, Contact, Diagnosis, Medication
from rapport.people.careteams import queries as careteams
from rapport.people.clients.kinds import ClientRow
from rapport.safeguards.actors import Actor, require_person
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction

ICD_10_CM = re.compile(r"[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?")


class UnableToRecord(Unable):
    """What was entered is empty or does not have the form that it needs."""


@transaction.atomic
def add_diagnosis(
    *,
    by: Actor,
    client_id: uuid.UUID,
    code: str,
    label: str,
    since: date,
    at: datetime,
    until: date | None = None,
    is_primary: bool = False,
) -> Diagnosis:
    """Add a diagnosis by its ICD-10-CM code with the practice's own words.

    Raises:
        UnableToRecord: the code does not have the form of ICD-10-CM, or there are no words.
    """
    client = _chart(by, client_id)
    if not ICD_10_CM.fullmatch(code.strip().upper()) or not label.strip():
        raise UnableToRecord("Enter an ICD-10-CM code such as F41.1, and your own words for it.")
    row = Diagnosis(
        key_id=client.key_id, client_id=client_id, code=code.strip().upper(), label=label.strip(),
        since=since, until=until, is_primary=is_primary, recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(by, client_id, "diagnosis", row.id)
    return row


@transaction.atomic
def end_diagnosis(*, by: Actor, diagnosis_id: uuid.UUID, until: date) -> None:
    """Say until when a diagnosis applied."""
    row = Diagnosis.objects.select_for_update().get(id=diagnosis_id)
    _chart(by, row.client_id)
    row.until = until
    row.save(update_fields=["until"])
    _record(by, row.client_id, "diagnosis", row.id)


@transaction.atomic
def add_medication(
    *,
    by: Actor,
    client_id: uuid.UUID,
    name: str,
    at: datetime,
    dose: str = "",
    prescriber: str = "",
    status: str = "taking",
    since: date | None = None,
) -> Medication:
    """Add a medication as reported; nothing here prescribes.

    Raises:
        UnableToRecord: there is no name.
    """
    client = _chart(by, client_id)
    if not name.strip():
        raise UnableToRecord("Enter the medication's name.")
    row = Medication(
        key_id=client.key_id, client_id=client_id, name=name.strip(), dose=dose, prescriber=prescriber,
        status=status, since=since, recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(by, client_id, "medication", row.id)
    return row


@transaction.atomic
def change_medication(*, by: Actor, medication_id: uuid.UUID, dose: str, status: str) -> None:
    """Note a changed dose or status."""
    row = Medication.objects.select_for_update().get(id=medication_id)
    _chart(by, row.client_id)
    row.dose, row.status = dose, status
    row.save(update_fields=["dose", "status"])
    _record(by, row.client_id, "medication", row.id)


@transaction.atomic
def add_contact(
    *,
    by: Actor,
    client_id: uuid.UUID,
    name: str,
    at: datetime,
    relation: str = "",
    phone: str = "",
    is_emergency: bool = False,
) -> Contact:
    """Add someone around the client.

    Raises:
        UnableToRecord: there is no name.
    """
    client = _chart(by, client_id)
    if not name.strip():
        raise UnableToRecord("Enter the person's name.")
    row = Contact(
        key_id=client.key_id, client_id=client_id, name=name.strip(), relation=relation, phone=phone,
        is_emergency=is_emergency, recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(by, client_id, "contact", row.id)
    return row


@transaction.atomic
def add_allergy(
    *, by: Actor, client_id: uuid.UUID, substance: str, at: datetime, reaction: str = ""
) -> Allergy:
    """Add an allergy.

    Raises:
        UnableToRecord: no substance.
    """
    client = _chart(by, client_id)
    if not substance.strip():
        raise UnableToRecord("Enter what the client is allergic to.")
    row = Allergy(
        key_id=client.key_id, client_id=client_id, substance=substance.strip(), reaction=reaction,
        recorded_by=by.id, recorded_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    _record(by, client_id, "allergy", row.id)
    return row


def _chart(by: Actor, client_id: uuid.UUID) -> ClientRow:
    require_person(by)
    return careteams.client_for(by=by, client_id=client_id)


def _record(by: Actor, client_id: uuid.UUID, kind: str, row_id: uuid.UUID) -> None:
    audit.record(by=by, action=AuditAction.RECORD_CHANGED, subject=(kind, row_id), client_id=client_id)
