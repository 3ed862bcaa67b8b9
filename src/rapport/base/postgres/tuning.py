"""The server's settings: written anew at each start, so that a newer version of ours changes them."""

from __future__ import annotations

from pathlib import Path

FILE = "rapport.conf"
_ALWAYS = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "'128MB'",
    "max_wal_size": "'512MB'",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    # The log holds no client text: no statements, no parameters, no messages of failed statements
    # (they quote values), no details (they quote rows).
    "log_statement": "'none'",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_duration_statement": "-1",
}
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def text(*, durable: bool) -> str:
    """Give the settings as the server reads them."""
    settings = {**_ALWAYS, **(_DURABLE if durable else _THROWN_AWAY)}
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def write(data_dir: Path, *, durable: bool) -> None:
    """Put the settings into a data folder and have the server's own file read them last."""
    (data_dir / FILE).write_text(text(durable=durable))
    own = data_dir / "postgresql.conf"
    line = f"include_if_exists = '{FILE}'\n"
    if not own.read_text().endswith(line):
        with own.open("a") as stream:
            stream.write(line)
