"""The reference pages say what the code says."""

import pytest

from tools.reference import PAGES, WRITTEN, page


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_a_reference_page_is_up_to_date(name):
    assert (PAGES / f"{name}.md").read_text("utf-8") == page(name), "run: python -m tools.reference"


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_a_reference_page_begins_with_words_of_its_own(name):
    introduction = (PAGES / f"{name}.md").read_text("utf-8").partition("<!--")[0]
    assert introduction.startswith("# ")
    assert len(introduction.split()) > 15
