"""`rapport service`: install Rapport as a service that starts with the machine."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from rapport.base.service import unit_text
from rapport.config.environment import Environment


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("service", help="Install as a service that starts with the machine")
    command.add_argument("action", choices=["show", "install"])
    command.add_argument("--port", type=int, default=8000)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show the unit, or write it and say which two commands switch it on."""
    text = text_for(Environment.read(), port=arguments.port, for_machine=os.geteuid() == 0)
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


def text_for(environment: Environment, *, port: int, for_machine: bool) -> str:
    """Give the systemd unit of this installation."""
    return unit_text(
        description="Rapport practice platform",
        command=[sys.executable, "-m", "rapport.config.cli", "serve", "--port", str(port)],
        environment={
            "RAPPORT_HOME": str(environment.home),
            "RAPPORT_MODELS": str(environment.models),
            "PYTHONPATH": str(Path(__file__).resolve().parents[3]),
        },
        for_machine=for_machine,
    )


def _path() -> Path:
    if os.geteuid() == 0:
        return Path("/etc/systemd/system/rapport.service")
    return Path.home() / ".config/systemd/user/rapport.service"
