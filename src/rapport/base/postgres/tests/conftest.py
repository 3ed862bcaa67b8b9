import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from rapport.base.postgres import EmbeddedPostgres


@pytest.fixture
def place():
    """A folder that the database account reaches (pytest's own is closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-pgtest-")).resolve()
    folder.chmod(0o711)
    yield folder
    for data in folder.rglob("postmaster.pid"):
        EmbeddedPostgres(data.parent).stop()
    shutil.rmtree(folder)


@pytest.fixture
def server(place):
    return EmbeddedPostgres(place / "postgres")


@pytest.fixture
def ask():
    """Ask one question of a server and give the rows."""

    def asked(url, sql):
        with psycopg.connect(url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    return asked


@pytest.fixture
def as_root():
    if os.geteuid() != 0:
        pytest.skip("needs root")
