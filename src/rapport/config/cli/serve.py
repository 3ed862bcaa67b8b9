"""`rapport serve`: database, web and worker together; `rapport web` and `rapport worker` for one of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rapport.base.errors import Unable
from rapport.base.supervisor import Child, Supervisor
from rapport.config.environment import Environment
from rapport.config.installation import clear_incoming, migrate, start_database, start_django


def add(commands: Any) -> None:
    """Add the three commands."""
    for name, run, text in (
        ("serve", run_all, "Run everything on this machine until Ctrl-C"),
        ("web", run_web, "Run the web process alone"),
        ("worker", run_worker, "Run the worker alone"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--port", type=int, default=8000)
        command.add_argument("--host", default="127.0.0.1")
        command.set_defaults(run=run)


class UnableToServe(Unable):
    """The address is taken, or this home is served already; nothing was started."""


def run_all(arguments: argparse.Namespace) -> int:
    """Start database, web and worker; stop all three when asked. An empty home opens the first-run guide.

    Raises:
        UnableToServe: see there.
    """
    check_free(arguments.host, arguments.port)
    environment = Environment.read()
    database = start_database(environment)
    try:
        start_django()
        migrate()
    except BaseException:
        if database is not None:
            database.stop()
        raise
    origin = f"http://localhost:{arguments.port}"
    from rapport.config.setup.greeting import greeting

    said = greeting(origin=origin, home=environment.home, is_demonstration=environment.demonstration)
    supervise(arguments.host, arguments.port, database, ready=lambda: print(said, flush=True))
    return 0


def check_free(host: str, port: int) -> None:
    """Stop before anything is started where another program answers already.

    Raises:
        UnableToServe: the port is taken, or not one that we may use.
    """
    from rapport.base.outbound.addresses import is_free

    if not is_free(host, port):
        raise UnableToServe(
            f"Port {port} cannot be used: another program has it, or it needs other rights. "
            "If Rapport runs here already, open it in your browser; otherwise choose another: --port 8001"
        )


def supervise(host: str, port: int, database: Any, *, ready: Callable[[], None]) -> None:
    """Run web and worker until told to stop; then stop the database too.

    ``ready`` is called once the web process takes requests.
    """
    program = [sys.executable, "-m", "rapport.config.cli"]
    children = [
        Child("The web process", [*program, "web", "--host", host, "--port", str(port)]),
        Child("The worker", [*program, "worker"]),
    ]

    sign, waiting = listening_sign(), [ready]
    sign.unlink(missing_ok=True)

    def meanwhile() -> None:
        if database is not None and not database.is_running():
            database.start()
        if waiting and sign.exists():  # so that an address which is printed also opens
            waiting.pop()()

    def end() -> None:
        if database is not None:
            database.stop()
        sign.unlink(missing_ok=True)
        print("Stopped.", flush=True)

    Supervisor(children, on_end=end, meanwhile=meanwhile).run(ready=lambda: None)


def listening_sign() -> Path:
    """Give the file that the web process writes once it takes requests."""
    return Environment.read().home / "web.listening"


def run_web(arguments: argparse.Namespace) -> int:
    """Serve pages."""
    start_django()
    stay_home()
    clear_incoming(Environment.read())
    import warnings

    import uvicorn

    # WhiteNoise sends small static files from synchronous iterators; Django reads them whole, and says so.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

    from rapport.config.asgi import application

    class Web(uvicorn.Server):
        """A server that leaves a sign once it takes requests."""

        async def startup(self, sockets: Any = None) -> None:
            """Listen, then say so."""
            await super().startup(sockets)
            if self.started:
                listening_sign().write_text(str(arguments.port))

    config = uvicorn.Config(
        application, host=arguments.host, port=arguments.port, log_level="warning", access_log=False
    )
    web = Web(config)
    try:
        web.run()
    except KeyboardInterrupt:
        return 0  # it was asked to end, and has ended as it should
    return 0 if web.started else 1


def stay_home() -> None:
    """Stop this process from connecting anywhere but to itself, its database, and what a permit names."""
    from rapport.base.outbound import install_socket_guard

    host = urlsplit(Environment.read().external_database).hostname
    install_socket_guard(also=[host] if host else [])


def run_worker(_arguments: argparse.Namespace) -> int:
    """Run jobs."""
    start_django()
    stay_home()
    from rapport.base.jobs.worker import run_worker as work

    work()
    return 0
