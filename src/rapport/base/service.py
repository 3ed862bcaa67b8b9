"""The text with which systemd starts an installation together with the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_UNIT = """\
[Unit]
Description={description}
After=network.target

[Service]
ExecStart={command}
{environment}Restart=on-failure
RestartSec=5
KillMode=mixed
KillSignal=SIGTERM
TimeoutStopSec=90
UMask=0077

[Install]
WantedBy={target}
"""


def unit_text(
    *,
    description: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    for_machine: bool,
) -> str:
    """Give a unit file; ``for_machine`` starts it with the machine, otherwise with the user.

    Raises:
        ValueError: a word holds a line break, which no unit file can hold.
    """
    words = [description, *command, *environment, *environment.values()]
    if any("\n" in word or "\r" in word for word in words):
        raise ValueError("A unit file has no place for a line break.")
    lines = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in environment.items())
    return _UNIT.format(
        description=description.replace("%", "%%"),
        command=" ".join(_quoted(word, dollar=True) for word in command),
        environment=lines,
        target="multi-user.target" if for_machine else "default.target",
    )


def _quoted(word: str, *, dollar: bool = False) -> str:
    """Write a word so that systemd reads it as it is: blanks, percent signs and dollar signs."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.replace("$", "$$") if dollar else escaped}"'
