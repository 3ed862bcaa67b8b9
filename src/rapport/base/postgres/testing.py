"""One throw-away server for a whole test run: the controlling process starts it, workers use it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from rapport.base.postgres.account import database_account
from rapport.base.postgres.server import EmbeddedPostgres

VARIABLE = "RAPPORT_TEST_DATABASE_URL"


class TestServer:
    """Starts a server in a temporary folder and removes it again."""

    __test__ = False  # its name begins like a test's

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="rapport-testdb-"))
        self._folder.chmod(0o755)
        self._server = EmbeddedPostgres(self._folder / "data", durable=False)

    def start(self) -> str:
        """Start, and tell every process started from here where it is."""
        database_account().own(self._folder)
        os.environ[VARIABLE] = self._server.start()
        return os.environ[VARIABLE]

    def stop(self) -> None:
        """Stop and remove everything."""
        self._server.remove()
        shutil.rmtree(self._folder, ignore_errors=True)
