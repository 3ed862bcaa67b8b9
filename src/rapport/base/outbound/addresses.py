"""Whether an address of this machine is free to listen on. Nothing is connected."""

from __future__ import annotations

import socket  # noqa: TID251  # this package is the one that may


def is_free(host: str, port: int) -> bool:
    """Whether we could listen here: nobody else does, and it is ours to use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one closed a moment ago is free
        try:
            trial.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True
