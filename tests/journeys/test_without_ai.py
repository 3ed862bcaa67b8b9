"""Just as good without AI: typed, from a stamp, dictated; and what a missing model says."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def chart(page, name):
    page.goto("/clients/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def test_a_no_show_is_noted_from_a_stamp(browser, check):
    page = browser.window("maya")
    chart(page, "Dana Whitlock")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("No-show").check()
    check(page)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile("/notes/"))
    check(page)
    expect(page.locator("[data-sentence]").first).to_be_visible()


def test_a_note_is_typed_sentence_by_sentence(browser, check):
    page = browser.window("maya")
    chart(page, "Dana Whitlock")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Progress note").check()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile("/notes/"))
    page.get_by_text("Add a sentence").first.click()
    page.locator("textarea:visible").first.fill("Client arrived on time.")
    page.locator("form:has(textarea:visible) button[type=submit]").first.click()
    expect(page.get_by_text("Client arrived on time.").first).to_be_visible()
    check(page)


def test_a_dictation_without_a_model_says_what_to_install_and_keeps_the_sound(browser, check):
    page = browser.window("maya", permissions=["microphone"])
    chart(page, "Dana Whitlock")
    page.get_by_role("link", name="New session").click()
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Start dictating").click()
    expect(page.locator("[data-time]")).to_have_text("0:02")
    page.get_by_role("button", name="Done, write it down").click()
    page.wait_for_url(re.compile("/progress/"))
    expect(page.get_by_text("rapport models install").first).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name=re.compile("again", re.IGNORECASE))).to_be_visible()
    check(page)
