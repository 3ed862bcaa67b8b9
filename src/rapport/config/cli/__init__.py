"""The command line: `rapport <command>`. Each command is a module here with `add` and `run`."""

from __future__ import annotations

import argparse
import errno
import sys

from rapport.base.errors import Expected


def main(arguments: list[str] | None = None) -> int:
    """Run one command; an expected failure prints its sentence and ends with 1."""
    from rapport.base.postgres import UnableToStartDatabase
    from rapport.config.cli import (
        accounts,
        audit,
        backup,
        database,
        demo,
        models,
        practice,
        recovery,
        scribe,
        serve,
        service,
    )
    from rapport.config.environment import UnusableHome
    from rapport.config.installation import end_like_ctrl_c
    from rapport.engines.models import ModelError

    parser = argparse.ArgumentParser(prog="rapport", description="A practice platform for psychotherapists.")
    commands = parser.add_subparsers(dest="command", required=True)
    for module in (
        serve,
        demo,
        practice,
        models,
        audit,
        backup,
        recovery,
        accounts,
        database,
        scribe,
        service,
    ):
        module.add(commands)
    chosen = parser.parse_args(arguments)
    end_like_ctrl_c()
    try:
        return int(chosen.run(chosen) or 0)
    except (Expected, ModelError, UnableToStartDatabase, UnusableHome) as error:
        print(str(error), file=sys.stderr)
        return 1
    except OSError as error:
        if not error.filename and error.errno not in {errno.ENOSPC, errno.EPIPE}:
            raise  # not about a file or the output: the whole trace helps more
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
