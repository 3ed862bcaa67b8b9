"""The colours are checked by calculation (WCAG 2.2, 1.4.3 and 1.4.11), in every theme."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "static/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")

SOFT = ("info", "success", "warning", "danger")
GROUNDS = ("page", "surface", "sunk", "paper", "accent-soft", "mark")
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "accent-ink", "speaker-one", "speaker-two")
        for ground in GROUNDS
    ),
    *((f"{tone}-ink", f"{tone}-soft") for tone in SOFT),
    *((ink, f"{tone}-soft") for tone in SOFT for ink in ("ink", "ink-soft", "accent-ink")),
    *(("danger-ink", ground) for ground in ("page", "surface", "sunk", "accent-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-danger", "danger"),
    ("on-danger", "danger-hover"),
    ("page", "ink"),
]
EDGES = [
    *(("line-strong", ground) for ground in ("page", "surface", "sunk", "paper")),
    *(("focus", ground) for ground in GROUNDS),
    *(("danger", ground) for ground in ("page", "surface", "danger-soft")),
    *(("accent", ground) for ground in ("page", "surface", "sunk", "accent-soft")),
    *(("mark-edge", ground) for ground in ("mark", "page", "surface", "sunk", "accent-soft")),
    *((f"{tone}-ink", ground) for tone in SOFT for ground in ("page", "surface")),
]


def block(css, selector):
    """Give the hex colours declared in the first block of ``selector``."""
    body = css[css.index(selector + " {") :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body))


def themes():
    """Give every combination of theme, switch and wish for contrast, as the cascade makes it."""
    everyday, more = TOKENS.split("/* contrast:begin */")
    light = block(everyday, ":root")
    by_system = block(everyday, ':root:not([data-theme="light"])')
    by_switch = block(everyday, ':root[data-theme="dark"]')
    more_light = block(more, ":root")
    more_system = block(more, ':root:not([data-theme="light"])')
    more_switch = block(more, ':root[data-theme="dark"]')
    return {
        "light": light,
        "dark, by the system": light | by_system,
        "dark, by the switch": light | by_switch,
        "light, more contrast": light | more_light,
        "dark, by the system, more contrast": light | more_light | by_system | more_system,
        "dark, by the switch, more contrast": light | more_light | by_switch | more_switch,
    }


def luminance(color):
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme, pairs, wanted):
    found = {f"{a} on {b}": round(contrast(theme[a], theme[b]), 2) for a, b in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < wanted}


def test_the_calculation_agrees_with_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", themes())
def test_text_can_be_read_on_every_ground_that_it_stands_on(name):
    wanted = 7 if "more contrast" in name else 4.5
    assert not too_weak(themes()[name], TEXT, wanted)


@pytest.mark.parametrize("name", themes())
def test_edges_focus_and_marks_can_be_seen(name):
    assert not too_weak(themes()[name], EDGES, 3)


def test_dark_is_the_same_by_the_system_and_by_the_switch():
    all_themes = themes()
    assert all_themes["dark, by the system"] == all_themes["dark, by the switch"]
    assert (
        all_themes["dark, by the system, more contrast"] == all_themes["dark, by the switch, more contrast"]
    )


def test_colors_are_written_down_in_the_tokens_only():
    allowed = {"tokens.css", "print.css"}  # paper is white whatever the theme
    for sheet in CSS.glob("*.css"):
        found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8")))
        assert sheet.name in allowed or found <= {"#ffffff"}, sheet.name


def test_every_token_that_a_sheet_uses_exists():
    known = set(re.findall(r"--([\w-]+):", TOKENS))
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text("utf-8")))
        assert used <= known, sheet.name


def test_no_sheet_reaches_outside():
    for sheet in CSS.glob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:|//)|@import", sheet.read_text("utf-8")), sheet.name
