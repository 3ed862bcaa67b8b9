"""Reads of diagnoses, medications, allergies and contacts, for whoever may see the chart."""

from __future__ import annotations

import uuid
from datetime import date

from rapport.clinic.record.models import Allergy, Contact, Diagnosis, Medication
from rapport.people.clients import queries as clients

TITLES = frozenset({"dr", "dr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "rev.", "prof."})


def diagnoses_of(*, client_id: uuid.UUID, on: date | None = None) -> list[Diagnosis]:
    """Give a client's diagnoses, primary first; with ``on``, only those active that day."""
    rows = list(Diagnosis.objects.filter(client_id=client_id))
    if on is not None:
        rows = [d for d in rows if d.since <= on and (d.until is None or d.until >= on)]
    return sorted(rows, key=lambda d: (d.until is not None, not d.is_primary, d.since))


def medications_of(*, client_id: uuid.UUID) -> list[Medication]:
    """Give a client's medications by name."""
    return sorted(Medication.objects.filter(client_id=client_id), key=lambda m: m.name.casefold())


def contacts_of(*, client_id: uuid.UUID) -> list[Contact]:
    """Give the people around a client, emergency contacts first."""
    return sorted(Contact.objects.filter(client_id=client_id), key=lambda c: (not c.is_emergency, c.name))


def allergies_of(*, client_id: uuid.UUID) -> list[Allergy]:
    """Give a client's allergies."""
    return sorted(Allergy.objects.filter(client_id=client_id), key=lambda a: a.substance.casefold())


def hot_words(*, client_id: uuid.UUID) -> tuple[str, ...]:
    """Give the names and medications of a client's own lists, which the recogniser should expect."""
    return (*names_of(client_id=client_id), *(m.name for m in medications_of(client_id=client_id)))


def names_of(*, client_id: uuid.UUID) -> tuple[str, ...]:
    """Give the names that may fall in a session: first names, and surnames of those who have a title."""
    client = clients.client_by_id(client_id)
    own = [client.preferred_name or client.legal_name.split()[0]] if client and client.legal_name else []
    around = [name for contact in contacts_of(client_id=client_id) for name in _spoken_names(contact.name)]
    return tuple(dict.fromkeys([*own, *around]))


def _spoken_names(name: str) -> list[str]:
    """Give what somebody is called aloud: "Joel Reyna" is Joel, "Anil Patel, MD" is also Patel."""
    said, _, credential = name.partition(",")
    words = [word for word in said.split() if word.lower() not in TITLES]
    has_title = bool(credential) or len(words) < len(said.split())
    return list(dict.fromkeys([*words[:1], *(words[-1:] if has_title else [])]))
