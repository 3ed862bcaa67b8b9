"""Every write on summaries: nothing reaches a client before its note is signed and it was approved."""

from rapport.clinic.reports.services.deciding import approve, withhold
from rapport.clinic.reports.services.sharing import mark_wrong, open_link, release
from rapport.clinic.reports.services.writing import (
    begin_by_hand,
    change_text,
    freeze_evidence,
    keep_draft,
)

__all__ = [
    "approve",
    "begin_by_hand",
    "change_text",
    "freeze_evidence",
    "keep_draft",
    "mark_wrong",
    "open_link",
    "release",
    "withhold",
]
