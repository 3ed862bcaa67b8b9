"""Two windows on one note: what one saved is never overwritten by the other without a word."""

import pytest
from django.test import Client
from django.urls import reverse

from rapport.clinic.notes import queries
from rapport.clinic.sessions import queries as sessions

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def laptop(signed_in):
    return signed_in


@pytest.fixture
def tablet(signed_in, maya_user):
    browser = Client()
    browser.force_login(maya_user)
    return browser


def decide(browser, row, decision, headers=None, **fields):
    return browser.post(
        reverse("notes:decide", args=[row.id, decision]), {"revision": row.revision, **fields},
        headers=headers or {},
    )  # fmt: skip


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["with a script", "without"])
def test_the_second_wording_waits_beside_the_first(laptop, tablet, drafted, headers):
    row = queries.sentences_of(drafted)[0]
    assert decide(laptop, row, "edit", headers, text="The first wording.").status_code in {200, 302}
    second = decide(tablet, row, "edit", headers, text="The second wording.")
    page = second.content.decode()
    assert second.status_code == 409
    assert queries.sentence_by_id(row.id).body["text"] == "The first wording."
    assert "The first wording." in page
    assert ">The second wording.</textarea>" in page
    assert "changed meanwhile" in page
    now = queries.sentence_by_id(row.id)
    assert f'name="revision" value="{now.revision}"' in page
    decide(tablet, now, "edit", headers, text="The second wording.")
    assert queries.sentence_by_id(row.id).body["text"] == "The second wording."


def test_with_a_script_the_answer_is_the_sentence_alone(laptop, tablet, drafted):
    row = queries.sentences_of(drafted)[0]
    decide(laptop, row, "accept")
    page = decide(tablet, row, "reject", HTMX).content.decode()
    assert page.lstrip().startswith("<li")
    assert "<html" not in page


def state(browser, note, revision, **changes):
    facts = {
        "started_at": "2026-11-20T10:00", "ended_at": "2026-11-20T10:50", "modality": "in_person",
        "client_location": "OR", "clinician_location": "OR", "participants": "client", **changes,
    }  # fmt: skip
    return browser.post(reverse("notes:facts", args=[note.id]), {**facts, "revision": revision})


def test_facts_that_both_stated_are_compared_before_the_second_are_saved(laptop, tablet, drafted):
    seen = queries.note_by_id(drafted.id).revision
    assert state(laptop, drafted, seen, risk_answer="assessed_raised").status_code == 302
    second = state(tablet, drafted, seen, risk_answer="assessed_denied", participants="client and partner")
    page = second.content.decode()
    assert second.status_code == 409
    assert queries.note_by_id(drafted.id).facts["risk_answer"] == "assessed_raised"
    assert "So the note stands now" in page
    assert 'value="client and partner"' in page


def test_a_note_that_changed_after_it_was_read_once_more_is_not_signed(laptop, tablet, decided):
    seen = decided.revision
    laptop.post(reverse("notes:write", args=[decided.id]), {"section": "plan", "text": "One thing more."})
    answer = tablet.post(reverse("notes:sign", args=[decided.id]), {"attested": "on", "revision": seen})
    assert answer.status_code == 409
    assert queries.note_by_id(decided.id).state == "draft"


def test_a_note_that_one_signed_takes_no_change_from_the_other(laptop, tablet, decided):
    row = queries.sentences_of(decided)[0]
    laptop.post(reverse("notes:sign", args=[decided.id]), {"attested": "on", "revision": decided.revision})
    late = decide(tablet, row, "edit", text="Too late.")
    assert late.status_code == 409
    assert "Add an addendum" in late.content.decode()
    assert queries.sentence_by_id(row.id).body["text"] != "Too late."


def test_sentences_that_both_added_stand_both(laptop, tablet, drafted):
    for browser, text in ((laptop, "From the laptop."), (tablet, "From the tablet.")):
        browser.post(reverse("notes:write", args=[drafted.id]), {"section": "plan", "text": text})
    texts = [row.body["text"] for row in queries.sentences_of(drafted)]
    assert {"From the laptop.", "From the tablet."} <= set(texts)


def test_impressions_that_both_wrote_are_kept_both(laptop, tablet, drafted):
    for browser, text in ((laptop, "Tired."), (tablet, "Hopeful.")):
        browser.post(reverse("notes:impressions", args=[drafted.id]), {"text": text})
    assert queries.note_by_id(drafted.id).impressions == "Tired.\n\nHopeful."


def test_a_line_that_both_corrected_shows_the_first_and_keeps_the_second(laptop, tablet, drafted):
    transcript = sessions.transcript_of(drafted.session_id)
    line = transcript.utterances.first()
    url = reverse("sessions:line", args=[line.id])
    fields = {"speaker": "client", "version": line.version}
    assert laptop.post(url, {**fields, "text": "What the laptop heard."}).status_code == 302
    second = tablet.post(url, {**fields, "text": "What the tablet heard."})
    page = second.content.decode()
    assert second.status_code == 409
    assert "It reads now: “What the laptop heard.”" in page
    assert "What the tablet heard.</textarea>" in page
    assert sessions.line(line.id).spoken.text == "What the laptop heard."
