"""Olive starts Rapport for the first time and ends with her first client; every page on the way is sound."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.journeys.conftest import DESK, PHONE, Browser
from tests.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PASSPHRASE = "four plain words here"


@pytest.fixture(scope="module")
def empty():
    """An installation in which nobody has set up anything."""
    place = Path(tempfile.mkdtemp(prefix="rapport-first-run-")).resolve()
    place.chmod(0o711)  # the database's account goes through it
    product = Product(place / "home", place / "no-models")
    try:
        product.start("serve")
        yield product
    finally:
        product.remove()
        shutil.rmtree(place)


@pytest.fixture
def first(empty, _browser):
    """A browser in front of it."""
    windows = Browser(empty, _browser._chromium)
    yield windows
    windows.close()
    assert windows.errors == []


def go_on(page, check, name="Go on"):
    check(page)
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def practice_and_person(page, check):
    """Answer the first two pages."""
    page.get_by_label("Name of the practice").fill("Alder Lane Therapy")
    page.get_by_label("State").select_option(label="Oregon")
    page.get_by_label("Time zone").select_option(label="Pacific (Los Angeles)")
    page.get_by_label("Monday").fill("9-5")
    go_on(page, check)
    page.get_by_text("There is a problem").wait_for()
    page.get_by_label("Monday").fill("9am-5pm")
    go_on(page, check)
    for label, text in (
        ("Your name", "Olive Owner"),
        ("Your credential", "LCSW"),
        ("Your licence number", "L-1"),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_label("Licence valid until").fill("2040-06-30")
    go_on(page, check)


def papers(page, check):
    """Write the shares down, and type back what is asked."""
    shares = [share.locator("li").all_inner_texts() for share in page.locator(".share").all()]
    check(page)
    page.get_by_role("link", name="I have written them down").click()
    for field in page.locator("input[name^=share_]").all():
        label = page.locator(f"label[for={field.get_attribute('id')}]").inner_text()
        share, place = map(int, re.findall(r"\d+", label))
        field.fill(shares[share - 1][place - 1])
    go_on(page, check)


def second_factor(page, check):
    """Set up an authenticator app from the secret that stands on the page."""
    page.get_by_text("Type the secret instead").click()
    secret = page.locator("#totp-secret").inner_text()
    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    page.get_by_label("Authenticator code").fill(code)
    go_on(page, check, "Switch on")
    page.get_by_role("link", name="I have kept them").click()


def test_a_stranger_on_the_network_is_asked_for_the_code(first, check):
    page = first.window(size=PHONE, extra_http_headers={"X-Forwarded-For": "192.168.1.20"})
    page.goto("/")
    page.get_by_label("Setup code").fill("AAAA-AAAA-AAAA-AAAA")
    go_on(page, check)
    page.get_by_text("This is not the code").first.wait_for()
    page.goto("/setup/practice/")
    assert page.url.endswith("/setup/")
    code = re.search(r"works once: (\S+)", first.product.said)[1]
    page.get_by_label("Setup code").fill(code)
    go_on(page, check)
    page.get_by_role("link", name="Begin").wait_for()


def test_from_an_empty_installation_to_the_first_client(first, check):
    page = first.window(size=DESK)
    page.goto("/account/login/")
    check(page)
    page.get_by_role("link", name="Begin").click()
    practice_and_person(page, check)
    papers(page, check)
    go_on(page, check)  # where backups go
    for label, text in (("User name", "olive"), ("The same passphrase again", PASSPHRASE)):
        page.get_by_label(label).fill(text)
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    go_on(page, check, "Make my practice")
    second_factor(page, check)
    page.get_by_role("heading", name="Your practice is ready").wait_for()
    check(page)
    assert page.request.get("/setup/").status == 404
    page.get_by_role("link", name="Add your first client").click()
    page.get_by_label("Legal name").fill("Luis Fictional")
    page.get_by_label("State where they live").fill("OR")
    page.locator("main button.primary").click()
    page.get_by_role("heading", name="Luis Fictional").wait_for()
