"""From a transcript to a signed, locked, exported note: with the keyboard alone, each page under axe."""

import re

import pytest
from playwright.sync_api import expect

from rapport.engines import transcripts
from rapport.engines.sample import session as sample
from tests.journeys.hands import follow, reach, tick, write

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.fixture(scope="module")
def words():
    return transcripts.render(sample.reference(), "txt")


def bring(page, check, words):
    """From the page of today to a draft."""
    page.goto("/")
    check(page)
    follow(page, "Clients")
    check(page)
    follow(page, "Dana Whitlock")
    check(page)
    follow(page, "New session")
    tick(page, "In person")
    check(page)
    follow(page, "Continue")
    check(page)
    write(page, "Or paste it here", words)
    follow(page, "Draft from this transcript")
    check(page)
    page.wait_for_url(re.compile("/notes/"), timeout=180_000)
    page.wait_for_load_state("networkidle")  # the modules of the page are there


def decide(page):
    """Reject the first sentence, edit the second, accept all others."""
    sentences = page.locator("[data-sentence]")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(sentences.nth(0)).to_have_attribute("data-state", "rejected")
    expect(sentences.nth(1)).to_have_class(re.compile("is-current"))
    page.keyboard.press("e")
    expect(sentences.nth(1).locator("[data-editor]")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.insert_text(" As the author heard it.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-state=edited]")).to_have_count(1)
    waiting = page.locator("[data-state=proposed]")
    for left in range(waiting.count(), 0, -1):
        expect(page.locator(".is-current[data-state=proposed]")).to_have_count(1)
        page.keyboard.press("a")
        expect(waiting).to_have_count(left - 1)


def sign(page, check):
    """From a decided draft to a signature."""
    follow(page, "State the facts and sign")
    check(page)
    write(page, "Who took part", "client")
    tick(page, "F33.1")
    reach(page, "Risk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    follow(page, "Continue to signing")
    check(page)
    tick(page, "I reviewed, edited as needed")
    follow(page, "Sign and lock")
    expect(page.get_by_text("Signed and locked.")).to_be_visible()
    check(page)


def test_a_therapist_signs_a_note_without_a_mouse(browser, check, words):
    page = browser.window("maya")
    bring(page, check, words)
    check(page)
    decide(page)
    check(page)
    sign(page, check)
    note = page.url
    expect(page.get_by_text("As the author heard it.")).to_be_visible()
    expect(page.locator("[data-action]")).to_have_count(0)

    follow(page, "Addendum")
    check(page)
    write(page, "Addendum", "The client called back.")
    write(page, "Why it is added now", "Said after the session.")
    reach(page, "Add")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("The client called back.")).to_be_visible()

    follow(page, "What AI contributed")
    expect(page.get_by_role("cell", name="Left out").first).to_be_visible()
    check(page)

    page.goto(note)
    pdf = page.request.get(f"{note}pdf/")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-")


def test_the_summaries_reach_the_client_only_after_the_author_said_so(browser, check, words):
    page = browser.window("maya")
    bring(page, check, words)
    decide(page)
    sign(page, check)
    follow(page, "Summaries")
    check(page)
    for_client = page.locator("article", has_text="For the client")
    with page.expect_navigation():
        for_client.get_by_role("button", name=re.compile("^Approve")).click()
    with page.expect_navigation():
        page.locator("article", has_text="For the client").get_by_role(
            "link", name=re.compile("link", re.IGNORECASE)
        ).click()
    check(page)
    page.get_by_role("checkbox").check()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("link", re.IGNORECASE)).click()
    check(page)
    link = page.locator("input[readonly], [data-copy-source], code").first
    address = link.input_value() if link.evaluate("one => 'value' in one") else link.inner_text()

    client = browser.window(size={"width": 390, "height": 844})
    client.goto(address.strip())
    expect(client.get_by_text("988").first).to_be_visible()
    check(client)
