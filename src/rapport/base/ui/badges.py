"""What a state looks like: its words, its tone and its icon. Colour never stands alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as shown: ``tone`` is one of plain, accent, info, success, warning, danger."""

    label: str
    tone: str
    icon: str


BADGES: dict[str, Badge] = {
    "accepted": Badge("Accepted", "success", "check"),
    "active": Badge("Active", "success", "check"),
    "always_on": Badge("Always on", "success", "check"),
    "amended": Badge("Amended", "accent", "document"),
    "approved": Badge("Approved", "success", "check"),
    "archived": Badge("Archived", "plain", "inbox"),
    "blocked": Badge("Blocked", "danger", "cross-circle"),
    "cancelled": Badge("Cancelled", "plain", "cross"),
    "cosign": Badge("Waiting for cosignature", "warning", "clock"),
    "declined": Badge("Declined", "plain", "cross"),
    "deleted": Badge("Deleted", "plain", "trash"),
    "done": Badge("Done", "success", "check"),
    "draft": Badge("Draft", "warning", "edit"),
    "edited": Badge("Edited", "info", "edit"),
    "failed": Badge("Failed", "danger", "alert"),
    "from_clinician": Badge("Your words", "plain", "person"),
    "from_measure": Badge("From a measure", "info", "chart"),
    "in_force": Badge("In force", "success", "check-circle"),
    "missing": Badge("Missing", "danger", "alert"),
    "needs_review": Badge("Needs review", "warning", "eye"),
    "not_asked": Badge("Not asked", "plain", "info"),
    "not_assessed": Badge("Not assessed", "plain", "info"),
    "off": Badge("Off", "plain", "cross"),
    "on": Badge("On", "success", "check"),
    "overdue": Badge("Overdue", "danger", "clock"),
    "pending": Badge("Waiting", "plain", "clock"),
    "proposed": Badge("Proposed", "plain", "spark"),
    "queued": Badge("Queued", "plain", "clock"),
    "quoted": Badge("Quoted", "accent", "quote"),
    "raised": Badge("Raised", "danger", "flag"),
    "denied": Badge("Denied", "info", "info"),
    "ready": Badge("Ready to review", "info", "document"),
    "rejected": Badge("Rejected", "danger", "cross"),
    "released": Badge("Released", "success", "check"),
    "reported": Badge("Reported", "plain", "document"),
    "revoked": Badge("Revoked", "danger", "cross-circle"),
    "running": Badge("Running", "info", "refresh"),
    "second_look": Badge("Second look", "warning", "ear"),
    "sensitive": Badge("Sensitive", "warning", "eye-off"),
    "signed": Badge("Signed", "success", "lock"),
    "unknown": Badge("Unknown", "plain", "info"),
    "withheld": Badge("Withheld", "warning", "eye-off"),
    "worded_by_model": Badge("Worded by model", "warning", "spark"),
}


def badge_for(state: str, *, label: str = "", tone: str = "") -> Badge:
    """Give how ``state`` looks; a state nobody listed shows its own words in a plain tone."""
    key = str(state).lower().replace("-", "_").replace(" ", "_")
    known = BADGES.get(key) or Badge(str(state).replace("_", " ").capitalize(), "plain", "")
    return Badge(label or known.label, tone or known.tone, known.icon)
