"""A keystore of its own for each test, and the fixed cast (settings_test starts the database)."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def playwright():
    """Give the one Playwright that a worker can hold: a second one in the same thread refuses to start."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(autouse=True)
def _own_folders(request, tmp_path_factory):
    """Give each test with a database a keystore, blobs and checkpoints of its own."""
    if not {"db", "transactional_db", "live_server"} & set(
        request.fixturenames
    ) and not request.node.get_closest_marker("django_db"):
        yield
        return
    from django.test import override_settings

    from rapport.safeguards.vault.services import keystore

    home = tmp_path_factory.mktemp("home")
    with override_settings(
        KEYSTORE=home / "keystore", BLOBS=home / "blobs", CHECKPOINTS=home / "checkpoints"
    ):
        keystore().initialise()
        yield
