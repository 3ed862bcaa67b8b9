"""The first run: page by page, nothing made before the end, gone once there is a practice."""

from datetime import date

import pytest

from rapport.config.setup.progress import KEY, Progress
from rapport.config.setup.urls import urlpatterns
from rapport.people.clinicians import queries as clinicians
from rapport.people.practice import queries as practice
from rapport.safeguards.accounts import queries as accounts
from rapport.safeguards.vault.recovery import recover_practice_key
from rapport.safeguards.vault.services import PRACTICE as PRACTICE_KEY
from rapport.safeguards.vault.services import keystore
from tests.looking import events

STEPS = ["practice/", "you/", "recovery/", "recovery/words/", "backup/", "sign-in/"]


@pytest.mark.parametrize("path", ["/", "/account/login/"])
def test_an_empty_installation_leads_to_the_guide(guide, path):
    assert guide.browser.get(path)["Location"] == "/setup/"
    assert "Set up your practice" in guide.browser.get("/setup/").content.decode()


def test_the_whole_way_makes_practice_owner_and_licence(guide):
    guide.until_sign_in()
    assert not practice.is_set_up()
    answer = guide.sign_in()
    assert answer["Location"] == "/account/2fa/totp/activate/"
    made = practice.practice()
    assert (made.name, made.jurisdiction, made.npi) == ("Alder Lane Therapy", "OR", "1234567893")
    assert made.opening_hours == [[0, "09:00", "12:00"], [0, "13:00", "17:00"]]
    olive = accounts.user_by_username("olive")
    assert (olive.roles, olive.check_password("four plain words here")) == (["clinician", "owner"], True)
    assert clinicians.credential_of(olive.id) == "LCSW"
    assert clinicians.licensed_states(olive.id, on=date(2040, 6, 30)) == ("OR",)


def test_the_owner_is_signed_in_and_sets_up_the_second_factor_at_once(guide):
    guide.until_sign_in()
    page = guide.browser.get(guide.sign_in()["Location"])
    assert page.status_code == 200
    assert "authenticator" in page.content.decode()
    assert guide.browser.get("/clients/")["Location"] == "/account/2fa/totp/activate/"


def test_what_was_made_is_on_the_record(guide):
    guide.until_sign_in()
    guide.sign_in()
    actions = [event.action for event in reversed(events())]
    assert actions[:2] == ["practice.changed", "user.added"]
    assert "key.recovery_shares_made" in actions


def test_two_of_the_shares_bring_the_key_back_and_one_does_not(guide):
    guide.practice()
    guide.you()
    shares = guide.shares()
    assert recover_practice_key(shares[1:]) == keystore().key(PRACTICE_KEY)
    with pytest.raises(Exception, match="enough"):
        recover_practice_key(shares[:1])


def test_the_shares_stay_the_same_until_they_are_confirmed_and_are_never_shown_again(guide):
    guide.practice()
    guide.you()
    first = guide.shares()
    assert guide.shares() == first
    page = guide.browser.get("/setup/recovery/").content.decode()
    assert all(f"<li>{word}</li>" in page for share in first for word in share.split())
    assert guide.words()["Location"] == "/setup/backup/"
    page = guide.browser.get("/setup/recovery/").content.decode()
    assert "share-words" not in page
    assert guide.browser.get("/setup/recovery/words/")["Location"] == "/setup/recovery/"
    assert Progress(guide.browser.session).shares() == ()


def test_a_word_of_another_place_is_not_enough(guide):
    guide.practice()
    guide.you()
    shares = guide.shares()
    (one, place), (two, _) = Progress(guide.browser.session).asked()
    wrong = {f"share_{one}": shares[one].split()[place], f"share_{two}": "acad"}
    page = guide.browser.post("/setup/recovery/words/", wrong)
    assert page.status_code == 422
    assert "another word" in page.content.decode()
    assert guide.browser.get("/setup/backup/")["Location"] == "/setup/recovery/"


def test_the_words_that_are_asked_differ_between_the_papers(guide):
    guide.practice()
    guide.you()
    for _ in range(20):
        shares = guide.shares()
        (one, first), (two, second) = Progress(guide.browser.session).asked()
        assert one != two
        assert min(first, second) >= 4  # the first ones say which set it is, on every paper
        assert len(shares) == 3
        session = guide.browser.session
        session[KEY] = {name: kept for name, kept in session[KEY].items() if name not in {"shares", "asked"}}
        session.save()


def test_the_first_four_letters_tell_a_word_and_fewer_do_not(guide):
    guide.practice()
    guide.you()
    word, progress = guide.shares()[0].split()[7], Progress(guide.browser.session)
    assert progress.is_word(f" {word.upper()} ", share=0, place=7)
    assert progress.is_word(word[:4], share=0, place=7)
    assert not progress.is_word(word[:3], share=0, place=7)
    assert not progress.is_word("", share=0, place=7)


def test_neither_passphrase_nor_shares_lie_open_in_the_session(guide):
    guide.until_sign_in()
    guide.sign_in(again="something else entirely")
    kept = str(dict(guide.browser.session))
    assert "four plain words here" not in kept
    guide.browser.session.flush()
    guide.practice()
    guide.you()
    words = guide.shares()[0].split()
    assert " ".join(words[4:8]) not in str(dict(guide.browser.session))


@pytest.mark.parametrize("page", STEPS[1:])
def test_no_page_can_be_skipped(guide, page):
    assert guide.browser.get(f"/setup/{page}")["Location"] == "/setup/practice/"
    answer = guide.browser.post(f"/setup/{page}")
    assert (answer.status_code, answer.headers.get("Location")) in {(302, "/setup/practice/"), (405, None)}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"npi": "1234567890"}, "This NPI is not valid"),
        ({"jurisdiction": "XX"}, "not one of the available choices"),
        ({"time_zone": "Oregon"}, "not one of the available choices"),
        ({"practice": ""}, "required"),
        ({"day_2": "9-5"}, "ends before it begins"),
    ],
)
def test_an_answer_that_does_not_fit_says_why(guide, change, why):
    page = guide.practice(**change)
    assert page.status_code == 422
    assert why in page.content.decode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"again": "four other words here"}, "differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"username": ""}, "required"),
    ],
)
def test_a_sign_in_that_does_not_fit_makes_nothing(guide, change, why):
    guide.until_sign_in()
    page = guide.sign_in(**change)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert not practice.is_set_up()


def test_what_was_answered_stands_there_when_one_goes_back(guide):
    guide.practice()
    guide.you()
    assert 'value="Alder Lane Therapy"' in guide.browser.get("/setup/practice/").content.decode()
    assert 'value="09:00-12:00, 13:00-17:00"' in guide.browser.get("/setup/practice/").content.decode()
    assert 'value="L-100"' in guide.browser.get("/setup/you/").content.decode()


def test_with_a_practice_there_is_no_guide(guide, practice):
    for pattern in urlpatterns:
        path = f"/setup/{pattern.pattern}"
        if pattern.name != "ready":
            assert guide.browser.get(path).status_code in {404, 405}
            assert guide.browser.post(path).status_code in {404, 405}
    assert guide.browser.get("/account/login/").status_code == 200


def test_somebody_who_was_quicker_at_the_terminal_is_not_overwritten(guide, request):
    guide.until_sign_in()
    request.getfixturevalue("practice")
    assert guide.sign_in().status_code == 404
    assert accounts.user_by_username("olive") is None


def test_a_demonstration_never_comes_here(guide, settings):
    settings.DEMONSTRATION = True
    assert guide.browser.get("/setup/").status_code == 404
    assert guide.practice().status_code == 404
    assert guide.browser.get("/account/login/").status_code == 200


def test_the_last_page_follows_the_second_factor_once(guide):
    from allauth.mfa.models import Authenticator

    guide.until_sign_in()
    guide.sign_in()
    olive = accounts.user_by_username("olive")
    Authenticator.objects.create(user_id=olive.id, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    assert guide.browser.get("/account/2fa/")["Location"] == "/setup/ready/"
    assert "/clients/new/" in guide.browser.get("/setup/ready/").content.decode()
    assert guide.browser.get("/").status_code == 200


def test_the_last_page_is_for_nobody_else(signed_in, client):
    assert signed_in.get("/setup/ready/").status_code == 404
    signed_in.logout()
    assert signed_in.get("/setup/ready/")["Location"].startswith("/account/login/")


def test_every_page_here_is_behind_a_gate():
    for pattern in urlpatterns:
        view = pattern.callback
        gates = {"is_first_run", "is_gated"}
        assert any(hasattr(one, gate) for gate in gates for one in unwrapped(view)), pattern.name


def unwrapped(view):
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)
