"""Ways around a gate that were open once: each stays closed."""

import pytest
from django.utils import timezone

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, services
from rapport.clinic.notes.models import NoteOrigin
from rapport.clinic.notes.policies import UnableToSign
from rapport.clinic.notes.tests.test_dictated import dictated, recogniser  # noqa: F401  # fixtures
from rapport.clinic.sessions import services as capture
from rapport.people.careteams.services import join_team
from rapport.safeguards.actors import Role
from rapport.trust.consent.kinds import Purpose
from rapport.trust.consent.services import revoke
from rapport.trust.retention.services import set_days
from tests.cast import OWNER, add

pytestmark = pytest.mark.django_db


def test_a_dictated_note_lends_no_path_to_what_the_client_said(
    dictated,  # noqa: F811  # pytest finds fixtures by these names
    session, consent, brought, luis, maya, at,
):  # fmt: skip
    capture.take_transcript(by=maya, session_id=session.id, parsed=brought, at=timezone.now())
    revoke(by=maya, client_id=luis.id, purpose=Purpose.NOTE_DRAFTING, at=at)
    fresh = queries.note_by_id(dictated.id)
    services.redraft_note(
        by=maya, note_id=dictated.id, format="dap", sections=("data", "assessment", "plan"),
        seen_revision=fresh.revision, at=at,
    )  # fmt: skip
    run_pending_jobs()
    note = queries.note_by_id(dictated.id)
    assert queries.sentences_of(note) == []
    assert note.origin != NoteOrigin.DICTATED


def test_a_client_who_wants_no_excerpts_has_none(decided, luis, maya, at):
    set_days(by=maya, client_id=luis.id, audio_days=7, transcript_days=0, excerpts=False, at=at)
    version = services.sign_note(
        by=maya, note_id=decided.id, attested=True, seen_revision=decided.revision, at=at
    )
    quotes = [span["quote"] for row in version.content["sentences"] for span in row["evidence"]]
    assert quotes
    assert set(quotes) == {""}


def test_a_trainee_without_a_supervisor_signs_nothing(luis, practice, at):
    tess = add("tess", "Tess Trainee", Role.TRAINEE).actor()
    join_team(by=OWNER, client_id=luis.id, user_id=tess.id, role="trainee", at=at)
    note = services.start_note(
        by=tess, client_id=luis.id, format="soap", origin="typed", at=at, kind="no_show"
    )
    with pytest.raises(UnableToSign, match="needs a supervisor"):
        services.sign_note(by=tess, note_id=note.id, attested=True, seen_revision=note.revision, at=at)
