"""Summaries of Luis's session: drafted with the note, then signed and approved by Maya."""

import pytest
from django.core.cache import cache

from rapport.clinic.notes.tests.conftest import brought, decided, drafted, signed  # noqa: F401  # fixtures
from rapport.clinic.reports import services
from rapport.clinic.reports.models import Summary


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    """Forget the links that other tests tried from this address."""
    cache.clear()


@pytest.fixture
def for_client(signed):  # noqa: F811  # pytest finds fixtures by these names
    return Summary.objects.get(note=signed, audience="client")


@pytest.fixture
def approved(for_client, maya, at):
    return services.approve(by=maya, summary_id=for_client.id, seen_revision=for_client.revision, at=at)


@pytest.fixture
def secret(approved, maya):
    from django.utils import timezone

    return services.release(by=maya, summary_id=approved.id, asked_who_reads=True, at=timezone.now())
