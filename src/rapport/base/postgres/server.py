"""One embedded PostgreSQL server: making, starting, stopping and taking over after a crash."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from urllib.parse import quote

from rapport.base.postgres import places, process, tuning
from rapport.base.postgres.account import Account, can_reach, database_account
from rapport.base.postgres.errors import UnableToStartDatabase
from rapport.base.postgres.moving import finish_move
from rapport.base.postgres.programs import CURRENT_MAJOR, binaries_for, make_folder, wheel_binaries

ROLE = DATABASE = "rapport"
LONGEST_WAIT_SECONDS = 60  # after a crash the server first replays what it had promised
_LONGEST_LOG = 4 * 1024 * 1024


class EmbeddedPostgres:
    """A server in one data folder, reached over a private Unix socket with a password.

    Starting twice attaches; a server left behind by a killed parent is taken over; stopping ends
    exactly the process that serves the data folder.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        durable: bool = True,
        major: int = CURRENT_MAJOR,
        binaries: Path | None = None,
    ) -> None:
        """Name the data folder; ``binaries`` are programs of another origin than the wheel."""
        self.data_dir = data_dir.resolve()
        self.major = major
        self._durable = durable
        self._binaries = binaries
        self._account: Account | None = None

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket, mode 0700."""
        return places.socket_dir(self.data_dir)

    @property
    def url(self) -> str:
        """The URL of this server, whether it runs or not."""
        secret = quote(places.password(self.data_dir), safe="")
        return f"postgresql://{ROLE}:{secret}@/{DATABASE}?host={quote(str(self.socket_dir), safe='')}"

    def start(self) -> str:
        """Start the server, or attach to it, and give its URL.

        Raises:
            UnableToStartDatabase: with what to do.
        """
        self._check_reach()
        with places.alone(self.data_dir):
            before = self.pid()
            try:
                self._bring_up()
                self._make_database()
            except BaseException:
                if before is None:
                    self.stop()  # what this call started does not stay behind
                raise
        return self.url

    def stop(self) -> None:
        """Stop the server and wait until it is gone; nothing happens if it does not run."""
        pid = self.pid()
        if pid is not None:
            process.end(pid)

    def is_running(self) -> bool:
        """Whether the server of this data folder runs."""
        return self.pid() is not None

    def pid(self) -> int | None:
        """Give the process id of the running server."""
        return process.server_pid(self.data_dir)

    def remove(self) -> None:
        """Stop the server and remove its data. For tests and a demonstration that begins anew."""
        self.stop()
        for folder in (self.data_dir, self.socket_dir):
            shutil.rmtree(folder, ignore_errors=True)
        for ending in ("password", "lock"):
            places.sibling(self.data_dir, ending).unlink(missing_ok=True)

    def run_tool(self, name: str, *arguments: str) -> str:
        """Run a client of PostgreSQL (pg_dump, psql) on this server, as ourselves; give what it printed.

        Raises:
            UnableToStartDatabase: the program failed.
        """
        binaries = self._binaries or wheel_binaries(self.major)
        return self._run(Account(), [str(binaries / name), *arguments])

    def environment(self) -> dict[str, str]:
        """Give the variables with which PostgreSQL's own clients find this server."""
        return {
            "PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGUSER": ROLE, "PGDATABASE": DATABASE,
            "PGPASSWORD": places.password(self.data_dir), "PGHOST": str(self.socket_dir),
        }  # fmt: skip

    def _check_reach(self) -> None:
        make_folder(self.data_dir.parent, 0o711 if os.geteuid() == 0 else 0o700)
        if not can_reach(self.data_dir.parent, self._who()):
            raise UnableToStartDatabase(
                f"PostgreSQL does not run as root, and its account cannot reach {self.data_dir.parent}. "
                "Set RAPPORT_HOME to a folder that others may pass through, such as /srv/rapport, "
                "or run Rapport as an ordinary user."
            )

    def _bring_up(self) -> None:
        finish_move(self.data_dir)
        if not (self.data_dir / "PG_VERSION").exists():
            self._make_cluster()
        self._check_version()
        places.private_folder(self.socket_dir, self._who())
        if self.is_running() and process.listens_in(self.data_dir) not in {None, self.socket_dir}:
            self.stop()  # started by a version of ours that kept its socket elsewhere
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise UnableToStartDatabase(f"The database does not answer. Its log ends: {self._log_end()}")
            if not self.is_running():
                process.clear_stale(self.data_dir)
                for left in self.socket_dir.glob(".s.PGSQL.*"):
                    left.unlink()  # the folder serves this server alone
                self._launch()
            time.sleep(0.05)

    def _make_cluster(self) -> None:
        """Make it aside and move it into place: a kill leaves nothing that looks like a database."""
        making, secret = places.sibling(self.data_dir, "making"), places.sibling(self.data_dir, "initial")
        shutil.rmtree(making, ignore_errors=True)
        places.private_folder(making, self._who())
        secret.unlink(missing_ok=True)
        secret.touch(mode=0o600)
        secret.write_text(places.password(self.data_dir) + "\n")
        self._who().own(secret)
        try:
            self._serve(
                "initdb", "--pgdata", str(making), "--username", ROLE, "--pwfile", str(secret),
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-instructions",
                *([] if self._durable else ["--no-sync"]),
            )  # fmt: skip
        finally:
            secret.unlink(missing_ok=True)
        making.rename(self.data_dir)

    def _launch(self) -> None:
        """Start the server, again for a while if a killed one's last processes still hold its memory."""
        tuning.write(self.data_dir, durable=self._durable)
        self._who().own(self.data_dir / tuning.FILE)
        log = self.data_dir / "server.log"
        if log.exists() and log.stat().st_size > _LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
        for attempt in range(20):
            try:
                self._serve(
                    "pg_ctl", "start", "--pgdata", str(self.data_dir), "--wait", "--log", str(log),
                    "--timeout", str(LONGEST_WAIT_SECONDS), "--options", f'-k "{self.socket_dir}"',
                )  # fmt: skip
            except UnableToStartDatabase:
                end = self._log_end()
                if self.is_running():
                    return
                if "still in use" not in end or attempt == 19:  # noqa: PLR2004  # the last of the 20 above
                    raise UnableToStartDatabase(f"The database does not start. Its log ends: {end}") from None
                time.sleep(0.25)
            else:
                return

    def _answers(self) -> bool:
        binaries = self._binaries or wheel_binaries(self.major)
        done = Account().run(
            [str(binaries / "pg_isready"), "-q", "-d", "postgres"], environment=self.environment()
        )
        return done.returncode == 0 and self.is_running()

    def _make_database(self) -> None:
        import psycopg

        try:
            with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
                names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
                if DATABASE not in names:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError as error:
            raise UnableToStartDatabase(
                f"The database refuses the password in {places.sibling(self.data_dir, 'password')}. "
                "Put the file that belongs to this database back."
            ) from error

    def _check_version(self) -> None:
        found = (self.data_dir / "PG_VERSION").read_text().strip()
        if found != str(self.major):
            raise UnableToStartDatabase(
                f"This database was made by PostgreSQL {found} and this is {self.major}. "
                "Run `rapport database upgrade`; the old data stays beside the new."
            )

    def _serve(self, name: str, *arguments: str) -> str:
        """Run one of the programs that must not be root."""
        who = self._who()
        binaries = self._binaries or binaries_for(who, major=self.major)
        return self._run(who, [str(binaries / name), *arguments])

    def _run(self, account: Account, command: list[str]) -> str:
        try:
            done = account.run(command, environment=self.environment())
        except OSError as error:
            raise UnableToStartDatabase(f"{command[0]} cannot be run: {error.strerror}.") from error
        if done.returncode != 0:
            said = done.stderr.strip()[-600:] or done.stdout.strip()[-600:]
            raise UnableToStartDatabase(f"{Path(command[0]).name} failed: {said}")
        return done.stdout

    def _log_end(self) -> str:
        try:
            lines = (self.data_dir / "server.log").read_text(errors="replace").splitlines()
        except OSError:
            return "(there is no log)"
        return " / ".join(lines[-4:])

    def _who(self) -> Account:
        if self._account is None:
            self._account = database_account()
        return self._account
