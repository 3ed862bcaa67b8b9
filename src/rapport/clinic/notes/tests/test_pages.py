"""The pages of a note, as its author sees them."""

import pytest
from django.urls import reverse

from rapport.clinic.notes import queries
from tests.looking import events

pytestmark = pytest.mark.django_db


def post(browser, name, *args, **data):
    return browser.post(reverse(name, args=args), data)


def test_the_review_shows_sentences_beside_what_was_said(signed_in, drafted):
    page = signed_in.get(reverse("notes:open", args=[drafted.id])).content.decode()
    assert "data-sentence" in page
    assert "What was said" in page
    assert "Not found in this session" in page or "not-found" not in page


def test_a_decision_without_a_script_comes_back_to_the_page(signed_in, drafted):
    row = queries.sentences_of(drafted)[0]
    answer = post(signed_in, "notes:decide", row.id, "accept", revision=row.revision)
    assert answer.status_code == 302
    assert queries.sentence_by_id(row.id).decision == "accepted"


def test_a_decision_with_htmx_gives_the_sentence_back(signed_in, drafted):
    row = queries.sentences_of(drafted)[0]
    answer = signed_in.post(
        reverse("notes:decide", args=[row.id, "edit"]),
        {"revision": row.revision, "text": "In my words."},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "In my words." in answer.content.decode()


def test_a_change_on_an_old_page_is_refused_and_says_so(signed_in, drafted):
    row = queries.sentences_of(drafted)[0]
    post(signed_in, "notes:decide", row.id, "accept", revision=row.revision)
    answer = post(signed_in, "notes:decide", row.id, "reject", revision=row.revision)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()


def test_signing_locks_the_note_and_offers_addendum_and_pdf(signed_in, decided):
    page = signed_in.get(reverse("notes:sign", args=[decided.id]))
    assert page.status_code == 200
    answer = post(signed_in, "notes:sign", decided.id, attested="on", revision=decided.revision)
    assert answer.status_code == 302
    page = signed_in.get(answer.url).content.decode()
    assert "Signed electronically by Maya Okafor, LPC" in page
    assert "sha256" in page


def test_the_pdf_carries_the_signature_and_is_recorded(signed_in, signed):
    answer = signed_in.get(reverse("notes:pdf", args=[signed.id]))
    assert answer.content[:5] == b"%PDF-"
    assert events(action="note.exported", subject_id=str(signed.id))


def test_what_ai_contributed_names_engine_rules_and_decisions(signed_in, signed):
    page = signed_in.get(reverse("notes:contributions", args=[signed.id])).content.decode()
    assert "rapport rules" in page
    assert "Sentence by sentence" in page
    assert "Your edits" in page


@pytest.mark.parametrize(
    "name", ["notes:open", "notes:sign", "notes:pdf", "notes:contributions", "notes:facts"]
)
def test_a_note_does_not_exist_for_an_outsider(client, sam_user, settings, drafted, name):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    assert client.get(reverse(name, args=[drafted.id])).status_code == 404
