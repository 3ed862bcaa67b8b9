"""`rapport serve`: database, web and worker together; `rapport web` and `rapport worker` for one of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from rapport.base.supervisor import Child, Supervisor
from rapport.config.environment import Environment
from rapport.config.installation import migrate, start_database, start_django


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


def run_all(arguments: argparse.Namespace) -> int:
    """Start database, web and worker; stop all three when asked."""
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
    supervise(
        arguments.host, arguments.port, database, ready=lambda: print(f"Rapport is at {origin}", flush=True)
    )
    return 0


def supervise(host: str, port: int, database: Any, *, ready: Callable[[], None]) -> None:
    """Run web and worker until told to stop; then stop the database too."""
    program = [sys.executable, "-m", "rapport.config.cli"]
    children = [
        Child("The web process", [*program, "web", "--host", host, "--port", str(port)]),
        Child("The worker", [*program, "worker"]),
    ]

    def look_after_database() -> None:
        if database is not None and not database.is_running():
            database.start()

    def end() -> None:
        if database is not None:
            database.stop()
        print("Stopped.", flush=True)

    Supervisor(children, on_end=end, meanwhile=look_after_database).run(ready=ready)


def run_web(arguments: argparse.Namespace) -> int:
    """Serve pages."""
    start_django()
    stay_home()
    import warnings

    import uvicorn

    # WhiteNoise sends small static files from synchronous iterators; Django reads them whole, and says so.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

    from rapport.config.asgi import application

    uvicorn.run(application, host=arguments.host, port=arguments.port, log_level="warning", access_log=False)
    return 0


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
