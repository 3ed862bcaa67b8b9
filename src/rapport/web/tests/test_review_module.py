"""Going through a draft with the keyboard (static/js/review.js)."""

import pytest

pytestmark = pytest.mark.journey

SENTENCE = """<li data-sentence data-state="{state}" id="s{n}" tabindex="-1"><p data-text>Sentence {n}</p>
<a href="#u{n}" data-evidence="u{n}" data-start="{n}" data-end="9">source</a>
<button type="button" data-action="accept">accept</button>
<button type="button" data-action="reject">reject</button>
<details><summary data-action="edit">edit</summary>
<form id="f{n}"><textarea data-editor>Sentence {n}</textarea></form></details></li>"""
NOTE = (
    '<div data-module="review"><ul>'
    + SENTENCE.format(n=1, state="accepted")
    + SENTENCE.format(n=2, state="proposed")
    + SENTENCE.format(n=3, state="proposed")
    + '</ul></div><ol><li id="u1">one</li><li id="u2">two</li><li id="u3">three</li></ol>'
    '<dialog data-review-help>keys</dialog><input id="elsewhere">'
)


@pytest.fixture
def page(desk):
    page = desk.open(NOTE)
    page.evaluate(
        """() => {
          window.log = [];
          document.addEventListener("click", (event) => {
            const button = event.target.closest("[data-action]");
            if (button) log.push(`${button.dataset.action} ${button.closest("[data-sentence]").id}`);
          });
          document.addEventListener("rapport:play", (event) => {
            log.push(`play ${event.detail.start} ${event.detail.end}`);
          });
          document.addEventListener("submit", (event) => {
            event.preventDefault();
            log.push(`saved ${event.target.id}`);
          });
        }"""
    )
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def current(page):
    return page.evaluate("document.activeElement.closest('[data-sentence]')?.id ?? null")


def test_j_and_k_move_and_stop_at_the_ends(page):
    press(page, "j")
    assert current(page) == "s1"
    press(page, "j", "ArrowDown", "j")
    assert current(page) == "s3"
    press(page, "k", "ArrowUp", "k", "k")
    assert current(page) == "s1"


def test_n_goes_to_the_next_undecided_sentence(page):
    press(page, "n")
    assert current(page) == "s2"
    press(page, "n", "n")
    assert current(page) == "s2"


def test_a_and_x_press_the_buttons_of_the_sentence_in_hand(page):
    press(page, "j", "j", "a", "j", "x")
    assert page.evaluate("log") == ["accept s2", "reject s3"]


def test_the_sentence_in_hand_marks_its_source_and_v_reads_it_out(page):
    press(page, "j", "j", "v")
    assert page.locator(".is-cited").evaluate_all("all => all.map(e => e.id)") == ["u2"]
    page.wait_for_function("document.getElementById('announcer')?.textContent === 'Source: two'")


def test_r_asks_the_player_for_the_seconds_of_the_source(page):
    press(page, "j", "r")
    assert page.evaluate("log") == ["play 1 9"]


def test_no_key_is_stolen_while_someone_types(page):
    page.focus("#elsewhere")
    press(page, "j", "a", "x", "?")
    assert page.input_value("#elsewhere") == "jax?"
    assert page.evaluate("log") == []


def test_keys_with_control_belong_to_the_browser(page):
    press(page, "j", "Control+a")
    assert page.evaluate("log") == []


def test_e_opens_the_editor_escape_leaves_it_and_control_enter_saves(page):
    press(page, "j", "e")
    page.wait_for_function("document.activeElement.matches('[data-editor]')")
    press(page, "!", "Control+Enter")
    assert page.evaluate("log.at(-1)") == "saved f1"
    press(page, "Escape")
    assert current(page) == "s1"
    assert page.evaluate("document.activeElement.matches('[data-sentence]')")


def test_after_the_server_answered_the_next_undecided_sentence_comes(page):
    press(page, "j", "j", "a")
    page.evaluate(
        """() => {
          const fresh = document.getElementById("s2").cloneNode(true);
          fresh.dataset.state = "accepted";
          document.getElementById("s2").replaceWith(fresh);
          fresh.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));
        }"""
    )
    assert current(page) == "s3"


def test_a_question_mark_shows_the_keys(page):
    press(page, "?")
    assert page.locator("dialog[data-review-help]").is_visible()


def test_nothing_is_decided_while_the_screen_is_hidden(page):
    press(page, "j")
    page.evaluate("document.documentElement.setAttribute('data-screen-hidden', '')")
    press(page, "a")
    assert page.evaluate("log") == []
