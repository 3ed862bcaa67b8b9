"""One installation from the outside: its folders, its database, and Django on top."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rapport.base.errors import NotFound
from rapport.base.postgres import EmbeddedPostgres
from rapport.config.environment import Environment

FOLDERS = ("keystore", "blobs", "checkpoints", "incoming", "static")


class NoPracticeHere(NotFound):
    """The home that was named holds no practice; the message says how to name another."""


def require_practice(environment: Environment) -> None:
    """Stop a command that needs a practice before it makes an empty one by mistake.

    Raises:
        NoPracticeHere: there is no keystore in this home.
    """
    keys = environment.home / "keystore"
    if (keys / "keys").is_dir() and not (keys / "practice.key").exists():
        raise NoPracticeHere(
            f"The practice key is not in {keys}. Put the copy of the keystore back, or bring the key back "
            "from two recovery shares: rapport recover"
        )
    if not (keys / "practice.key").exists():
        raise NoPracticeHere(
            f"There is no practice in {environment.home}. Set RAPPORT_HOME to the folder where yours lives, "
            "or set one up in the browser with: rapport serve"
        )


def prepare_folders(environment: Environment) -> None:
    """Make the home and its folders, readable by their owner alone."""
    for folder in (environment.home, *(environment.home / name for name in FOLDERS)):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if environment.external_database:
        return
    parent = environment.embedded_database().data_dir.parent
    if parent == environment.home and os.geteuid() == 0:
        environment.home.chmod(0o711)  # the database account walks through, and lists nothing


def start_database(environment: Environment) -> EmbeddedPostgres | None:
    """Start the embedded database; with DATABASE_URL there is none to start."""
    prepare_folders(environment)
    if environment.external_database:
        return None
    server = environment.embedded_database()
    server.start()
    return server


def clear_incoming(environment: Environment) -> None:
    """Remove what a killed web process left of uploads: unlike everything else, that is not encrypted yet."""
    for left in (environment.home / "incoming").glob("*.upload*"):
        left.unlink(missing_ok=True)


@contextmanager
def running_database(environment: Environment) -> Iterator[EmbeddedPostgres | None]:
    """Have the database running for as long as a command needs it; one that ran before goes on running."""
    server = None if environment.external_database else environment.embedded_database()
    was_running = server is not None and server.is_running()
    start_database(environment)
    try:
        yield server
    finally:
        if server is not None and not was_running:
            server.stop()


def end_like_ctrl_c() -> None:
    """Let SIGTERM and a closed terminal end a command as Ctrl-C does: what it started is stopped first."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup wants it ignored
            signal.signal(number, signal.default_int_handler)


def start_django() -> None:
    """Make Django ready in this process (the database must run)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the database to the current form and make the keystore, quietly. Repeating does no harm."""
    from django.core.management import call_command

    from rapport.safeguards.vault.keystore import KeystoreExists
    from rapport.safeguards.vault.services import keystore

    with suppress(KeystoreExists):
        keystore().initialise()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_demonstration(home: Path) -> bool:
    """Whether a home holds fictional people."""
    return (home / "DEMONSTRATION").exists()
