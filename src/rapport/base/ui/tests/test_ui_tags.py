import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template

from rapport.base.ui.badges import BADGES
from rapport.base.ui.charts import Band, LineChart, Reading, Series
from rapport.base.ui.icons import ICONS
from rapport.base.ui.templatetags.ui import UnknownIcon, icon

EVIL = '"><script>alert(1)</script>'
LINE = LineChart(EVIL, (Series(EVIL, (Reading(date(2026, 1, 6), 4),)),), maximum=9, bands=(Band(0, 9, EVIL),))


def render(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% badge evil %}",
        "{% badge 'signed' label=evil tone=evil %}",
        "{% icon 'check' label=evil %}",
        "{% avatar evil %}",
        "{% notice evil evil title=evil %}",
        "{% callout evil title=evil %}{{ evil }}{% endcallout %}",
        "{% when None missing=evil %}",
        "{% empty evil evil evil evil %}",
        "{% meter 1 2 evil shown=evil %}",
        "{% line_chart line key=evil %}",
        "{% plural 2 evil %}",
    ],
)
def test_no_component_lets_markup_through(source):
    page = render(source, evil=EVIL, line=LINE)
    assert "<script" not in page
    assert (
        '"><' not in page.replace('"><path', "").replace('"></span', "").replace('">&', "")
        or EVIL not in page
    )


def test_a_badge_says_its_state_in_words_beside_an_icon():
    page = render("{% badge 'signed' %}")
    assert "Signed" in page
    assert "<svg" in page
    assert "tone-success" in page


def test_a_state_nobody_listed_shows_its_own_words():
    assert "Half done" in render("{% badge 'half_done' %}")


def test_every_badge_has_an_icon_that_exists():
    assert {badge.icon for badge in BADGES.values()} <= set(ICONS)


def test_an_icon_nobody_drew_is_told_at_once():
    with pytest.raises(UnknownIcon, match="unicorn"):
        icon("unicorn")


def test_an_icon_without_words_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("check")
    assert 'role="img" aria-label="Done"' in icon("check", "Done")


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Luis Ortega", "LO"), ("Ana-María del Valle", "AV"), ("Noor", "N"), ("", "?"), ("  (Sam)  Lee", "L")],
)
def test_an_avatar_shows_first_and_last_initial(name, initials):
    assert f">{initials}<" in render("{% avatar name %}", name=name)


@time_machine.travel(datetime(2026, 3, 3, 19, 30, tzinfo=UTC), tick=False)
def test_a_moment_carries_its_exact_value():
    page = render("{% when at tz='America/New_York' %}", at=datetime(2026, 3, 2, 19, 30, tzinfo=UTC))
    assert ">Yesterday, 2:30 PM</time>" in page
    assert 'datetime="2026-03-02T19:30:00+00:00"' in page
    assert 'title="Monday, March 2, 2026, 2:30:00 PM EST"' in page


@time_machine.travel(datetime(2026, 3, 3, 19, 30, tzinfo=UTC), tick=False)
def test_a_day_has_no_time_of_day():
    page = render("{% when day %}", day=date(2026, 3, 4))
    assert '<time datetime="2026-03-04" title="Wednesday, March 4, 2026">Tomorrow</time>' in page


def test_what_has_not_happened_says_so():
    assert "not yet" in render("{% when None %}")
    assert "length unknown" in render("{% duration None %}")
    assert render("{% clock None %}") == ""


def test_lengths_and_places_are_machine_readable():
    assert render("{% duration 3012 %}") == '<time class="number" datetime="PT50M12S">50 min 12 s</time>'
    assert render("{% clock 727 %}") == '<time class="number" datetime="PT12M7S">12:07</time>'


def test_a_meter_says_its_share_in_words_and_never_leaves_its_track():
    assert "62 %" in render("{% meter 31 50 'Decided' %}")
    assert 'width="1000"' in render("{% meter 80 50 'Decided' %}")
    assert "0 %" in render("{% meter 1 0 'Decided' %}")


def test_counts_agree_with_their_nouns():
    assert render("{% plural 1 'sentence' %} {% plural 2 'sentence' %}") == "1 sentence 2 sentences"
    assert render("{% plural 2 'entry' 'entries' %}") == "2 entries"


def test_a_chart_is_an_image_with_words_and_its_table():
    series = Series("Total", (Reading(date(2026, 1, 6), 18), Reading(date(2026, 1, 20), 9)))
    page = render("{% line_chart chart %}", chart=LineChart("Mood", (series,), maximum=27))
    assert page.count('role="img"') == 2  # wide and narrow; a style sheet shows one
    assert "Total: 18 on Jan 6, 2026, 9 on Jan 20, 2026, 2 readings." in page
    assert page.count("<tr>") == 3


def test_a_chart_without_readings_says_so_and_draws_nothing():
    page = render("{% line_chart chart %}", chart=LineChart("Mood", (), maximum=27))
    assert "No readings yet." in page
    assert "<table" not in page


def test_no_component_writes_a_style_or_an_inline_handler():
    page = render(
        "{% line_chart line %}{% meter 1 2 'a' %}{% badge 'signed' %}{% empty 'a' 'b' '/' 'c' %}",
        line=LINE,
    )
    assert " style=" not in page
    assert not re.search(r"<[^>]*\son\w+=", page)
