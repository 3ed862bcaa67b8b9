"""From a transcript to a signed note, through the services and jobs that the pages use."""

from datetime import timedelta

import pytest

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, services
from rapport.clinic.notes.models import Decision, SignedVersion
from rapport.clinic.notes.permissions import NotYourNote
from rapport.clinic.notes.policies import NoteIsLocked, SomebodyElseChangedIt, UnableToSign
from rapport.clinic.sessions import queries as sessions
from rapport.people.careteams.queries import NoSuchClient
from rapport.people.careteams.services import join_team
from rapport.safeguards.actors import Actor, NotAPerson
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from tests.cast import OWNER
from tests.looking import decisions_on

pytestmark = pytest.mark.django_db


def test_a_transcript_becomes_a_draft_whose_every_sentence_has_evidence(drafted):
    rows = queries.sentences_of(drafted)
    assert drafted.state == "draft"
    assert len(rows) > 8
    assert all(row.body["evidence"] for row in rows)
    assert all(row.decision == Decision.PROPOSED for row in rows)


def test_a_job_that_runs_twice_changes_nothing(drafted):
    from rapport.clinic.notes.tasks import draft

    before = [row.id for row in queries.sentences_of(drafted)]
    draft(note_id=drafted.id)
    assert [row.id for row in queries.sentences_of(drafted)] == before


def test_a_note_cannot_be_signed_while_a_sentence_waits(drafted, maya, at):
    with pytest.raises(UnableToSign, match="wait for your decision"):
        services.sign_note(by=maya, note_id=drafted.id, attested=True, seen_revision=drafted.revision, at=at)


def test_a_note_cannot_be_signed_without_the_attestation_or_its_times(decided, maya, at):
    with pytest.raises(UnableToSign, match="Tick"):
        services.sign_note(by=maya, note_id=decided.id, attested=False, seen_revision=decided.revision, at=at)
    note = services.state_facts(
        by=maya, note_id=decided.id, seen_revision=decided.revision,
        facts={"started_at": "", "ended_at": "", "psychotherapy_minutes": None},
    )  # fmt: skip
    with pytest.raises(UnableToSign, match="time"):
        services.sign_note(by=maya, note_id=note.id, attested=True, seen_revision=note.revision, at=at)


def test_risk_not_assessed_with_a_reason_never_stops_a_signature(decided, maya, at):
    note = services.state_facts(
        by=maya, note_id=decided.id, seen_revision=decided.revision,
        facts={"risk_answer": "not_assessed", "risk_reason": "Session ended early."},
    )  # fmt: skip
    services.sign_note(by=maya, note_id=note.id, attested=True, seen_revision=note.revision, at=at)
    assert queries.note_by_id(note.id).state == "signed"


def test_a_signed_note_is_locked_and_its_hash_holds(signed, maya, at):
    assert queries.integrity_of(signed).holds
    with pytest.raises(NoteIsLocked):
        services.write_sentence(by=maya, note_id=signed.id, section="plan", text="Later.")
    row = queries.sentences_of(signed)[0]
    with pytest.raises(NoteIsLocked):
        services.edit_sentence(by=maya, sentence_id=row.id, text="x", seen_revision=row.revision, at=at)


def test_a_changed_signed_version_is_noticed(signed):
    version = SignedVersion.objects.get(note=signed)
    version.content = {**version.content, "signer": "Somebody Else"}
    version.save()
    assert not queries.integrity_of(signed).holds


def test_evidence_is_frozen_to_25_words_and_its_hash(signed):
    for row in queries.sentences_of(signed):
        for span in row.body["evidence"]:
            assert len(span["quote"].split()) <= 26
            assert len(span["sha256"]) == 64


def test_the_transcript_goes_after_signature_and_the_note_stays(signed, session):
    from django.utils import timezone

    from rapport.clinic.sessions.services import schedule_purge
    from rapport.clinic.sessions.tasks import KEEPER, purge

    schedule_purge(by=KEEPER, session_id=session.id, signed_at=timezone.now() - timedelta(minutes=1))
    purge()
    assert sessions.transcript_of(session.id) is None
    assert queries.integrity_of(signed).holds


def test_an_addendum_joins_the_chain_and_changes_nothing_before_it(signed, maya, at):
    services.add_addendum(by=maya, note_id=signed.id, text="Called back.", reason="Client telephoned.", at=at)
    assert queries.integrity_of(signed).holds
    assert queries.integrity_of(signed).addenda == 1


def test_two_windows_never_overwrite_each_other(drafted, maya, at):
    row = queries.sentences_of(drafted)[0]
    services.accept_sentence(by=maya, sentence_id=row.id, seen_revision=row.revision, at=at)
    with pytest.raises(SomebodyElseChangedIt):
        services.edit_sentence(by=maya, sentence_id=row.id, text="Other", seen_revision=row.revision, at=at)
    assert queries.sentence_by_id(row.id).decision == Decision.ACCEPTED


def test_a_colleague_of_the_care_team_reads_but_does_not_write(drafted, sam, luis, at):
    join_team(by=OWNER, client_id=luis.id, user_id=sam.id, role="clinician", at=at)
    note, _ = queries.note_for(by=sam, note_id=drafted.id)
    with pytest.raises(NotYourNote):
        services.write_sentence(by=sam, note_id=note.id, section="plan", text="Mine.")


def test_an_outsider_and_a_service_get_nowhere(drafted, sam, at):
    with pytest.raises(NoSuchClient):
        queries.note_for(by=sam, note_id=drafted.id)
    engine = Actor.service("drafting")
    with pytest.raises((NotAPerson, NoSuchClient)):
        services.sign_note(by=engine, note_id=drafted.id, attested=True, seen_revision=1, at=at)


def test_a_consent_revoked_before_drafting_leaves_a_note_to_write_by_hand(
    session, consent, luis, maya, at, brought
):
    from rapport.clinic.sessions.services import take_transcript

    take_transcript(by=maya, session_id=session.id, parsed=brought, at=at)
    revoke(by=maya, client_id=luis.id, purpose=Purpose.NOTE_DRAFTING, at=at)
    run_pending_jobs()
    note = queries.note_of_session(session.id)
    assert (note.state, note.origin) == ("draft", "typed")
    assert queries.sentences_of(note) == []
    assert "not" in sessions.progress_of(session.id).message


def test_every_decision_is_in_the_ledger(decided):
    rows = [row for row in queries.sentences_of(decided) if row.output_id]
    assert len(decisions_on(r.output_id for r in rows)) == len(rows)


def test_a_stamp_with_an_unfilled_bracket_cannot_be_signed(luis, maya, at):
    from rapport.clinic.notes.stamps import stamp

    made = stamp("no_show")
    note = services.start_note(
        by=maya, client_id=luis.id, format=made.format, kind="no_show", origin="stamp",
        sentences=made.sentences, at=at,
    )  # fmt: skip
    with pytest.raises(UnableToSign, match="bracket"):
        services.sign_note(by=maya, note_id=note.id, attested=True, seen_revision=note.revision, at=at)
    for row in queries.sentences_of(note):
        services.edit_sentence(
            by=maya, sentence_id=row.id, text="Client did not attend; voicemail left at 4:20 PM.",
            seen_revision=row.revision, at=at,
        )  # fmt: skip
    note = queries.note_by_id(note.id)
    services.sign_note(by=maya, note_id=note.id, attested=True, seen_revision=note.revision, at=at)
    assert queries.note_by_id(note.id).state == "signed"
