"""Summaries are drafted from the session's own words, and only where everyone agreed."""

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.reports import services, tasks
from rapport.clinic.reports.models import Summary
from rapport.clinic.reports.permissions import NotYourSummary
from rapport.clinic.sessions import queries as sessions
from rapport.clinic.sessions.services import take_transcript
from rapport.people.careteams.queries import NoSuchClient
from rapport.people.careteams.services import join_team
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from tests.cast import OWNER
from tests.looking import outputs_of, runs

pytestmark = pytest.mark.django_db


def sentences(summary):
    return [one for section in summary.body["sections"] for one in section["sentences"]]


def test_both_summaries_are_drafted_with_the_note_and_every_sentence_has_a_source(drafted):
    found = {one.audience: one for one in Summary.objects.filter(note=drafted)}
    assert set(found) == {"therapist", "client"}
    for summary in found.values():
        assert summary.state == "draft"
        assert sentences(summary)
        assert all(one["evidence"] for one in sentences(summary))


def test_the_ledger_keeps_each_sentence_with_its_sources(drafted):
    summary = Summary.objects.get(note=drafted, audience="client")
    outputs = {str(row.id): row for row in outputs_of(summary.run_id)}
    assert set(outputs) == {one["output_id"] for one in sentences(summary)}
    assert all(row.sources for row in outputs.values())


def test_drafting_twice_changes_nothing_and_opens_no_second_run(drafted):
    before = (len(runs()), [s.body for s in Summary.objects.order_by("audience")])
    tasks.draft(note_id=drafted.id)
    assert before == (len(runs()), [s.body for s in Summary.objects.order_by("audience")])


def test_a_client_who_wants_no_summary_has_none_and_the_therapist_still_has_one(
    session, consent, luis, maya, at, brought
):
    revoke(by=maya, client_id=luis.id, purpose=Purpose.CLIENT_SUMMARY, at=at)
    take_transcript(by=maya, session_id=session.id, parsed=brought, at=at)
    run_pending_jobs()
    assert set(Summary.objects.values_list("audience", flat=True)) == {"therapist"}


def test_what_is_missing_is_drafted_at_signature_before_the_transcript_goes(decided, maya, at, session):
    from rapport.clinic.notes import services as notes

    Summary.objects.all().delete()
    notes.sign_note(by=maya, note_id=decided.id, attested=True, seen_revision=decided.revision, at=at)
    run_pending_jobs()
    assert sessions.transcript_of(session.id) is None
    assert Summary.objects.filter(note=decided).count() == 2


def test_at_signature_sources_are_cut_to_25_words(signed):
    from rapport.base.jobs.testing import run_pending_jobs as deliver

    deliver()
    spans = [
        span
        for summary in Summary.objects.filter(note=signed)
        for one in sentences(summary)
        for span in one["evidence"]
    ]
    assert spans
    assert all(len(span["quote"].split()) <= 26 and len(span["sha256"]) == 64 for span in spans)


def test_without_excerpts_only_hash_and_time_stay(signed, olive):
    from rapport.people.practice.services import change_settings

    change_settings(by=olive, changes={"keep_excerpts": False})
    services.freeze_evidence(by=tasks.ai_tasks.WORKER, note_id=signed.id)
    spans = [span for s in Summary.objects.all() for one in sentences(s) for span in one["evidence"]]
    assert {span["quote"] for span in spans} == {""}


def test_only_the_author_asks_for_drafts(drafted, sam, luis, at):
    with pytest.raises(NoSuchClient):
        tasks.ask_for_drafts(by=sam, note_id=drafted.id)
    join_team(by=OWNER, client_id=luis.id, user_id=sam.id, role="clinician", at=at)
    with pytest.raises(NotYourSummary):
        tasks.ask_for_drafts(by=sam, note_id=drafted.id)


def test_a_failure_is_told_in_the_ledger_and_raised(drafted, monkeypatch):
    Summary.objects.all().delete()
    monkeypatch.setattr("rapport.clinic.reports.ai_tasks.drafting.draft_summaries", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.draft(note_id=drafted.id)
    assert runs()[0].state == "failed"
