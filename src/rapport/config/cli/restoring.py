"""`rapport restore`: a backup of the data and the current keystore become a practice in an empty home."""

from __future__ import annotations

import argparse
import shutil
import tarfile
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.base.postgres import EmbeddedPostgres, UnableToStartDatabase
from rapport.config.environment import Environment
from rapport.config.installation import migrate, prepare_folders, running_database, start_django

FOLDERS = ("blobs", "checkpoints")
"""What an archive holds besides ``database.sql``."""


class UnableToRestore(Unable):
    """The backup cannot be restored like this; the message says why, and nothing is left half restored."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("restore", help="Restore a backup with the current keystore copy")
    command.add_argument("--from", dest="source", type=Path, required=True, help="what `backup --to` wrote")
    command.add_argument("--keystore-from", type=Path, required=True, help="the newest copy of the keystore")
    command.set_defaults(run=restore)


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into an empty home, with the keystore's current copy.

    Raises:
        UnableToRestore: the home is not empty, the archive or the keystore is not what it should be.
    """
    environment = Environment.read()
    _check_home(environment)
    if not (arguments.keystore_from / "practice.key").is_file():
        raise UnableToRestore(f"{arguments.keystore_from} is no copy of a keystore: it has no practice.key.")
    prepare_folders(environment)
    try:
        _unpack(environment, arguments.source)
        _load(environment.embedded_database(), environment.home / "incoming" / "database.sql")
        for name in FOLDERS:
            shutil.copytree(environment.home / "incoming" / name, environment.home / name, dirs_exist_ok=True)
        # The keys come last: a home with a practice key is one that was restored whole.
        shutil.copytree(arguments.keystore_from, environment.home / "keystore", dirs_exist_ok=True)
        _settle(environment)
    except BaseException:
        _take_back(environment)
        raise
    finally:
        _empty(environment.home / "incoming")
    print(f"Restored into {environment.home}. Check it with: rapport audit verify")
    return 0


def _check_home(environment: Environment) -> None:
    if environment.external_database:
        raise UnableToRestore(
            "With DATABASE_URL, restore the server's own backup, then copy blobs and keystore."
        )
    used = (environment.home / "keystore" / "practice.key", environment.embedded_database().data_dir)
    if any(path.exists() for path in used):
        raise UnableToRestore(f"{environment.home} holds a practice. Restore into an empty RAPPORT_HOME.")


def _unpack(environment: Environment, source: Path) -> None:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(environment.home / "incoming", filter="data")
    except tarfile.TarError as error:
        raise UnableToRestore(f"{source} is no backup, or it is damaged. Try an earlier one.") from error
    for name in ("database.sql", *FOLDERS):
        if not (environment.home / "incoming" / name).exists():
            raise UnableToRestore(f"{source} is no backup of Rapport, or it was cut off. Try an earlier one.")


def _load(server: EmbeddedPostgres, sql: Path) -> None:
    """Read the dump in one transaction: all of it or nothing."""
    server.start()
    try:
        server.run_tool(
            "psql", "-Xq", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-d", "rapport", "-f", str(sql)
        )  # fmt: skip
    except UnableToStartDatabase as error:
        raise UnableToRestore(f"The database in this backup cannot be read: {error}") from error
    finally:
        server.stop()


def _settle(environment: Environment) -> None:
    """Bring the data to this version's form, see that the keys fit it, and put the restore on the record.

    What was deleted since the backup has no key any more: it is entered as deleted again.
    """
    from django.utils import timezone

    from rapport.safeguards.actors import Actor

    with running_database(environment):
        start_django()
        migrate()
        from rapport.clinic.sessions.services import finish_removals
        from rapport.people.practice.queries import practice
        from rapport.safeguards.audit import services as audit
        from rapport.safeguards.audit.actions import AuditAction

        _check_keys()
        found = practice()
        if found is not None and found.is_demonstration:
            (environment.home / "DEMONSTRATION").write_text("Fictional people only.\n")
        finish_removals(by=Actor.service("restore"), at=timezone.now())
        audit.record(
            by=Actor.service("restore"), action=AuditAction.BACKUP_RESTORED, subject=("backup", "data")
        )


def _check_keys() -> None:
    """Stop a restore whose keystore belongs to another practice, or is older than the data.

    A client whose key was destroyed is no reason: that client was erased, and stays erased.

    Raises:
        UnableToRestore: with how many clients could not be read.
    """
    from rapport.people.clients import queries as clients
    from rapport.safeguards.vault.aead import UnableToOpen
    from rapport.safeguards.vault.keystore import KeyDestroyed, KeyMissing
    from rapport.safeguards.vault.services import keystore

    lacking = 0
    for client in clients.clients_by_ids(clients.all_client_ids()):
        try:
            keystore().key(client.key_id)
        except KeyDestroyed:
            continue
        except (KeyMissing, UnableToOpen):
            lacking += 1
    if lacking:
        raise UnableToRestore(
            f"The keystore does not fit this backup: it does not open the charts of {lacking} clients. "
            "Use the newest copy of this practice's keystore."
        )


def _take_back(environment: Environment) -> None:
    """Leave the home as empty as it was found."""
    environment.embedded_database().remove()
    for name in ("keystore", *FOLDERS):
        _empty(environment.home / name)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, exist_ok=True)
