"""Reports the licence of every installed run-time package and stops on one that must not ship.

GPL and AGPL do not ship (docs/decisions/0003-licences.md). Wheels that carry other licences inside
are listed there with the decision; a new one must be added by a person.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

LOCK = Path("requirements/runtime.txt")
REFUSED = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
LESSER = re.compile(r"(Lesser|LGPL|Library)", re.IGNORECASE)


@dataclass(frozen=True)
class Package:
    """A locked package with the licence that its metadata names."""

    name: str
    version: str
    licence: str

    @property
    def is_refused(self) -> bool:
        """Whether its licence is one that must not ship."""
        return bool(REFUSED.search(self.licence)) and not LESSER.search(self.licence)


def locked_names(text: str) -> list[str]:
    """Give the package names of a lock file."""
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", text, re.MULTILINE)


def licence_of(name: str) -> Package | None:
    """Give an installed package's licence, or None where it is not installed on this platform."""
    try:
        found: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classifiers = [
        c.split(" :: ")[-1] for c in found.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    named = (
        found.get("License-Expression")
        or "; ".join(classifiers)
        or (found.get("License") or "").split("\n")[0]
    )
    return Package(name, str(found["Version"]), named or "not named")


def main() -> int:
    """Print the report; fail on a refused licence."""
    packages = [package for name in locked_names(LOCK.read_text()) if (package := licence_of(name))]
    for package in packages:
        print(f"{package.name:32} {package.version:14} {package.licence[:60]}")
    refused = [package.name for package in packages if package.is_refused]
    print(f"{len(packages)} packages; refused: {', '.join(refused) or 'none'}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
