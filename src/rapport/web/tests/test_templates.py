"""Every template keeps the rules of the house: short, compiled, nothing inline, nothing from outside."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import FilterExpression, Node, VariableNode
from django.template.loader import get_template, render_to_string

WEB = Path(__file__).parents[1] / "templates"
UI = Path(__file__).parents[2] / "base/ui/templates"
TEMPLATES = sorted(
    (folder, str(file.relative_to(folder))) for folder in (WEB, UI) for file in folder.rglob("*.html")
)
NAMES = [name for _, name in TEMPLATES]
ERRORS = ["400", "403", "403_csrf", "404", "413", "429", "500", "503", "web/offline"]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    assert get_template(name).template.nodelist is not None


@pytest.mark.parametrize(("folder", "name"), TEMPLATES)
def test_a_template_is_short_and_holds_nothing_inline_or_from_outside(folder, name):
    source = (folder / name).read_text("utf-8")
    assert source.count("\n") <= 120
    assert not re.search(r"<[^>]*\sstyle\s*=", source)
    assert not re.search(r"<[^>%{]*\son[a-z]+\s*=", source)
    assert not re.search(r"(src|href|action)\s*=\s*[\"'](https?:)?//", source)
    assert not re.search(r"<style|<script(?![^>]*(\ssrc=|type=\"application/json\"))", source)


def filters_of(node):
    """Walk a compiled node and give the names of all filters under it."""
    for value in vars(node).values():
        if isinstance(value, FilterExpression):
            yield from (function.__name__ for function, _ in value.filters)
    if isinstance(node, VariableNode):
        yield from (function.__name__ for function, _ in node.filter_expression.filters)
    for child in node.get_nodes_by_type(Node):
        if child is not node:
            yield from filters_of(child)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_trusts_text(name):
    used = {f for node in get_template(name).template.nodelist for f in filters_of(node)}
    assert not used & {"safe", "safeseq"}


def test_the_search_for_trusted_text_finds_it():
    planted = engines["django"].from_string(
        "{% if a %}{% for b in c %}{{ b|upper|safe }}{% endfor %}{% endif %}"
    )
    assert "safe" in {f for node in planted.template.nodelist for f in filters_of(node)}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_no_request_and_says_what_to_do(name):
    page = render_to_string(f"{name}.html")
    assert page.startswith("<!doctype html>")
    assert "<h1>" in page
    assert "988" in page
    assert "Traceback" not in page


def test_htmx_may_not_evaluate_store_or_reach_outside():
    head = render_to_string("web/_head.html")
    for wish in (
        '"includeIndicatorStyles":false', '"allowEval":false', '"disableInheritance":true',
        '"selfRequestsOnly":true', '"historyCacheSize":0', '"allowScriptTags":false',
    ):  # fmt: skip
        assert wish in head
