"""What was taken from elsewhere is unchanged, licensed and named; our own modules stay small."""

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static"
README = (STATIC / "vendor/README.md").read_text("utf-8")
MODULES = sorted((STATIC / "js").glob("*.js"))


def test_htmx_is_the_file_that_was_published():
    digest = hashlib.sha256((STATIC / "vendor/htmx.min.js").read_bytes()).hexdigest()
    assert digest in README


@pytest.mark.parametrize(
    "licence", ["vendor/htmx.LICENSE", "fonts/source-sans-3.OFL.txt", "fonts/source-serif-4.OFL.txt"]
)
def test_each_keeps_its_licence(licence):
    assert licence.split("/")[1] in README
    assert len((STATIC / licence).read_text("utf-8")) > 500


def test_the_fonts_of_one_language_stay_small():
    latin = [f for f in (STATIC / "fonts").glob("*.woff2") if "-ext-" not in f.name]
    assert sum(f.stat().st_size for f in latin) < 100_000


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.stem)
def test_a_module_is_one_behaviour_and_says_its_contract(module):
    source = module.read_text("utf-8")
    assert source.count("\n") <= 150
    assert source.startswith("/*")
    assert module.stem in {"app", "shared"} or "export function start(" in source
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source
    )
    assert not re.search(r"localStorage|sessionStorage|indexedDB", source)


def test_every_module_that_a_template_asks_for_exists():
    templates = [
        *(STATIC.parent / "templates").rglob("*.html"),
        *(STATIC.parents[1] / "base/ui").rglob("*.html"),
    ]
    asked = {
        name
        for t in templates
        for names in re.findall(r'data-module="([^"{]+)"', t.read_text("utf-8"))
        for name in names.split()
    }
    assert asked
    assert asked <= {module.stem for module in MODULES}
