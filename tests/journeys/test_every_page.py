"""Everybody walks wherever the links lead, at a desk and on a phone: axe finds nothing, nothing breaks."""

import re
from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=/)\d+(?=/)|(?<=/)[A-Z]{2}(?=/)"
)
LEAVES = re.compile(r"/(logout|pdf|checkpoint|audio|export)/|\.(pdf|json|txt|csv)$|/static/")
MOST_OF_A_KIND = 1
LONGEST_WALK = 90


def kind_of(path):
    """Give a path with its ids taken out: one page of each kind is looked at."""
    return ID.sub("*", path)


def links(page):
    found = page.locator("a[href]").evaluate_all("all => all.map((one) => one.href)")
    return [urldefrag(address)[0] for address in found]


def walk(page, origin, faults):
    """Visit one page of each kind that can be reached from here; give the kinds and what is wrong."""
    waiting, seen, wrong = [f"{origin}/"], Counter(), []
    while waiting and sum(seen.values()) < LONGEST_WALK:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if not address.startswith(origin) or LEAVES.search(path) or seen[kind_of(path)] >= MOST_OF_A_KIND:
            continue
        seen[kind_of(path)] += 1
        answer = page.goto(address)
        wrong += [f"{kind_of(path)} answered {answer.status}"] if answer.status >= 400 else faults(page)
        waiting += links(page)
    return set(seen), wrong


@pytest.mark.parametrize("username", ["daniel", "maya", "priya", "tomas", "elena", "noor", "walter"])
def test_every_page_is_sound_for(browser, faults, username):
    page = browser.window(username, DESK)
    kinds, wrong = walk(page, browser.product.origin, faults)
    assert not wrong, "\n".join(wrong)
    assert "/" in kinds
    assert len(kinds) > 3  # today, account and what the role may see


def test_every_page_fits_a_phone(browser, faults):
    page = browser.window("maya", PHONE, is_mobile=True, has_touch=True)
    kinds, wrong = walk(page, browser.product.origin, faults)
    assert not wrong, "\n".join(wrong)
    assert {"/", "/clients/", "/clients/*/", "/notes/*/"} <= kinds


@pytest.mark.parametrize(
    "path", ["/account/login/", "/account/password/reset/", "/s/no-such-link/", "/no-such-page/"]
)
def test_pages_before_the_door_are_sound(browser, check, path):
    page = browser.window()
    page.goto(path)
    check(page)
