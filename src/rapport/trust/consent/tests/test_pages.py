"""The pages of consent: who gets in, what a person signs, and what becomes of it."""

import re
import uuid

import pytest
from django.urls import reverse

from rapport.people.clients import services as clients
from rapport.safeguards.actors import Role
from rapport.trust.consent import queries
from rapport.trust.consent.kinds import OFFERED, Purpose
from rapport.trust.consent.models import ConsentSignature
from rapport.trust.consent.tests.given import agreed
from rapport.trust.retention import services as retention
from tests.cast import add

pytestmark = pytest.mark.django_db
PAGES = ["overview", "sign", "print"]


def url(name, client, *more):
    return reverse(f"consent:{name}", args=[client.id, *more])


def body(answer):
    return answer.content.decode()


def state(client, purpose, **who):
    return queries.consent_in_force(client_id=client.id, purpose=purpose, **who)


def signature(client, **change):
    return {
        "purposes": ["recording", "transcription"], "signer_name": "Luis Fictional",
        "signer_relation": "self", "method": "on_screen",
        "document": queries.document_for(client_id=client.id).id, **change,
    }  # fmt: skip


@pytest.fixture
def browser_of(client, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize("name", PAGES)
def test_the_care_team_gets_in_and_an_outsider_finds_nothing(name, browser_of, maya_user, sam_user, luis):
    assert browser_of(maya_user).get(url(name, luis)).status_code == 200
    assert browser_of(sam_user).get(url(name, luis)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("overview", 200), ("print", 200), ("sign", 403)])
def test_a_biller_reads_but_puts_nothing_down(name, status, browser_of, noor_user, luis):
    assert browser_of(noor_user).get(url(name, luis)).status_code == status


def test_a_billers_signature_changes_nothing(browser_of, noor_user, luis):
    browser = browser_of(noor_user)
    for name in ("sign", "decline"):
        assert browser.post(url(name, luis), signature(luis)).status_code == 403
    assert not ConsentSignature.objects.exists()


def test_the_front_desk_can_hand_the_page_over(browser_of, practice, luis):
    browser = browser_of(add("frida", "Frida Front", Role.FRONT_DESK))
    assert browser.post(url("sign", luis), signature(luis)).status_code == 302
    assert state(luis, Purpose.RECORDING).in_force


def test_nobody_signs_without_signing_in(client, luis):
    assert "/account/login/" in client.get(url("sign", luis)).url


def test_no_box_is_ticked_beforehand_and_every_part_is_on_the_page(browser_of, maya_user, luis):
    page = body(browser_of(maya_user).get(url("sign", luis)))
    assert page.count('type="checkbox"') == len(OFFERED)
    assert not re.search(r"<input[^>]*checkbox[^>]*checked", page)
    for heading, _ in queries.document_for(client_id=luis.id).body["parts"]:
        assert heading in page


def test_what_is_ticked_is_a_yes_and_what_is_left_open_a_no(browser_of, maya, maya_user, luis):
    agreed(maya, luis)
    answer = browser_of(maya_user).post(url("sign", luis), signature(luis), follow=True)
    assert "hand the screen back" in body(answer)
    assert state(luis, Purpose.RECORDING).in_force
    assert not state(luis, Purpose.NOTE_DRAFTING).in_force
    assert "declined" in state(luis, Purpose.CLIENT_SUMMARY).reason


def test_the_thanks_page_shows_nobodys_name_and_no_way_to_other_clients(browser_of, maya_user, luis):
    page = body(browser_of(maya_user).get(url("thanks", luis, "en")))
    assert "Luis" not in page
    assert reverse("chart:clients") not in page.replace(url("overview", luis), "")


@pytest.mark.parametrize(
    ("change", "message"),
    [({"purposes": []}, "Tick what you agree to"), ({"signer_name": " "}, "Write your full name"),
     ({"method": ""}, "required"), ({"signer_relation": ""}, "Choose one")],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(browser_of, maya_user, luis, change, message):
    answer = browser_of(maya_user).post(url("sign", luis), signature(luis, **change))
    assert answer.status_code == 422
    assert message in body(answer)
    assert not ConsentSignature.objects.exists()


def test_ticks_survive_a_mistake(browser_of, maya_user, luis):
    page = body(browser_of(maya_user).post(url("sign", luis), signature(luis, signer_name="")))
    ticked = re.findall(r'<input[^>]*value="(\w+)"[^>]*checked', page)
    assert ticked == ["recording", "transcription", "self", "on_screen"]


def test_the_page_can_be_read_and_signed_in_spanish(browser_of, maya_user, luis):
    browser = browser_of(maya_user)
    page = body(browser.get(url("sign", luis), {"lang": "es"}))
    assert "Acepto lo que marqué" in page
    spanish = queries.document_for(client_id=luis.id, language="es")
    answer = browser.post(url("sign", luis), signature(luis, document=spanish.id), follow=True)
    assert "Gracias" in body(answer)
    assert state(luis, Purpose.RECORDING).document_version == spanish.version


def test_no_to_all_is_one_press(browser_of, maya, maya_user, luis):
    agreed(maya, luis)
    answer = browser_of(maya_user).post(url("decline", luis), {"handed_over": "en"}, follow=True)
    assert "Thank you" in body(answer)
    assert all("declined" in state(luis, purpose).reason for purpose in OFFERED)


def test_a_no_that_was_said_is_put_down(browser_of, maya_user, luis):
    browser = browser_of(maya_user)
    assert browser.post(url("decline", luis), {"purpose": "everything"}).status_code == 422
    browser.post(url("decline", luis), {"purpose": "recording"})
    assert "declined" in state(luis, Purpose.RECORDING).reason
    assert "not agreed" in state(luis, Purpose.TRANSCRIPTION).reason


def test_taking_back_asks_once_and_then_counts_at_once(browser_of, maya, maya_user, luis):
    agreed(maya, luis)
    browser, page = browser_of(maya_user), f"{url('revoke', luis)}?purpose=recording"
    assert "This counts at once" in body(browser.get(page))
    assert state(luis, Purpose.RECORDING).in_force
    answer = browser.post(url("revoke", luis), {"purpose": "recording"}, follow=True)
    assert "What was going on stops now" in body(answer)
    assert "took the consent back" in state(luis, Purpose.RECORDING).reason
    assert "Take it back" not in body(browser.get(page))
    assert browser.get(url("revoke", luis)).status_code == 422


def test_another_person_in_the_room_signs_for_themselves(browser_of, maya_user, luis):
    other = uuid.uuid4()
    browser = browser_of(maya_user)
    browser.post(url("sign", luis), signature(luis, participant=other, signer_name="Ana Fictional"))
    assert state(luis, Purpose.RECORDING, participant_id=other).in_force
    assert not state(luis, Purpose.RECORDING).in_force
    assert "Ana Fictional" in body(browser.get(url("overview", luis)))
    assert browser.get(url("sign", luis), {"participant": "someone"}).status_code == 404


def test_a_paper_is_put_down_with_its_own_text_and_day(browser_of, maya_user, olive, luis, at):
    browser = browser_of(maya_user)
    printed = queries.document_for(client_id=luis.id)
    assert printed.version in body(browser.get(url("print", luis)))
    retention.set_days(by=olive, audio_days=3, transcript_days=0, at=at)
    paper = signature(luis, document=printed.id, method="paper", signed_on="2026-11-02")
    assert browser.post(url("sign", luis), {**paper, "signed_on": "2126-01-01"}).status_code == 422
    assert browser.post(url("sign", luis), {**paper, "method": "on_screen"}).status_code == 422
    assert not ConsentSignature.objects.exists()
    assert browser.post(url("sign", luis), paper).url == url("overview", luis)
    row = ConsentSignature.objects.get(purpose="recording")
    assert (row.method, row.document.version, row.signed_at.day) == ("paper", printed.version, 2)


def test_the_overview_shows_state_version_signer_and_history(browser_of, maya, maya_user, luis):
    [row] = agreed(maya, luis, purposes=[Purpose.RECORDING])
    page = body(browser_of(maya_user).get(url("overview", luis)))
    for shown in (
        "In force",
        row.document.version,
        "Luis Fictional",
        "put down by Maya Okafor",
        "Not asked",
    ):
        assert shown in page
    assert "<title>" in page
    assert "Luis" not in page.split("<title>")[1].split("</title>")[0]


def test_a_signed_text_can_be_read_again_word_for_word(browser_of, maya, maya_user, luis):
    [row] = agreed(maya, luis, purposes=[Purpose.RECORDING])
    browser = browser_of(maya_user)
    page = body(browser.get(reverse("consent:text", args=[row.document_id])))
    assert row.document.sha256 in page
    assert browser.get(reverse("consent:text", args=[uuid.uuid4()])).status_code == 404


def test_the_law_of_a_state_stands_on_the_page(browser_of, maya_user, luis, maya):
    clients.change_demographics(by=maya, client_id=luis.id, changes={"jurisdiction": "TX"})
    assert "In Texas: AI is used" in body(browser_of(maya_user).get(url("sign", luis)))
