"""Who decides on a summary, in which order, and what that leaves behind."""

import pytest

from rapport.clinic.reports import queries, services
from rapport.clinic.reports.models import Summary
from rapport.clinic.reports.permissions import NotYourSummary
from rapport.clinic.reports.policies import ChangedMeanwhile, LinkIsGone, UnableToRelease, WrongState
from rapport.people.careteams.queries import NoSuchClient
from rapport.people.careteams.services import join_team
from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import ConsentNotInForce, revoke
from tests.cast import OWNER
from tests.looking import decisions_on, events

pytestmark = pytest.mark.django_db


def approve(summary, by, at):
    return services.approve(by=by, summary_id=summary.id, seen_revision=summary.revision, at=at)


def test_nothing_is_approved_before_the_note_is_signed(drafted, maya, at):
    with pytest.raises(UnableToRelease, match="Sign the note first"):
        approve(Summary.objects.get(note=drafted, audience="client"), maya, at)


def test_an_approval_counts_for_what_was_read(for_client, maya, at):
    services.change_text(
        by=maya, summary_id=for_client.id, sections=for_client.body["sections"], seen_revision=1
    )
    with pytest.raises(UnableToRelease, match="another window"):
        services.approve(by=maya, summary_id=for_client.id, seen_revision=1, at=at)


def test_what_became_of_each_drafted_sentence_is_in_the_ledger(for_client, maya, at):
    sections = [dict(section) for section in for_client.body["sections"]]
    dropped = sections[0]["sentences"][0]["output_id"]
    sections[0] = {**sections[0], "sentences": sections[0]["sentences"][1:]}
    changed = services.change_text(by=maya, summary_id=for_client.id, sections=sections, seen_revision=1)
    approve(changed, maya, at)
    said = {str(row.output_id): row.decision for row in decisions_on(for_client.body["drafted"])}
    assert said.pop(dropped) == "rejected"
    assert set(said.values()) == {"accepted"}


def test_two_windows_never_overwrite_each_other(for_client, maya):
    same = for_client.body["sections"]
    services.change_text(by=maya, summary_id=for_client.id, sections=same, seen_revision=1)
    with pytest.raises(ChangedMeanwhile):
        services.change_text(by=maya, summary_id=for_client.id, sections=same, seen_revision=1)


def test_a_draft_is_never_released_and_neither_is_the_therapists(for_client, maya, at):
    with pytest.raises(WrongState):
        services.release(by=maya, summary_id=for_client.id, asked_who_reads=True, at=at)
    own = approve(Summary.objects.get(note=for_client.note, audience="therapist"), maya, at)
    with pytest.raises(UnableToRelease, match="stays in the chart"):
        services.release(by=maya, summary_id=own.id, asked_who_reads=True, at=at)


def test_nothing_is_sent_before_somebody_asked_who_reads_along(approved, maya, at):
    with pytest.raises(UnableToRelease, match="anyone else"):
        services.release(by=maya, summary_id=approved.id, asked_who_reads=False, at=at)


def test_consent_is_asked_again_when_it_is_sent(approved, luis, maya, at):
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=at)
    with pytest.raises(ConsentNotInForce):
        services.release(by=maya, summary_id=approved.id, asked_who_reads=True, at=at)


def test_a_summary_written_by_hand_needs_no_consent_to_ai(for_client, luis, maya, at):
    note_id = for_client.note_id
    for_client.delete()
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=at)
    summary = services.begin_by_hand(by=maya, note_id=note_id, at=at)
    with pytest.raises(UnableToRelease, match="empty"):
        approve(summary, maya, at)
    line = {"text": "We made a plan for the week.", "kind": "from_clinician", "evidence": []}
    sections = [{**summary.body["sections"][0], "sentences": [line]}, *summary.body["sections"][1:]]
    summary = services.change_text(by=maya, summary_id=summary.id, sections=sections, seen_revision=1)
    approve(summary, maya, at)
    assert services.release(by=maya, summary_id=summary.id, asked_who_reads=True, at=at)


def test_withholding_needs_a_reason_keeps_it_and_takes_links_back(secret, approved, maya, at):
    from django.utils import timezone

    with pytest.raises(UnableToRelease, match="why"):
        services.withhold(by=maya, summary_id=approved.id, why="", words="", at=at)
    services.withhold(by=maya, summary_id=approved.id, why="not_private", words="Shared phone.", at=at)
    kept = queries.summary_for(by=maya, summary_id=approved.id)
    assert kept.body["withheld"] == {"why": "not_private", "words": "Shared phone."}
    with pytest.raises(LinkIsGone):
        services.open_link(secret=secret, origin="", at=timezone.now())
    assert events(action="summary.withheld", subject_id=str(approved.id))


def test_what_the_client_has_is_withheld_before_it_is_changed(secret, approved, maya):
    with pytest.raises(WrongState, match="Withhold it first"):
        services.change_text(
            by=maya, summary_id=approved.id, sections=approved.body["sections"],
            seen_revision=approved.revision,
        )  # fmt: skip


@pytest.mark.parametrize("what", ["approve", "withhold", "change_text", "release"])
def test_a_colleague_reads_and_does_not_decide_an_outsider_sees_nothing(for_client, sam, luis, at, what):
    calls = {
        "approve": {"seen_revision": 1, "at": at},
        "withhold": {"why": "wrong", "words": "", "at": at},
        "change_text": {"sections": for_client.body["sections"], "seen_revision": 1},
        "release": {"asked_who_reads": True, "at": at},
    }
    act = getattr(services, what)
    with pytest.raises(NoSuchClient):
        act(by=sam, summary_id=for_client.id, **calls[what])
    with pytest.raises(NotAPerson):
        act(by=Actor.service("drafting"), summary_id=for_client.id, **calls[what])
    join_team(by=OWNER, client_id=luis.id, user_id=sam.id, role="clinician", at=at)
    assert queries.summary_for(by=sam, summary_id=for_client.id)
    with pytest.raises(NotYourSummary):
        act(by=sam, summary_id=for_client.id, **calls[what])
