"""House rules that no linter knows: `python -m tools.house_lint src`; each with examples in its tests.

A rule can be excused on its line with `# house: <rule> <reason>`; an excuse without a reason is refused.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_SCRIPT = 400, 60, 120, 150
MAY_QUERY = {"models", "queries", "services", "migrations", "tests", "blobs", "verification"}
NETWORK = {"socket", "urllib", "http", "requests", "aiohttp", "urllib3", "httpx"}
HARMLESS = {"urllib.parse", "http"}
MAY_CONNECT = {"rapport/base/outbound", "rapport/engines/language/endpoint.py", "rapport/base/postgres"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


@dataclass(frozen=True, order=True)
class Finding:
    """One place where a rule is broken."""

    path: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True)
class Module:
    """One parsed Python file: where it is, as parts below `src`, and what it says."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def is_test(self) -> bool:
        """Whether this is a test."""
        return "tests" in self.path.parts or self.path.name == "conftest.py"

    @property
    def parts(self) -> set[str]:
        """Every folder and file name on the way, without the ending."""
        return {*self.path.parts[:-1], self.path.stem}


Rule = Callable[[Module], Iterator[Finding]]


def short(module: Module) -> Iterator[Finding]:
    """A module has at most 400 lines and a function at most 60."""
    if module.path.parts[-2] == "migrations":
        return
    lines = len(module.text.splitlines())
    if lines > LONGEST_MODULE:
        yield Finding(
            str(module.path), 1, "short", f"{lines} lines: split by behaviour ({LONGEST_MODULE} at most)."
        )
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield _at(
                    module, node, "short", f"{node.name} has {length} lines ({LONGEST_FUNCTION} at most)."
                )


def finished(module: Module) -> Iterator[Finding]:
    """Nothing is left with a mark that says it is unfinished."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        if UNFINISHED.search(line) and "UNFINISHED" not in line:
            yield Finding(
                str(module.path), number, "finished", "Finish it, or write an issue; marks are not kept."
            )


def scoped(module: Module) -> Iterator[Finding]:
    """Only queries and services touch a manager: pages and jobs ask a care-team-scoped query."""
    if module.parts & MAY_QUERY or module.is_test:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            message = "Ask a query (people.careteams.queries.client_for scopes it) instead of a manager."
            yield _at(module, node, "scoped", message)


def named_writes(module: Module) -> Iterator[Finding]:
    """A public function of a services module takes its actor first and by keyword: `def f(*, by, ...)`."""
    if "services" not in module.parts or module.is_test or "base" in module.parts:
        return
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and _writes(node):
            names = [argument.arg for argument in node.args.kwonlyargs]
            if node.args.args or names[:1] != ["by"]:
                yield _at(module, node, "named-writes", f"{node.name} writes: take `*, by: Actor` first.")


def connected(module: Module) -> Iterator[Finding]:
    """Nothing imports a network library but the outbound port and the endpoint adapter."""
    place = module.path.as_posix()
    if module.is_test or any(allowed in place for allowed in MAY_CONNECT):
        return
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if name.split(".")[0] in NETWORK and name not in HARMLESS:
                yield _at(module, node, "connected", f"{name}: only base.outbound opens connections.")


RULES: tuple[Rule, ...] = (short, finished, scoped, named_writes, connected)


def check_module(path: Path, text: str) -> list[Finding]:
    """Give every finding in one Python file, without those that are excused with a reason."""
    module = Module(path, text, ast.parse(text))
    found = [finding for rule in RULES for finding in rule(module)]
    return sorted(finding for finding in found if not _excused(module, finding))


def check_lengths(path: Path, text: str) -> list[Finding]:
    """Give findings in a template or script: their length, and inline script or style."""
    limit = LONGEST_SCRIPT if path.suffix == ".js" else LONGEST_TEMPLATE
    lines = len(text.splitlines())
    found = [Finding(str(path), 1, "short", f"{lines} lines ({limit} at most).")] if lines > limit else []
    if path.suffix == ".html":
        found += _inline(path, text)
    return found


def _inline(path: Path, text: str) -> Iterable[Finding]:
    pattern = re.compile(
        r"""\son[a-z]+\s*=\s*["']|\sstyle\s*=\s*["']|<script(?![^>]*\b(?:src=|type="application/json"))[^>]*>|<style""",
        re.IGNORECASE,
    )
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.search(line):
            yield Finding(
                str(path), number, "no-inline", "Inline script and style are refused by the browser here."
            )


def _writes(node: ast.FunctionDef) -> bool:
    calls = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
    return not node.name.startswith("_") and "audit.record" in calls


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        return [node.module or ""]
    return []


def _excused(module: Module, finding: Finding) -> bool:
    line = module.text.splitlines()[finding.line - 1]
    match = re.search(r"# house: ([a-z-]+) (\S.*)", line)
    return bool(match and match.group(1) == finding.rule)


def _at(module: Module, node: ast.AST, rule: str, message: str) -> Finding:
    return Finding(str(module.path), getattr(node, "lineno", 1), rule, message)


def main(roots: list[str]) -> int:
    """Check every file below the given folders; print what was found."""
    found: list[Finding] = []
    for root in roots:
        for path in sorted(Path(root).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                found += check_module(path, path.read_text("utf-8"))
            elif path.suffix in {".html", ".js"} and "vendor" not in path.parts:
                found += check_lengths(path, path.read_text("utf-8"))
    for finding in found:
        print(f"{finding.path}:{finding.line}: {finding.rule}: {finding.message}")
    print(f"{len(found)} findings by {len(RULES) + 2} house rules.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
