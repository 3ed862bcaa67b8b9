"""The small modules of the frame: hiding the screen, idle, theme, leaving, copying, menus, late content."""

import pytest

pytestmark = pytest.mark.journey

HIDE = '<button data-module="hide-screen">Hide</button><main>Luis said</main><input id="field">'
IDLE = """<dialog id="idle-dialog" data-module="idle" data-idle-seconds="900"
data-keep-url="/keep/">
<strong data-idle-left>60</strong><button type="button" data-idle-stay>Stay</button></dialog>
<textarea></textarea>"""
THEME = """<form data-module="theme" method="post" action="/theme/">
<button name="theme" value="light" aria-pressed="true">
Light</button><button name="theme" value="dark" aria-pressed="false">Dark</button></form>"""


def is_hidden(page):
    return page.evaluate("document.documentElement.hasAttribute('data-screen-hidden')")


def test_escape_twice_hides_everything_and_any_key_brings_it_back(desk):
    page = desk.open(HIDE)
    page.focus("#field")
    page.keyboard.press("Escape")
    assert not is_hidden(page)
    page.keyboard.press("Escape")
    assert is_hidden(page)
    assert page.title() == "Rapport"
    page.keyboard.press("z")
    assert not is_hidden(page)
    assert page.title() == "Luis - note"
    assert page.input_value("#field") == ""
    assert page.evaluate("document.activeElement.id") == "field"


def test_the_button_hides_and_a_click_on_the_cover_shows(desk):
    page = desk.open(HIDE)
    page.click("button")
    assert is_hidden(page)
    page.evaluate("document.getElementById('cover').click()")
    assert not is_hidden(page)


def test_one_minute_before_the_end_it_asks_and_staying_tells_the_server(desk):
    desk.page.clock.install()
    page = desk.open(IDLE)
    page.clock.fast_forward(830_000)
    assert not page.locator("dialog").is_visible()
    page.clock.fast_forward(15_000)
    page.locator("dialog").wait_for(state="visible")
    assert int(page.inner_text("[data-idle-left]")) <= 60
    page.click("[data-idle-stay]")
    page.locator("dialog").wait_for(state="hidden")
    assert [path for path, *_ in desk.sent] == ["/keep/"]


def test_whoever_types_a_long_note_is_not_signed_out(desk):
    desk.page.clock.install()
    page = desk.open(IDLE)
    page.focus("textarea")
    for _ in range(5):
        with page.expect_response("**/keep/"):
            page.clock.fast_forward(240_000)
            page.keyboard.press("a")
    assert not page.locator("dialog").is_visible()


def test_at_the_end_the_page_is_fetched_anew(desk):
    desk.page.clock.install()
    page = desk.open(IDLE)
    with page.expect_navigation():
        page.clock.fast_forward(901_000)


def test_the_theme_changes_at_once_and_is_remembered_in_the_background(desk):
    page = desk.open(THEME)
    with page.expect_request("**/theme/"):
        page.click("text=Dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_attribute("[value=dark]", "aria-pressed") == "true"
    path, _, headers, body = desk.sent[0]
    assert (path, headers["x-background"]) == ("/theme/", "1")
    assert b"dark" in body


@pytest.mark.parametrize(("saved", "asked"), [("", 1), ("rapport:saved", 0)])
def test_unsaved_text_is_not_left_without_a_question(desk, saved, asked):
    page = desk.open('<form data-module="confirm-leave"><input id="text"></form>')
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    page.type("#text", "words")
    if saved:
        page.evaluate("name => document.querySelector('form').dispatchEvent(new Event(name))", saved)
    page.goto("about:blank")
    assert questions == ["beforeunload"] * asked


def test_a_code_is_copied_and_the_button_says_so(desk):
    page = desk.open(
        '<code id="code">482 913</code><button data-module="copy" data-copy="#code">Copy</button>'
    )
    page.click("button")
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "482 913"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(desk):
    page = desk.open(
        '<details class="menu" data-module="menu"><summary>Menu</summary><a href="/">Door</a></details>'
    )
    page.click("summary")
    page.focus("a")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('details').open") is False
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_dialog_opens_and_closes(desk):
    page = desk.open(
        '<button data-module="dialog" data-dialog="#d">Open</button>'
        '<dialog id="d"><button data-close>Close</button></dialog>'
    )
    page.click("text=Open")
    assert page.locator("#d").is_visible()
    page.click("text=Close")
    assert not page.locator("#d").is_visible()


def test_an_error_summary_takes_the_focus(desk):
    page = desk.open('<div data-module="focus" tabindex="-1" id="problem">There is a problem</div>')
    page.wait_for_function("document.activeElement.id === 'problem'")


def test_content_that_comes_later_gets_its_modules_too(desk):
    page = desk.open("<main></main>")
    page.evaluate(
        "const b = document.createElement('div'); b.dataset.module = 'focus'; b.tabIndex = -1; b.id = 'late';"
        "document.querySelector('main').append(b);"
        "document.dispatchEvent(new CustomEvent('htmx:load', {detail: {elt: b}}));"
    )
    page.wait_for_function("document.activeElement.id === 'late'")


def test_the_tab_of_the_pane_that_shows_is_the_current_one(desk):
    page = desk.open(
        '<nav data-module="panes"><a href="#note">Note</a><a href="#source">Said</a></nav>'
        '<div id="note">note</div><div id="source"><p id="u1">line</p></div>'
    )
    current = "document.querySelector('[aria-current]').textContent"
    assert page.evaluate(current) == "Note"
    page.click("text=Said")
    page.wait_for_function(f"{current} === 'Said'")
    page.evaluate("location.hash = 'note'")
    page.wait_for_function(f"{current} === 'Note'")
    page.evaluate("location.hash = 'u1'")
    page.wait_for_function(f"{current} === 'Said'")
