"""Each house rule is seen to fail on a bad example and to pass a good one."""

from pathlib import Path

import pytest

from tools.house_lint import check_lengths, check_module

EXAMPLES = [
    ("short", "src/rapport/a/b/queries.py", "x = 1\n" * 401, "x = 1\n"),
    ("short", "src/rapport/a/b/queries.py", "def f():\n" + "    x = 1\n" * 61, "def f():\n    return 1\n"),
    ("finished", "src/rapport/a/b/queries.py", "x = 1  # FIX" + "ME later\n", "x = 1\n"),
    (
        "scoped",
        "src/rapport/a/b/views.py",
        "def v(r):\n    return Note.objects.all()\n",
        "def v(r):\n    return queries.notes(by=r)\n",
    ),
    (
        "named-writes",
        "src/rapport/a/b/services.py",
        "def f(note, by):\n    audit.record(by=by)\n",
        "def f(*, by, note):\n    audit.record(by=by)\n",
    ),
    ("connected", "src/rapport/a/b/tasks.py", "import requests\n", "import json\n"),
]


@pytest.mark.parametrize(("rule", "path", "bad", "good"), EXAMPLES)
def test_rule_finds_the_bad_example_and_passes_the_good_one(rule, path, bad, good):
    assert rule in {finding.rule for finding in check_module(Path(path), bad)}
    assert check_module(Path(path), good) == []


def test_inline_handlers_and_styles_in_templates_are_found():
    found = check_lengths(Path("a.html"), '<p style="color:red">\n<a onclick="x()">\n<script>1</script>\n')
    assert [finding.line for finding in found] == [1, 2, 3]
    assert check_lengths(Path("a.html"), '<script type="module" src="/x.js"></script>') == []


def test_an_excuse_counts_only_with_a_reason():
    line = "def v(r):\n    return Note.objects.all()  # house: scoped"
    assert check_module(Path("src/rapport/a/b/views.py"), line + "\n")
    assert check_module(Path("src/rapport/a/b/views.py"), line + " the style page holds no client\n") == []
