"""Reads the environment once: where the practice lives and what kind of installation this is."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from rapport.base.postgres import EmbeddedPostgres, default_data_dir


class UnusableHome(RuntimeError):
    """RAPPORT_HOME cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Environment:
    """One installation: its home folder, its web addresses and whether it holds fictional people."""

    home: Path
    models: Path
    hosts: list[str]
    trusted_origins: list[str]
    demonstration: bool
    insecure_localhost: bool
    second_factor_required: bool
    external_database: str

    @classmethod
    def read(cls) -> Environment:
        """Read the RAPPORT_* variables and DATABASE_URL; defaults suit one laptop."""
        home = Path(os.environ.get("RAPPORT_HOME") or Path.home() / ".local/share/rapport").resolve()
        origin = os.environ.get("RAPPORT_ORIGIN", "")
        host = origin.partition("://")[2].partition(":")[0].strip("/")
        return cls(
            home=home,
            models=Path(os.environ.get("RAPPORT_MODELS") or Path.home() / ".cache/rapport/models"),
            hosts=["localhost", "127.0.0.1", *([host] if host else [])],
            trusted_origins=[origin] if origin else [],
            demonstration=(home / "DEMONSTRATION").exists(),
            insecure_localhost=not origin.startswith("https://"),
            second_factor_required=os.environ.get("RAPPORT_SECOND_FACTOR", "required") != "optional",
            external_database=os.environ.get("DATABASE_URL", ""),
        )

    def secret_key(self) -> str:
        """Give the key that signs cookies, made on first use and readable by the owner alone."""
        path = self.home / "keystore" / "web-signing.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_urlsafe(48))
        return path.read_text("ascii")

    def embedded_database(self) -> EmbeddedPostgres:
        """Give the PostgreSQL that lives with this home (not started)."""
        return EmbeddedPostgres(default_data_dir(self.home))

    def database_url(self) -> str:
        """Give where the database answers: DATABASE_URL, or the embedded server's private socket."""
        return self.external_database or self.embedded_database().url
