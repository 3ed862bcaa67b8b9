"""The frame's own endpoints."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, maya_user):
    maya_user.must_use_second_factor = False
    maya_user.save()
    client.force_login(maya_user)
    return client


def test_a_theme_is_remembered_and_the_person_comes_back(signed_in, maya_user):
    answer = signed_in.post(reverse("web_theme"), {"theme": "dark", "next": "/styleguide/"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/")
    maya_user.refresh_from_db()
    assert maya_user.theme == "dark"


@pytest.mark.parametrize("away", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_no_address_leads_away_from_here(signed_in, away):
    assert signed_in.post(reverse("web_theme"), {"theme": "light", "next": away})["Location"] == "/"


def test_in_the_background_a_theme_needs_no_page(signed_in):
    answer = signed_in.post(reverse("web_theme"), {"theme": "light"}, headers={"X-Background": "1"})
    assert answer.status_code == 204


@pytest.mark.parametrize("name", ["web_theme", "web_keep_alive"])
def test_who_is_not_signed_in_is_sent_to_the_door(client, name):
    answer = client.post(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_read_keeps_nobody_signed_in(signed_in):
    assert signed_in.get(reverse("web_keep_alive")).status_code == 405
    assert signed_in.post(reverse("web_keep_alive")).status_code == 204


def test_the_style_page_is_for_demonstrations_only(signed_in, settings):
    settings.DEMONSTRATION = False
    assert signed_in.get(reverse("web_styleguide")).status_code == 404
    settings.DEMONSTRATION = True
    assert "How Rapport looks" in signed_in.get(reverse("web_styleguide")).content.decode()


def test_the_page_wears_the_theme_that_was_chosen(signed_in, settings):
    settings.DEMONSTRATION = True
    signed_in.post(reverse("web_theme"), {"theme": "dark"})
    assert 'data-theme="dark"' in signed_in.get(reverse("web_styleguide")).content.decode()


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "mfa_index", "usersessions_list", "account_logout", "mfa_list_webauthn"],
)
def test_account_pages_wear_the_frame(signed_in, name):
    page = signed_in.get(reverse(name)).content.decode()
    assert 'class="skip-link"' in page
    assert page.count("<h1>") == 1
    assert 'action="/account/logout/"' in page


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_pages_before_the_door_wear_it_too(client, practice, name):
    page = client.get(reverse(name)).content.decode()
    assert 'class="public-page' in page
    assert page.count("<h1>") == 1


def test_a_wrong_password_is_told_at_the_top_and_read_out(client, maya_user):
    page = client.post(reverse("account_login"), {"login": "maya", "password": "wrong"}).content.decode()
    assert "There is a problem" in page
    assert 'role="alert"' in page
