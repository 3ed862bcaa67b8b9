"""Dictating into the page (static/js/dictate.js), with the browser's own artificial microphone."""

import json

import pytest
from playwright.sync_api import expect

from rapport.web.tests.conftest import ARGS, Desk

pytestmark = pytest.mark.journey

FORM = """<form data-module="upload dictate" method="post" action="/whole/" enctype="multipart/form-data"
 data-begin-url="/begin/" data-chunk-bytes="4194304"><input type="hidden" name="mode" value="dictation">
<div data-recorder hidden><button type="button" data-record>Start</button>
<button type="button" data-hold hidden>Pause</button><button type="button" data-done hidden>Done</button>
<button type="button" data-discard hidden>Discard</button><span data-time hidden></span>
<p data-recorder-status role="status"></p></div>
<input type="file" name="recording" data-file><progress data-progress max="100" hidden></progress>
<p data-status role="status"></p><button>Send</button>
<button type="button" data-stop hidden>Pause</button></form>"""
FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
DONE = {
    "/done/": ("text/html", b"<!doctype html><html lang='en'><title>there</title><body>there</body></html>")
}


def opened(playwright, flags, **permissions):
    """Give the form in a browser with a microphone that makes sounds of its own."""
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*ARGS, *flags])
    desk = Desk(browser.new_context(**permissions).new_page())
    desk.answers["/begin/"] = [said(chunk_url="/chunks/", finish_url="/finish/")]
    desk.answers["/finish/"] = [said(next_url="/done/")]
    desk.open(FORM, DONE)
    return browser, desk


def said(**body):
    return {"status": 200, "content_type": "application/json", "body": json.dumps(body)}


@pytest.fixture
def dictating(playwright):
    browser, desk = opened(playwright, FAKE, permissions=["microphone"])
    yield desk
    browser.close()
    assert desk.errors == []


def test_what_was_dictated_is_sent_as_the_recording(dictating):
    page = dictating.page
    page.click("[data-record]")
    expect(page.locator("[data-time]")).to_have_text("0:02")
    page.click("[data-done]")
    page.wait_for_url("**/done/")
    chunks = [body for path, _, _, body in dictating.sent if path == "/chunks/0"]
    assert chunks[0].startswith(b"\x1aE\xdf\xa3")  # the first bytes of a WebM file
    begun = next(body for path, _, _, body in dictating.sent if path == "/begin/")
    assert b"dictation" in begun


def test_discarded_words_go_nowhere(dictating):
    page = dictating.page
    page.click("[data-record]")
    expect(page.locator("[data-time]")).to_have_text("0:01")
    page.click("[data-discard]")
    expect(page.locator("[data-recorder-status]")).to_have_text("Discarded. Nothing was kept.")
    expect(page.locator("[data-record]")).to_be_visible()
    assert dictating.sent == []


def test_without_a_microphone_the_page_says_what_to_do(playwright):
    browser, desk = opened(playwright, [])
    desk.page.click("[data-record]")
    expect(desk.page.locator("[data-recorder-status]")).to_contain_text("again")
    browser.close()
