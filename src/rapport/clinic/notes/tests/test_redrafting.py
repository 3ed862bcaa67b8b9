"""A draft made again in another format keeps what its author wrote, and nothing that was not."""

import pytest
from django.urls import reverse

from rapport.base.jobs.testing import run_pending_jobs
from rapport.clinic.notes import queries, services
from rapport.clinic.notes.models import Decision
from rapport.clinic.notes.permissions import NotYourNote
from rapport.clinic.notes.policies import NoteIsLocked, SomebodyElseChangedIt, UnableToRedraft
from rapport.people.careteams.services import join_team
from tests.cast import OWNER
from tests.looking import runs

pytestmark = pytest.mark.django_db
DAP = ("data", "assessment", "plan")


def again(by, note, at, revision=None):
    fresh = queries.note_by_id(note.id)
    services.redraft_note(
        by=by, note_id=note.id, format="dap", sections=DAP, at=at,
        seen_revision=fresh.revision if revision is None else revision,
    )  # fmt: skip


def test_the_authors_own_sentences_stay_and_drafted_ones_start_anew(drafted, maya, at):
    first = queries.sentences_of(drafted)[0]
    services.accept_sentence(by=maya, sentence_id=first.id, seen_revision=first.revision, at=at)
    services.write_sentence(by=maya, note_id=drafted.id, section="subjective", text="Client wore a coat.")
    again(maya, drafted, at)
    run_pending_jobs()
    rows = queries.sentences_of(queries.note_by_id(drafted.id))
    own = [row for row in rows if row.decision == Decision.WRITTEN]
    assert [(row.section, row.body["text"]) for row in own] == [("data", "Client wore a coat.")]
    others = [row for row in rows if row.decision != Decision.WRITTEN]
    assert {row.decision for row in others} == {Decision.PROPOSED}
    assert {row.section for row in others} <= {"risk", *DAP}
    assert len([run for run in runs() if run.task == "notes.draft"]) == 2


def test_a_stale_page_redrafts_nothing(drafted, maya, at):
    with pytest.raises(SomebodyElseChangedIt):
        again(maya, drafted, at, revision=0)
    assert queries.note_by_id(drafted.id).format == "soap"


def test_only_the_author_and_only_before_signing(drafted, signed, maya, sam, at):
    with pytest.raises(NoteIsLocked):
        again(maya, signed, at)
    join_team(by=OWNER, client_id=drafted.client_id, user_id=sam.id, role="clinician", at=at)
    with pytest.raises(NotYourNote):
        again(sam, drafted, at)


def test_a_typed_note_has_nothing_to_draft_from(luis, maya, at):
    note = services.start_note(by=maya, client_id=luis.id, format="soap", origin="typed", at=at)
    with pytest.raises(UnableToRedraft):
        again(maya, note, at)


def test_the_page_offers_other_formats_and_takes_one(signed_in, drafted):
    page = signed_in.get(reverse("notes:open", args=[drafted.id])).content.decode()
    assert "Draft it again in another format" in page
    url = reverse("notes:redraft", args=[drafted.id])
    assert signed_in.post(url, {"format": "haiku"}).status_code == 302
    assert queries.note_by_id(drafted.id).format == "soap"
    signed_in.post(url, {"format": "birp", "revision": drafted.revision})
    assert queries.note_by_id(drafted.id).state == "preparing"
    run_pending_jobs()
    assert "Behavior" in signed_in.get(reverse("notes:open", args=[drafted.id])).content.decode()
