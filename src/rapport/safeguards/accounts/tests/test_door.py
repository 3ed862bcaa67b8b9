"""The door: who came in, who failed, how long a sign-in lasts, and the second factor before any page."""

from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.looking import events

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough test phrase"
LOGIN = "/account/login/"
CODE = "/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    cache.clear()


@pytest.fixture
def known(maya_user):
    maya_user.set_password(PASSWORD)
    maya_user.save(update_fields=["password"])
    return maya_user


@pytest.fixture
def secret(known):
    made = generate_totp_secret()
    TOTP.activate(known, made)
    return made


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(datetime.now().timestamp()) // 30))  # noqa: DTZ005  # seconds


def enter(client, password=PASSWORD):
    return client.post(LOGIN, {"login": "maya", "password": password})


def test_a_code_lets_someone_in_and_it_is_on_the_record(client, known, secret):
    assert enter(client).headers["Location"].startswith(CODE)
    assert client.get("/").status_code == 302
    assert client.post(CODE, {"code": code_now(secret)}).status_code == 302
    assert client.get("/").status_code == 200
    event = events(action="user.signed_in")[0]
    assert (event.subject_id, event.origin, event.is_person) == (str(known.id), "127.0.0.1", True)


def test_a_code_opens_once(client, client_two, secret, known):
    enter(client)
    code = code_now(secret)
    client.post(CODE, {"code": code})
    enter(client_two)
    assert client_two.post(CODE, {"code": code}).status_code == 200
    assert client_two.get("/").status_code == 302


@pytest.fixture
def client_two():
    from django.test import Client

    return Client()


def test_a_failed_sign_in_names_the_user_meant_and_nothing_that_was_typed(client, known):
    enter(client, password="hunter2 hunter2")
    client.post(LOGIN, {"login": "nobody-here", "password": "hunter2 hunter2"})
    found = events(action="user.sign_in_failed")
    assert {event.subject_id for event in found} == {str(known.id), "unknown"}
    for event in found:
        assert "hunter2" not in str(event.__dict__)
        assert "nobody-here" not in str(event.__dict__)


def test_guessing_is_slowed_down(client, known):
    for number in range(6):
        enter(client, password=f"wrong {number}")
    answer = enter(client)
    assert answer.status_code in {200, 429}
    assert "Too many failed login attempts" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_signing_out_is_on_the_record(client, known):
    client.force_login(known)
    client.post("/account/logout/")
    assert events(action="user.signed_out")[0].subject_id == str(known.id)


def test_without_a_second_factor_every_page_leads_to_setting_one_up(client, known):
    client.force_login(known)
    for name in ("chart:today", "chart:clients"):
        answer = client.get(reverse(name))
        assert answer.headers["Location"] == reverse("mfa_activate_totp")


def test_the_secret_of_a_second_factor_lies_sealed(secret, known):
    row = Authenticator.objects.get(user=known)
    assert secret not in str(row.data)
    assert get_adapter().decrypt(row.data["secret"]) == secret


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (16, False)])
def test_fifteen_idle_minutes_end_a_sign_in(signed_in, minutes, stays):
    assert signed_in.get("/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        assert (signed_in.get("/").status_code == 200) is stays


def test_a_page_that_asks_by_itself_does_not_keep_a_sign_in_alive(signed_in):
    signed_in.get("/")
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        signed_in.get("/", headers={"X-Background": "1"})
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert signed_in.get("/").status_code == 302


def test_twelve_hours_end_a_sign_in_however_busy(signed_in):
    start = timezone.now()
    for minutes in range(0, 12 * 60, 10):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert signed_in.get("/").status_code == 200
    with time_machine.travel(start + timedelta(hours=12, minutes=1), tick=False):
        assert signed_in.get("/").status_code == 302


def test_pages_are_kept_by_no_cache(signed_in):
    assert "no-store" in signed_in.get("/").headers["Cache-Control"]
