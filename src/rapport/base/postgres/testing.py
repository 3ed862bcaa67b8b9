"""A throw-away server for tests: one for a whole run, started by its first process and used by all."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from rapport.base.postgres.process import alive
from rapport.base.postgres.server import EmbeddedPostgres

VARIABLE = "RAPPORT_TEST_DATABASE_URL"
_PREFIX = "rapport-testdb-"


class EphemeralPostgres:
    """A server in a temporary folder that forgets everything: `with EphemeralPostgres() as url`."""

    def __init__(self) -> None:
        """Make the folder, and clear away what killed runs left."""
        _clear_away_orphans()
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
        (self._folder / "owner").write_text(str(os.getpid()))
        self._folder.chmod(0o711)  # the database account walks through
        self.server = EmbeddedPostgres(self._folder / "data", durable=False)

    def start(self) -> str:
        """Start and give the URL."""
        return self.server.start()

    def stop(self) -> None:
        """Stop and remove everything."""
        self.server.remove()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> str:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class TestServer(EphemeralPostgres):
    """The server of a test run, whose address every process started from here inherits."""

    __test__ = False  # its name begins like a test's

    def start(self) -> str:
        """Start, and tell every process started from here where it is."""
        os.environ[VARIABLE] = super().start()
        return os.environ[VARIABLE]


def start_for_tests() -> str:
    """Give the URL of this run's server; the first process starts it and stops it at its end."""
    if VARIABLE not in os.environ:
        server = TestServer()
        atexit.register(server.stop)
        server.start()
    return os.environ[VARIABLE]


def _clear_away_orphans() -> None:
    """Remove servers whose test run is dead; nobody else knows of them."""
    for folder in Path(tempfile.gettempdir()).resolve().glob(f"{_PREFIX}*"):
        try:
            owner = int((folder / "owner").read_text())
            ours = folder.stat().st_uid == os.geteuid()
        except (OSError, ValueError):
            continue
        if ours and not alive(owner):
            EmbeddedPostgres(folder / "data").remove()
            shutil.rmtree(folder, ignore_errors=True)
