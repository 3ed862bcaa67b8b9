"""Formats are files."""

import pytest

from rapport.engines.drafting.formats import UnusableNoteFormat, load_formats, parse_format


def test_six_formats_ship():
    assert sorted(load_formats()) == ["birp", "dap", "girp", "intake", "pie", "soap"]


@pytest.mark.parametrize("key", sorted(load_formats()))
def test_plan_and_mental_status_never_draw_on_what_the_client_said(key):
    for section in load_formats()[key].sections:
        if section.key in {"plan", "objective", "mental_status", "assessment", "formulation"}:
            assert "client" not in section.draws


def test_a_new_format_is_a_text():
    form = parse_format(
        'key="x"\ntitle="X"\ndescription="d"\n[[section]]\nkey="s"\ntitle="S"\ndraws=["plan"]'
    )
    assert form.draws("plan")
    assert not form.draws("client")


def test_a_format_that_draws_on_nothing_known_is_refused():
    with pytest.raises(UnusableNoteFormat):
        parse_format('key="x"\ntitle="X"\ndescription="d"\n[[section]]\nkey="s"\ntitle="S"\ndraws=["wishes"]')


def test_a_format_without_sections_is_refused():
    with pytest.raises(UnusableNoteFormat):
        parse_format('key="x"\ntitle="X"\ndescription="d"')
