"""Every write on notes, one function an intention; grouped by the step of the work."""

from rapport.clinic.notes.policies import NoSuchNote
from rapport.clinic.notes.services.editing import (
    UnableToEdit,
    accept_section,
    accept_sentence,
    edit_sentence,
    reject_sentence,
    state_facts,
    undo_decision,
    write_impressions,
    write_sentence,
)
from rapport.clinic.notes.services.redrafting import redraft_note
from rapport.clinic.notes.services.signing import (
    add_addendum,
    cosign_note,
    return_note,
    sign_note,
    void_note,
)
from rapport.clinic.notes.services.starting import (
    UnableToStartNote,
    fill_draft,
    give_up_draft,
    request_draft,
    start_note,
)

__all__ = [
    "NoSuchNote",
    "UnableToEdit",
    "UnableToStartNote",
    "accept_section",
    "accept_sentence",
    "add_addendum",
    "cosign_note",
    "edit_sentence",
    "fill_draft",
    "give_up_draft",
    "redraft_note",
    "reject_sentence",
    "request_draft",
    "return_note",
    "sign_note",
    "start_note",
    "state_facts",
    "undo_decision",
    "void_note",
    "write_impressions",
    "write_sentence",
]
