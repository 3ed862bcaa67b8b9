"""The frozen shapes of the demonstration's content. Nothing here reads files or knows the database.

Days are counted from the anchor, the latest Friday on or before today, so that weekdays in the texts
stay true: ``days_ago`` 3 is always a Tuesday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FORMATS: dict[str, tuple[str, ...]] = {
    "soap": ("subjective", "objective", "assessment", "plan"),
    "dap": ("data", "assessment", "plan"),
    "birp": ("behavior", "intervention", "response", "plan"),
    "girp": ("goal", "intervention", "response", "plan"),
    "pie": ("problem", "intervention", "evaluation"),
}
WRITTEN = frozenset({"signed", "cosigned", "pending_cosign", "unsigned"})


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence to practise; the number is fictional and says so."""

    kind: str
    number: str
    jurisdiction: str
    expires_in_days: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Someone who works here. ``supervisor`` is another one's id, or empty."""

    id: str
    name: str
    email: str
    roles: tuple[str, ...]
    phone: str = ""
    credential: str = ""
    npi: str = ""
    note_format: str = ""
    supervisor: str = ""
    about: str = ""
    licences: tuple[Licence, ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """What the client said to each purpose: given, declined, revoked, or not_asked."""

    recording: str
    transcription: str
    drafting: str
    signed_days_ago: int | None = None
    revoked_days_ago: int | None = None
    expires_in_days: int | None = None
    method: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An ICD-10-CM code with the practice's own words; open-ended while ``until_days_ago`` is None."""

    code: str
    label: str
    since_days_ago: int
    until_days_ago: int | None = None
    primary: bool = False

    def is_active(self, days_ago: int) -> bool:
        """Whether it applied on that day."""
        return self.since_days_ago >= days_ago >= (self.until_days_ago or 0)


@dataclass(frozen=True, slots=True)
class Medication:
    """A medication as reported."""

    name: str
    dose: str
    prescriber: str
    status: str
    since_days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy with its reaction."""

    substance: str
    reaction: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone around the client."""

    name: str
    relation: str
    phone: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A treatment goal; ``review_in_days`` is negative when the review is overdue."""

    number: int
    text: str
    objective: str
    agreed_days_ago: int
    review_in_days: int
    state: str = "active"


@dataclass(frozen=True, slots=True)
class Measure:
    """One filled-in PHQ-9 or GAD-7; ``answers`` is empty where only the total is known."""

    instrument: str
    days_ago: int
    total: int
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Addendum:
    """Something added after signing."""

    days_ago: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting, kept or not.

    ``record`` says what exists of it: a note (signed, cosigned, pending_cosign, unsigned), ``paper``
    (the note is in the cabinet), ``transcript``, ``sample`` (the supplied recording) or ``none``.
    ``note`` holds (section, text) pairs in the order of ``format``; ``goals`` are goal numbers.
    """

    number: int
    days_ago: int
    start: str
    minutes: int
    modality: str
    attendance: str
    record: str
    clinician: str
    format: str = ""
    risk: str = ""
    risk_reason: str = ""
    diagnoses: tuple[str, ...] = ()
    goals: tuple[int, ...] = ()
    note: tuple[tuple[str, str], ...] = ()
    participants: tuple[str, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    remark: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it has a note."""
        return self.record in WRITTEN

    @property
    def text(self) -> str:
        """Give the whole note as one text."""
        return "\n".join(text for _, text in self.note)


@dataclass(frozen=True, slots=True)
class Mention:
    """Exact words in the note of one session."""

    session: int
    quote: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What an attentive reader finds: contradiction, change, promise, unresolved or refers_back.

    ``open`` is set for promises only.
    """

    kind: str
    summary: str
    at: tuple[Mention, ...]
    open: bool | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """One fictional client with everything that the demonstration holds of them.

    ``depth`` is ``written`` for the six whose every note was written at length, else ``short``.
    """

    id: str
    depth: str
    status: str
    legal_name: str
    pronouns: str
    birth_date: date
    jurisdiction: str
    language: str
    presenting_problem: str
    primary: str
    since_days_ago: int
    consent: Consent
    preferred_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    insurance: str = ""
    slot: str = ""
    team: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    medications: tuple[Medication, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    contacts: tuple[Contact, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    sessions: tuple[Session, ...] = ()
    threads: tuple[Thread, ...] = ()

    @property
    def written(self) -> tuple[Session, ...]:
        """Give the sessions that have a note."""
        return tuple(session for session in self.sessions if session.is_written)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a member of staff has to do about a client."""

    client: str
    owner: str
    kind: str
    text: str
    made_days_ago: int
    due_in_days: int
    is_safety: bool = False
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was promised to somebody and is owed."""

    client: str
    author: str
    to: str
    about: str
    promised_days_ago: int
    due_in_days: int


@dataclass(frozen=True, slots=True)
class PsychotherapyNote:
    """A therapist's private analysis, apart from the record."""

    client: str
    author: str
    days_ago: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker said: clinician, client or other."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The words of one session, for drafting without audio."""

    client: str
    session: int
    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DemoPractice:
    """Everything about the demonstration practice. ``opening_hours``: (weekday, from, until)."""

    anchor: date
    name: str
    legal_name: str
    npi: str
    address: str
    phone: str
    fax: str
    email: str
    jurisdiction: str
    time_zone: str
    about: str
    records_before: str
    opening_hours: tuple[tuple[int, str, str], ...]
    settings: dict[str, bool | int | str]
    staff: tuple[Staff, ...]
    clients: tuple[Client, ...]
    conversations: tuple[Conversation, ...]
    tasks: tuple[Task, ...]
    letters: tuple[Letter, ...]
    psychotherapy_notes: tuple[PsychotherapyNote, ...]

    def day(self, days_ago: int) -> date:
        """Give the date that is ``days_ago`` days before the anchor (negative: after it)."""
        return self.anchor - timedelta(days=days_ago)

    @property
    def clinicians(self) -> tuple[Staff, ...]:
        """Give the licensed clinicians."""
        return tuple(person for person in self.staff if "clinician" in person.roles)

    def client(self, client_id: str) -> Client:
        """Give one client by id; KeyError if there is none."""
        return {client.id: client for client in self.clients}[client_id]
