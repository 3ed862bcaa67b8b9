"""The pages of summaries as Maya sees them."""

import pytest
from django.urls import reverse

from rapport.clinic.reports import queries, services
from rapport.clinic.reports.models import Summary
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from tests.looking import events

pytestmark = pytest.mark.django_db


def page(browser, name, key):
    answer = browser.get(reverse(f"reports:{name}", args=[key]))
    assert answer.status_code == 200
    return answer.content.decode()


def texts(summary):
    return {
        f"section_{number}": "\n".join(one["text"] for one in section["sentences"])
        for number, section in enumerate(summary.body["sections"])
    }


def test_the_page_shows_both_with_their_sources_and_records_the_read(signed_in, drafted):
    shown = page(signed_in, "of_note", drafted.id)
    assert "For the therapist" in shown
    assert "For the client" in shown
    assert '<details class="source' in shown
    assert "after the note is signed" in shown
    assert "Luis" not in shown.partition("</title>")[0]
    assert events(action="summary.read", subject_id=str(drafted.id))


def test_without_consent_the_page_says_why_and_offers_writing_by_hand(signed_in, drafted, maya, luis, at):
    Summary.objects.filter(audience="client").delete()
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=at)
    shown = page(signed_in, "of_note", drafted.id)
    assert "None was drafted for the client" in shown
    answer = signed_in.post(reverse("reports:write", args=[drafted.id]))
    summary = Summary.objects.get(audience="client")
    assert answer.url == reverse("reports:edit", args=[summary.id])
    assert summary.run_id is None


def test_asking_for_drafts_queues_the_job(signed_in, drafted):
    from rapport.base.jobs.testing import queued

    Summary.objects.all().delete()
    assert signed_in.post(reverse("reports:draft", args=[drafted.id])).status_code == 302
    assert [(name, args) for _, name, args in queued()] == [("reports.draft", {"note_id": str(drafted.id)})]


def test_editing_keeps_the_source_of_an_unchanged_line(signed_in, for_client):
    data = {**texts(for_client), "revision": 1}
    data["section_0"] += "\nYou were brave today."
    answer = signed_in.post(reverse("reports:edit", args=[for_client.id]), data)
    assert answer.url == reverse("reports:of_note", args=[for_client.note_id])
    first, *_, last = Summary.objects.get(id=for_client.id).body["sections"][0]["sentences"]
    assert first["evidence"]
    assert (last["kind"], last["evidence"]) == ("from_clinician", [])


def test_editing_shows_how_it_reads_and_which_words_to_think_about(signed_in, for_client):
    data = {**texts(for_client), "revision": 1, "stay": "1"}
    data["section_0"] += "\nYou denied it and your PHQ-9 is resistant."
    answer = signed_in.post(reverse("reports:edit", args=[for_client.id]), data)
    shown = signed_in.get(answer.url).content.decode()
    for word in ("denied", "resistant", "PHQ-9", "Reading grade"):
        assert word in shown
    live = signed_in.post(reverse("reports:reading", args=[for_client.id]), {"section_0": "You lied."})
    assert "2 words" in live.content.decode()
    assert Summary.objects.get(id=for_client.id).revision == 2


def test_a_second_window_keeps_its_words_and_shows_what_stands(signed_in, for_client, maya):
    services.change_text(
        by=maya, summary_id=for_client.id, sections=for_client.body["sections"], seen_revision=1
    )
    data = {**texts(for_client), "revision": 1, "section_0": "My own words."}
    answer = signed_in.post(reverse("reports:edit", args=[for_client.id]), data)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "My own words." in shown
    assert for_client.body["sections"][0]["sentences"][0]["text"].replace("'", "&#x27;") in shown


def test_from_draft_to_a_link_that_is_shown_once(signed_in, for_client):
    approve = reverse("reports:approve", args=[for_client.id])
    assert signed_in.post(approve, {"revision": 1}).status_code == 302
    release = reverse("reports:release", args=[for_client.id])
    assert signed_in.get(release).status_code == 200
    assert signed_in.post(release, {}).status_code == 422
    shown = signed_in.post(release, {"asked_who_reads": "on"}).content.decode()
    assert "/s/" in shown
    assert "You have a new message" in shown
    assert "/s/" not in page(signed_in, "of_note", for_client.note_id)


def test_the_plan_of_the_note_stands_beside_the_client_summary(signed_in, for_client):
    from rapport.clinic.reports.presenters import plan_of

    lines = plan_of(for_client.note)
    assert lines
    assert "From the note&#x27;s plan" in page(signed_in, "edit", for_client.id).replace("'", "&#x27;")


def test_a_withheld_summary_says_why_and_is_not_printed(signed_in, for_client):
    url = reverse("reports:withhold", args=[for_client.id])
    assert signed_in.get(url).status_code == 200
    assert signed_in.post(url, {}).status_code == 422
    assert signed_in.post(url, {"why": "talk_first", "words": "Next week."}).status_code == 302
    assert "I want to talk about it in person first. Next week." in page(
        signed_in, "of_note", for_client.note_id
    )
    assert signed_in.get(reverse("reports:print", args=[for_client.id])).status_code == 422


def test_paper_for_the_client_has_the_crisis_card_and_paper_for_the_therapist_has_sources(
    signed_in, approved, maya, at
):
    assert "988" in page(signed_in, "print", approved.id)
    own = Summary.objects.get(note=approved.note, audience="therapist")
    services.approve(by=maya, summary_id=own.id, seen_revision=1, at=at)
    shown = page(signed_in, "print", own.id)
    assert "for the therapist" in shown
    assert "If you need help now" not in shown
    assert '<details class="source' in shown


@pytest.mark.parametrize("name", ["edit", "withhold", "release", "print"])
def test_a_summary_does_not_exist_for_an_outsider(client, sam_user, settings, for_client, name):
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(sam_user)
    assert client.get(reverse(f"reports:{name}", args=[for_client.id])).status_code == 404
    assert events(action="access.refused")


@pytest.mark.parametrize("name", ["of_note", "edit", "withhold", "release", "print"])
def test_nobody_gets_in_without_signing_in(client, for_client, name):
    key = for_client.note_id if name == "of_note" else for_client.id
    answer = client.get(reverse(f"reports:{name}", args=[key]))
    assert answer.status_code == 302
    assert "/account/login/" in answer.url


def test_the_open_links_are_counted_for_the_author(signed_in, secret, approved, client):
    client.get(reverse("reports:link", args=[secret]))
    assert "opened 1 time" in page(signed_in, "of_note", approved.note_id)
    assert len(queries.open_links_of(approved, at=approved.decided_at)) == 1
