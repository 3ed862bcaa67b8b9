"""`rapport service`: install Rapport as a service that starts with the machine."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from rapport.config.environment import Environment

UNIT = """[Unit]
Description=Rapport practice platform
After=network.target

[Service]
ExecStart={python} -m rapport.config.cli serve --port {port}
Environment=RAPPORT_HOME={home}
Environment=RAPPORT_MODELS={models}
Environment=PYTHONPATH={source}
Restart=on-failure
KillSignal=SIGTERM
TimeoutStopSec=60
UMask=0077
NoNewPrivileges={no_new_privileges}
PrivateTmp=no

[Install]
WantedBy={target}
"""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("service", help="Install as a service that starts with the machine")
    command.add_argument("action", choices=["show", "install"])
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the unit, or write it and say which two commands switch it on."""
    text = unit_text(Environment.read(), port=arguments.port, as_root=os.geteuid() == 0)
    if arguments.action == "show":
        print(text)
        return 0
    target = _path()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    scope = "" if os.geteuid() == 0 else "--user "
    print(f"Written to {target}. Switch it on with:\n  systemctl {scope}daemon-reload")
    print(f"  systemctl {scope}enable --now rapport")
    return 0


def unit_text(environment: Environment, *, port: int, as_root: bool) -> str:
    """Give the text of the systemd unit for this installation."""
    return UNIT.format(
        python=sys.executable,
        port=port,
        home=environment.home,
        models=environment.models,
        source=Path(__file__).resolve().parents[3],
        target="multi-user.target" if as_root else "default.target",
        no_new_privileges="no" if as_root else "yes",
    )


def _path() -> Path:
    if os.geteuid() == 0:
        return Path("/etc/systemd/system/rapport.service")
    return Path.home() / ".config/systemd/user/rapport.service"
