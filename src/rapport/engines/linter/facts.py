"""What the linter is told about a note. Plain values: whoever calls it has read them from the chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rapport.engines.kinds import RiskAnswer


class Level(StrEnum):
    """What a finding stops."""

    BLOCKS_SIGNATURE = "blocks_signature"
    BLOCKS_CLAIM = "blocks_claim"
    WARNS = "warns"


class Setting(StrEnum):
    """How client and clinician met."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    AUDIO_ONLY = "audio_only"


@dataclass(frozen=True, slots=True)
class RiskFact:
    """One risk topic. ``answer`` None means not assessed, which with a ``reason`` is a valid answer.

    ``flag_open`` says that a concern stands open; ``action`` is what was done about it.
    """

    topic: str
    answer: RiskAnswer | None = None
    reason: str = ""
    flag_open: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who was there besides the clinician, by role ("client", "parent"); names are not needed here."""

    role: str
    consented: bool = True


@dataclass(frozen=True, slots=True)
class AiFact:
    """What an engine did in the note. ``used`` False makes the rest irrelevant."""

    used: bool = False
    consent_on_file: bool = False
    provenance_stored: bool = False
    attested: bool = False
    open_sentences: int = 0


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """Everything that the checks look at; an empty value means that the note does not say it.

    Times are aware; minutes of psychotherapy exclude breaks and evaluation-and-management time. ``sections``
    are (key, text). ``similarity`` is 0 to 1 against the client's earlier notes (see ``near_duplicate``).
    """

    at: datetime
    client_identified: bool = False
    service_date: date | None = None
    clinician_name: str = ""
    clinician_credential: str = ""
    licence_state: str = ""
    supervisor_required: bool = False
    supervisor_name: str = ""
    author_is_signer: bool = False
    signature_authenticated: bool = False
    signature_is_image: bool = False
    started: datetime | None = None
    ended: datetime | None = None
    psychotherapy_minutes: int | None = None
    evaluation_minutes: int = 0
    break_minutes: int = 0
    service_code: str = ""
    setting: Setting | None = None
    client_location: str = ""
    clinician_location: str = ""
    telehealth_consent: bool = False
    audio_only_reason: str = ""
    place_of_service: str = ""
    modifiers: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    other_names: tuple[str, ...] = ()
    consent_in_force: bool = False
    diagnoses: tuple[str, ...] = ()
    diagnoses_billable: bool = False
    diagnoses_active: bool = False
    diagnoses_match_plan: bool = False
    plan_goals: tuple[str, ...] = ()
    plan_signed: bool = False
    plan_review_due: date | None = None
    sections: tuple[tuple[str, str], ...] = ()
    symptoms: str = ""
    function: str = ""
    interventions: tuple[str, ...] = ()
    response: str = ""
    progress: str = ""
    risk: tuple[RiskFact, ...] = ()
    mental_status: str = ""
    next_step: str = ""
    homework: str = ""
    frequency: str = ""
    necessity: str = ""
    ai: AiFact = AiFact()
    late_entry: bool = False
    timely_hours: int = 72
    similarity: float = 0.0
    telephone_or_no_show: bool = False

    @property
    def text(self) -> str:
        """Give all sections as one text."""
        return "\n".join(text for _, text in self.sections)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the check, what it stops, what is missing, how to mend it, whose rule it is."""

    check: str
    level: Level
    message: str
    fix_hint: str
    source: str
