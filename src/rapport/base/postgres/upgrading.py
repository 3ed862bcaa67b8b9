"""Moving a database to this product's major version: one server writes everything out, the other reads it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from rapport.base.postgres import places
from rapport.base.postgres.errors import UnableToStartDatabase
from rapport.base.postgres.moving import begin_move, finish_move
from rapport.base.postgres.programs import CURRENT_MAJOR, wheel_binaries
from rapport.base.postgres.server import EmbeddedPostgres

_TABLES = """
SELECT format('SELECT %L, count(*) FROM %I.%I;', c.oid::regclass, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
ORDER BY n.nspname, c.relname
"""


class UnableToUpgrade(UnableToStartDatabase):
    """The database was not moved to the newer version; the old data is as it was."""


def upgrade(data_dir: Path, *, old_binaries: Path | None = None) -> Path | None:
    """Move a database made by another major version; give where the old data lies now (None: it was current).

    Raises:
        UnableToUpgrade: there are no programs of the old version, too little room, or a difference
            between old and new; nothing was changed then.
    """
    data_dir = data_dir.resolve()
    with places.alone(data_dir):
        finish_move(data_dir)
    major = int((data_dir / "PG_VERSION").read_text())
    if major == CURRENT_MAJOR:
        return None
    old = EmbeddedPostgres(data_dir, major=major, binaries=old_binaries or _binaries(major))
    new = _empty_beside(data_dir)
    try:
        old.start()
        new.start()
        _carry_over(old, new)
        _compare(old, new)
    except BaseException:
        new.remove()
        raise
    finally:
        old.stop()
        new.stop()
    with places.alone(data_dir):
        return begin_move(data_dir)


def _binaries(major: int) -> Path | None:
    try:
        wheel_binaries(major)
    except UnableToStartDatabase as error:
        raise UnableToUpgrade(
            f"This database was made by PostgreSQL {major}, and there are no programs of that version here. "
            "Install them and name their folder, or restore a backup into an empty home."
        ) from error
    return None  # the server finds them, or copies them to where its account can reach


def _empty_beside(data_dir: Path) -> EmbeddedPostgres:
    """Give a server beside the old one with the same password: its folder takes the old one's place."""
    size = sum(path.lstat().st_size for path in data_dir.rglob("*") if path.is_file())
    if shutil.disk_usage(data_dir).free < 2 * size:
        raise UnableToUpgrade(f"The upgrade needs {size // 500_000} MB of free space beside {data_dir}.")
    new = EmbeddedPostgres(places.sibling(data_dir, "upgrading"))
    new.remove()
    secret = places.sibling(new.data_dir, "password")
    secret.touch(mode=0o600)
    secret.write_text(places.password(data_dir))
    return new


def _carry_over(old: EmbeddedPostgres, new: EmbeddedPostgres) -> None:
    binaries = wheel_binaries(CURRENT_MAJOR)
    dump = subprocess.Popen(
        [str(binaries / "pg_dump"), "--format=plain"], stdout=subprocess.PIPE, env=old.environment()
    )
    read_in = subprocess.run(
        [str(binaries / "psql"), "-Xq", "--single-transaction", "-v", "ON_ERROR_STOP=1"],
        stdin=dump.stdout, stdout=subprocess.DEVNULL, env=new.environment(), check=False,
    )  # fmt: skip
    if dump.stdout is not None:
        dump.stdout.close()
    if dump.wait() != 0 or read_in.returncode != 0:
        raise UnableToUpgrade("The data could not be carried over. The old database is as it was.")


def _compare(old: EmbeddedPostgres, new: EmbeddedPostgres) -> None:
    """Count the rows of every table on both sides."""
    if _counts(old) != _counts(new):
        raise UnableToUpgrade("Old and new database differ after the copy. The old database is as it was.")


def _counts(server: EmbeddedPostgres) -> str:
    questions = server.run_tool("psql", "-XAtq", "-c", _TABLES)
    return server.run_tool("psql", "-XAtq", "-c", questions) if questions.strip() else ""
