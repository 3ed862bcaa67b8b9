"""Listening to what was said (static/js/player.js)."""

import io
import wave

import pytest

pytestmark = pytest.mark.journey

PANE = """<div data-module="player" id="pane" tabindex="0"><audio src="/sound.wav" preload="auto"></audio><ol>
<li id="u1" data-start="0" data-end="0.4"><button data-play>0:00</button></li>
<li id="u2" data-start="0.5" data-end="0.9"><button data-play>0:00</button>
<span data-start="0.7">word</span></li></ol></div>
<input id="elsewhere">"""


def silence(seconds):
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(int(seconds * 8000) * 2))
    return sound.getvalue()


@pytest.fixture
def page(desk):
    page = desk.open(PANE, {"/sound.wav": ("audio/wav", silence(8))})
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    page.evaluate(
        "window.heard = []; document.addEventListener('rapport:played', e => heard.push(e.detail.ref));"
        "window.from = []; document.querySelector('audio').addEventListener('seeked',"
        " e => from.push(Math.round(e.target.currentTime * 10) / 10));"
    )
    return page


def test_a_line_plays_to_its_end_and_is_marked_while_it_is_heard(page):
    page.click("#u2 button")
    page.wait_for_selector("#u2.is-playing")
    page.wait_for_function("document.querySelector('audio').paused")
    assert 0.9 <= page.evaluate("document.querySelector('audio').currentTime") < 1.6
    assert page.evaluate("from[0]") == 0.5
    assert page.locator(".is-playing").count() == 0


def test_a_word_plays_from_where_it_was_said(page):
    page.click("#u2 span")
    page.wait_for_function("from.length > 0")
    assert page.evaluate("from[0]") == 0.7


def test_another_part_of_the_page_can_ask_for_a_place(page):
    page.evaluate("document.dispatchEvent(new CustomEvent('rapport:play', {detail: {start: 0, end: 0.2}}))")
    page.wait_for_function("heard.length === 1 || !document.querySelector('audio').paused")
    page.wait_for_function("document.querySelector('audio').paused")


def test_space_plays_and_stops_and_arrows_skip_five_seconds(page):
    page.focus("#pane")
    page.keyboard.press("Space")
    page.wait_for_function("!document.querySelector('audio').paused")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('audio').paused")
    before = page.evaluate("document.querySelector('audio').currentTime")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(before + 5, abs=0.2)


def test_space_is_a_space_while_someone_types(page):
    page.focus("#elsewhere")
    page.keyboard.press("Space")
    assert page.input_value("#elsewhere") == " "
    assert page.evaluate("document.querySelector('audio').paused")
