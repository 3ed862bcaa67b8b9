"""`rapport backup` and `rapport restore`: the data, and apart from it the keystore.

A backup holds the database, the blobs and a checkpoint of the record, all useless without keys. The
keystore has one copy elsewhere that is overwritten each time: a key that was destroyed is gone from
there too, and old backups cannot bring back what was deleted.
"""

from __future__ import annotations

import argparse
import os
import tarfile
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.config.cli import restoring
from rapport.config.environment import Environment
from rapport.config.installation import require_practice, running_database, start_django


class UnableToBackUp(Unable):
    """The backup cannot be made like this; the message says why, and nothing was written."""


def add(commands: Any) -> None:
    """Add the commands."""
    command = commands.add_parser("backup", help="Back up the data, and the keystore to a place of its own")
    command.add_argument("--to", type=Path, required=True, help="a new file, such as rapport-monday.tar")
    command.add_argument(
        "--keystore-to", type=Path, required=True, help="a folder elsewhere; it is overwritten"
    )
    command.set_defaults(run=back_up)
    restoring.add(commands)


def back_up(arguments: argparse.Namespace) -> int:
    """Write the data backup and replace the keystore's copy.

    Raises:
        UnableToBackUp: a target would be lost, or lies where it is no backup.
    """
    environment = Environment.read()
    require_practice(environment)
    data, keys = arguments.to.resolve(), arguments.keystore_to.resolve()
    _check_targets(environment, data, keys)
    with running_database(environment):
        start_django()
        _record_and_dump(environment, data)
        from rapport.safeguards.vault.services import keystore

        keystore().copy_to(keys)
    print(f"Data: {data}\nKeys: {keys} (keep them away from the data; each backup replaces this copy)")
    return 0


def _check_targets(environment: Environment, data: Path, keys: Path) -> None:
    if environment.external_database:
        raise UnableToBackUp(
            "With DATABASE_URL the server's own backup is used; copy blobs and keystore beside it."
        )
    if data.exists():
        raise UnableToBackUp(f"{data} exists already. Choose a new name; a backup is never overwritten.")
    for target in (data, keys):
        if target.is_relative_to(environment.home):
            raise UnableToBackUp(f"{target} lies with the data itself. Choose a place on another disk.")
        if not target.parent.is_dir():
            raise UnableToBackUp(f"There is no folder {target.parent}. Is the stick or disk connected?")
    if data.is_relative_to(keys):
        raise UnableToBackUp("The data would lie with its keys. Choose two places: either alone is useless.")
    _check_keys_target(environment, keys)


def _check_keys_target(environment: Environment, keys: Path) -> None:
    """Stop a copy that would sweep away anything but an earlier copy of this very keystore."""
    if not keys.exists() or (keys.is_dir() and not any(keys.iterdir())):
        return
    ours, copied = environment.home / "keystore" / "practice.key", keys / "practice.key"
    if not copied.is_file():
        raise UnableToBackUp(
            f"{keys} holds something that is no keystore, and would be replaced. Name a new folder in it, "
            f"such as {keys / 'keystore'}."
        )
    if copied.read_bytes() != ours.read_bytes():
        raise UnableToBackUp(f"{keys} holds the keys of another practice. Choose another folder.")


def _record_and_dump(environment: Environment, target: Path) -> None:
    """Write the archive aside and move it into place, so that half of one never looks like a backup."""
    from django.utils import timezone

    from rapport.safeguards.actors import Actor
    from rapport.safeguards.audit import services as audit
    from rapport.safeguards.audit.actions import AuditAction

    audit.record(by=Actor.service("backup"), action=AuditAction.BACKUP_MADE, subject=("backup", "data"))
    while audit.seal(at=timezone.now()):
        pass
    dump = environment.home / "incoming" / "database.dump"
    partial = target.with_name(f".{target.name}.part")
    try:
        # The database first: a blob is on the disk before its row is, so no row lacks its blob.
        sql = environment.embedded_database().run_tool("pg_dump", "--format=plain", "--dbname=rapport")
        with _private(dump) as stream:
            stream.write(sql.encode())
        with _private(partial) as stream, tarfile.open(fileobj=stream, mode="w") as archive:
            archive.add(dump, "database.sql")
            for name in restoring.FOLDERS:
                archive.add(environment.home / name, name)
            archive.close()
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(target)
    except OSError as error:
        raise UnableToBackUp(
            f"The backup could not be written: {error.strerror}. Nothing is left of it."
        ) from error
    finally:
        dump.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def _private(path: Path) -> Any:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
