"""A stranger on the network does not set up first: this machine, or the code that was printed."""

import stat

import pytest
from django.test import RequestFactory

from rapport.config.setup import gate
from rapport.config.setup.greeting import greeting
from rapport.config.setup.progress import KEY
from rapport.config.setup.tests.conftest import PRACTICE, Guide

ELSEWHERE = [
    {"REMOTE_ADDR": "192.168.1.20"},
    {"REMOTE_ADDR": ""},
    {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
    {"HTTP_X_REAL_IP": "203.0.113.9"},
    {"HTTP_FORWARDED": "for=203.0.113.9"},
    {"HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_VIA": "1.1 proxy"},
    {"HTTP_HOST": "rapport.example.org"},
]
PAGES = ["practice/", "you/", "recovery/", "recovery/words/", "backup/", "sign-in/"]


@pytest.fixture
def far(guide):
    """A browser on another machine."""
    guide.browser.defaults["REMOTE_ADDR"] = "192.168.1.20"
    return guide.browser


@pytest.mark.parametrize("signs", ELSEWHERE)
def test_whoever_may_come_from_elsewhere_is_not_here(settings, signs):
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/setup/", **({"HTTP_HOST": "localhost:8000"} | signs))
    assert not gate.is_at_this_machine(request)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_browser_on_this_machine_is_here(settings, host, address):
    settings.ALLOWED_HOSTS = ["*"]
    assert gate.is_at_this_machine(RequestFactory().get("/", HTTP_HOST=host, REMOTE_ADDR=address))


def test_an_installation_with_an_address_of_its_own_always_asks_for_the_code(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://rapport.example.org"]
    assert not gate.is_at_this_machine(RequestFactory().get("/", HTTP_HOST="localhost"))


def test_without_the_code_nothing_opens(far):
    assert "Setup code" in far.get("/setup/").content.decode()
    for page in PAGES:
        assert far.get(f"/setup/{page}")["Location"] == "/setup/"
        assert far.post(f"/setup/{page}", {}).headers.get("Location") in {"/setup/", None}
    far.post("/setup/practice/", PRACTICE)
    assert KEY not in far.session


def test_with_the_code_the_guide_opens_however_it_is_typed(far, home):
    code = gate.new_code(home)
    assert far.post("/setup/code/", {"code": code.lower().replace("-", " ")})["Location"] == "/setup/"
    assert "Begin" in far.get("/setup/").content.decode()
    assert far.get("/setup/practice/").status_code == 200


@pytest.mark.parametrize("given", ["", "AAAA-AAAA-AAAA-AAAA", "-", "é"])
def test_another_code_opens_nothing(far, home, given):
    gate.new_code(home)
    assert far.post("/setup/code/", {"code": given}).status_code == 422
    assert far.get("/setup/practice/")["Location"] == "/setup/"


def test_without_a_printed_code_an_empty_one_is_no_key(far, home):
    assert far.post("/setup/code/", {"code": "-"}).status_code == 422
    assert far.get("/setup/practice/")["Location"] == "/setup/"


def test_the_next_start_makes_the_code_void(far, home):
    far.post("/setup/code/", {"code": gate.new_code(home)})
    gate.new_code(home)
    assert far.get("/setup/practice/")["Location"] == "/setup/"


def test_a_code_works_for_one_practice(far, home):
    far.post("/setup/code/", {"code": gate.new_code(home)})
    guide = Guide(far)
    guide.until_sign_in()
    guide.sign_in()
    assert not (home / gate.FILE).exists()


def test_a_code_is_long_plain_to_read_and_closed_to_others(tmp_path):
    one, two = gate.new_code(tmp_path), gate.new_code(tmp_path)
    assert one != two
    assert len(one.replace("-", "")) == 16
    assert not set("01OIL") & set(one)
    assert stat.S_IMODE((tmp_path / gate.FILE).stat().st_mode) == 0o600


def test_the_start_prints_the_code_while_there_is_no_practice(db, tmp_path):
    said = greeting(origin="http://localhost:8000", home=tmp_path, is_demonstration=False)
    assert "http://localhost:8000/setup/" in said
    assert (tmp_path / gate.FILE).read_text() in said


def test_the_start_prints_none_once_there_is_one(practice, tmp_path):
    gate.new_code(tmp_path)
    said = greeting(origin="http://localhost:8000", home=tmp_path, is_demonstration=False)
    assert said == "Rapport is at http://localhost:8000"
    assert not (tmp_path / gate.FILE).exists()
