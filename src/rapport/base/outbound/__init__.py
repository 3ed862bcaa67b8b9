"""The one port through which anything may leave this machine, and the guard behind it.

Nothing leaves without a permit, a permit is asked of a checker at every request, and the checker of
this floor refuses everything until `config` binds another. Behind that, `install_socket_guard` stops
every connection of the process that no permit stands for.
"""

from rapport.base.outbound.guard import install_socket_guard, stopped_connections
from rapport.base.outbound.permits import NoPermit, Permit, bind
from rapport.base.outbound.port import client, local_client, request

__all__ = [
    "NoPermit",
    "Permit",
    "bind",
    "client",
    "install_socket_guard",
    "local_client",
    "request",
    "stopped_connections",
]
