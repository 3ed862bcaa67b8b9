"""`rapport backup` and `rapport restore`: the data, and apart from it the keystore.

A backup holds the database, the blobs and a checkpoint of the record, all useless without keys. The
keystore has one copy elsewhere that is overwritten each time: a key that was destroyed is gone from
there too, and old backups cannot bring back what was deleted.
"""

from __future__ import annotations

import argparse
import tarfile
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.config.installation import prepare_folders, start_database, start_django


class UnableToBackUp(Unable):
    """The backup or its restore cannot be done like this; the message says why."""


def add(commands: Any) -> None:
    """Add the commands."""
    command = commands.add_parser("backup", help="Back up the data, and the keystore to a place of its own")
    command.add_argument("--to", type=Path, required=True, help="a new file, such as rapport-monday.tar")
    command.add_argument(
        "--keystore-to", type=Path, required=True, help="a folder elsewhere; it is overwritten"
    )
    command.set_defaults(run=back_up)
    restore_command = commands.add_parser("restore", help="Restore a backup with the current keystore copy")
    restore_command.add_argument("--from", dest="source", type=Path, required=True)
    restore_command.add_argument("--keystore-from", type=Path, required=True)
    restore_command.set_defaults(run=restore)


def back_up(arguments: argparse.Namespace) -> int:
    """Write the data backup and replace the keystore's copy.

    Raises:
        UnableToBackUp: the target exists, or the copy would lie inside the data.
    """
    environment = Environment.read()
    if arguments.to.exists():
        raise UnableToBackUp(
            f"{arguments.to} exists already. Choose a new name; a backup is never overwritten."
        )
    if environment.external_database:
        raise UnableToBackUp(
            "With DATABASE_URL the server's own backup is used; copy blobs and keystore beside it."
        )
    server = environment.embedded_database()
    was_running = server.is_running()
    start_database(environment)
    try:
        start_django()
        _record_and_dump(environment, arguments.to)
        from rapport.safeguards.vault.services import keystore

        keystore().copy_to(arguments.keystore_to)
    finally:
        if not was_running:
            server.stop()
    print(f"Data: {arguments.to}\nKeys: {arguments.keystore_to} (keep it away from the data)")
    return 0


def _record_and_dump(environment: Environment, target: Path) -> None:
    from django.utils import timezone

    from rapport.safeguards.actors import Actor
    from rapport.safeguards.audit import services as audit
    from rapport.safeguards.audit.actions import AuditAction

    audit.record(by=Actor.service("backup"), action=AuditAction.BACKUP_MADE, subject=("backup", "data"))
    while audit.seal(at=timezone.now()):
        pass
    dump = environment.home / "incoming" / "database.dump"
    dump.write_text(environment.embedded_database().run_tool("pg_dump", "--format=plain", "--dbname=rapport"))
    try:
        with tarfile.open(target, "w") as archive:
            archive.add(dump, "database.sql")
            archive.add(environment.home / "blobs", "blobs")
            archive.add(environment.home / "checkpoints", "checkpoints")
    finally:
        dump.unlink()


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into an empty home, with the keystore's current copy.

    Raises:
        UnableToBackUp: this home is not empty.
    """
    import shutil

    environment = Environment.read()
    if (environment.home / "keystore" / "practice.key").exists():
        raise UnableToBackUp(f"{environment.home} holds a practice. Restore into an empty RAPPORT_HOME.")
    prepare_folders(environment)
    shutil.copytree(arguments.keystore_from, environment.home / "keystore", dirs_exist_ok=True)
    with tarfile.open(arguments.source) as archive:
        archive.extractall(environment.home / "incoming", filter="data")
    for name in ("blobs", "checkpoints"):
        shutil.copytree(environment.home / "incoming" / name, environment.home / name, dirs_exist_ok=True)
    server = environment.embedded_database()
    server.start()
    sql = environment.home / "incoming" / "database.sql"
    sql.chmod(0o644)
    server.run_tool("psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", "rapport", "-f", str(sql))
    server.stop()
    shutil.rmtree(environment.home / "incoming")
    print(f"Restored into {environment.home}. Check it with: rapport audit verify")
    return 0
