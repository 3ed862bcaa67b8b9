"""Every name leads somewhere, and every job is explained."""

import ast
import re
from pathlib import Path

from rapport.base.events import bound
from rapport.base.jobs import registered_names

REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src" / "rapport"
REFERENCE = REPOSITORY / "docs" / "reference" / "jobs.md"


def names_given_to(function):
    """Every literal name that our code gives to a function, with where."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == function and isinstance(node.args[0].value, str):
                found[node.args[0].value] = path.name
    return found


def test_every_job_that_is_queued_by_name_exists():
    queued = names_given_to("enqueue") | names_given_to("put")
    assert "notes.draft" in queued
    assert {name: place for name, place in queued.items() if name not in registered_names()} == {}


def test_every_event_that_is_published_is_declared():
    published = names_given_to("publish")
    assert "note.signed" in published
    assert {name: place for name, place in published.items() if name not in bound()} == {}


def test_the_reference_explains_every_job_and_no_other():
    explained = set(re.findall(r"^\| `([a-z_.]+)` \|", REFERENCE.read_text("utf-8"), re.MULTILINE))
    assert explained == {name for name in registered_names() if not name.startswith("tests.")}
