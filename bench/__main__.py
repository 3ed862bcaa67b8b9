"""Measures Rapport on this machine and prints the figures of docs/benchmarks.md: ``make bench``.

``python -m bench --only speech|drafting|sample|pages`` measures one part. Data that is not on this machine
is skipped with a line that says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import drafting, pages, sample, speech

ROOT = Path(__file__).resolve().parents[1]
PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "pages": pages.measure,
    "sample": sample.measure,
    "drafting": drafting.measure,
    "speech": speech.measure_all,
}


def main() -> int:
    """Measure the parts that were asked for, printing each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=sorted(PARTS), action="append", help="measure only this part")
    chosen = parser.parse_args().only or list(PARTS)
    print(json.dumps(machine(), indent=2), flush=True)
    for name in chosen:
        print(f"\n== {name}", flush=True)
        print(json.dumps(PARTS[name](), indent=2, ensure_ascii=False), flush=True)
    return 0


def machine() -> dict[str, Any]:
    """Name what the figures were taken on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory (GB)": round(memory / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "commit": _commit(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _commit() -> str:
    asked = subprocess.run(  # our own command
        ["git", "rev-parse", "--short", "HEAD"],  # whichever git is installed
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return asked.stdout.strip() or "not a checkout"


if __name__ == "__main__":
    sys.exit(main())
