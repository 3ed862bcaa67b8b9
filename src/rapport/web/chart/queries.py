"""What the chart's pages show, gathered from the rooms of the clinic."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rapport.clinic.notes import queries as notes
from rapport.clinic.plans import queries as plans
from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries as sessions
from rapport.people.careteams import queries as careteams
from rapport.people.careteams.policies import Reach
from rapport.people.clients.kinds import ClientRow
from rapport.people.clinicians import queries as clinicians
from rapport.people.measures import queries as measures
from rapport.people.worklist import queries as worklist
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction
from rapport.trust.consent import queries as consent
from rapport.trust.consent.kinds import Purpose

AI_PURPOSES = (Purpose.RECORDING, Purpose.TRANSCRIPTION, Purpose.NOTE_DRAFTING)


@dataclass(frozen=True)
class Entry:
    """One line of a chart's time line: a session with its note, or a note of its own."""

    at: datetime
    title: str
    detail: str
    session_id: uuid.UUID | None
    note_id: uuid.UUID | None
    state: str


@dataclass(frozen=True)
class ChartPage:
    """Everything that the first page of a chart shows."""

    client: ClientRow
    age: int | None
    entries: list[Entry]
    diagnoses: list[Any]
    medications: list[Any]
    allergies: list[Any]
    contacts: list[Any]
    goals: list[Any]
    overdue_goals: list[Any]
    charts: list[Any]
    tasks: list[Any]
    team: list[Any]
    consents: list[tuple[str, bool, str]]

    @property
    def ai_in_force(self) -> bool:
        """Whether recording, transcription and drafting are all agreed to."""
        return all(in_force for _, in_force, _ in self.consents)


@dataclass(frozen=True)
class Row:
    """One client in the list."""

    client: ClientRow
    is_mine: bool


@dataclass(frozen=True)
class TodayPage:
    """What waits for the signed-in person."""

    unsigned: list[tuple[Any, ClientRow]]
    to_cosign: list[tuple[Any, ClientRow]]
    tasks: list[Any]
    caseload: int


def chart_page(*, by: Actor, client_id: uuid.UUID, today: date) -> ChartPage:
    """Give the first page of a client's chart, with the read on the record.

    Raises:
        NoSuchClient: none, or not for this actor.
    """
    client = careteams.client_for(by=by, client_id=client_id)
    audit.record(by=by, action=AuditAction.CHART_READ, subject=("client", client_id), client_id=client_id)
    goals = plans.active_goals(client_id=client_id)
    return ChartPage(
        client=client,
        age=client.age_on(today),
        entries=_entries(client_id),
        diagnoses=record.diagnoses_of(client_id=client_id),
        medications=record.medications_of(client_id=client_id),
        allergies=record.allergies_of(client_id=client_id),
        contacts=record.contacts_of(client_id=client_id),
        goals=goals,
        overdue_goals=plans.overdue(goals, on=today),
        charts=measures.charts_of(client_id=client_id),
        tasks=worklist.open_tasks_about(client_id=client_id),
        team=careteams.team_of(client_id),
        consents=[_consent(client_id, purpose) for purpose in AI_PURPOSES],
    )


def front_page(*, by: Actor, client_id: uuid.UUID) -> ClientRow:
    """Give a client's demographics to someone who may see those but not the chart."""
    client = careteams.client_for(by=by, client_id=client_id, at_least=Reach.DEMOGRAPHICS)
    audit.record(
        by=by, action=AuditAction.CHART_READ, subject=("client", client_id), client_id=client_id,
        detail={"extent": "demographics"},
    )  # fmt: skip
    return client


def client_rows(*, by: Actor, wanted: str = "", status: str = "") -> list[Row]:
    """Give the clients whose name contains ``wanted``, own clients first."""
    mine = careteams.caseload_ids(by=by)
    found = [
        Row(client, client.id in mine)
        for client in careteams.visible_clients(by=by)
        if wanted.casefold() in f"{client.name} {client.legal_name}".casefold()
        and (not status or client.status == status)
    ]
    return sorted(found, key=lambda row: not row.is_mine)


def today_page(*, by: Actor) -> TodayPage:
    """Give what waits for ``by``: unsigned notes, notes to cosign, tasks."""
    unsigned = notes.unsigned_notes_of(by.id) if by.is_clinical else []
    to_cosign = notes.notes_to_cosign(clinicians.supervised_by(by.id)) if by.is_clinical else []
    tasks = worklist.open_tasks(by=by)
    for note in (*unsigned, *to_cosign):
        audit.record(by=by, action=AuditAction.NOTE_READ, subject=("note", note.id), client_id=note.client_id,
                     detail={"extent": "list"})  # fmt: skip
    return TodayPage(
        unsigned=[(note, note.client) for note in unsigned],
        to_cosign=[(note, note.client) for note in to_cosign],
        tasks=tasks,
        caseload=len(careteams.caseload_ids(by=by)),
    )


def _entries(client_id: uuid.UUID) -> list[Entry]:
    by_session = {
        note.session_id: note for note in notes.notes_of(client_id=client_id) if note.state != "voided"
    }
    alone = [note for note in notes.notes_of(client_id=client_id) if note.session_id is None]
    entries = [
        _session_entry(session, by_session.get(session.id))
        for session in sessions.sessions_of(client_id=client_id)
    ]
    entries += [
        Entry(note.made_at, note.get_kind_display(), note.author.display_name, None, note.id, note.state)
        for note in alone
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _session_entry(session: Any, note: Any) -> Entry:
    attendance = session.facts.get("attendance", "attended")
    title = {"no_show": "Did not attend", "late_cancelled": "Cancelled late"}.get(attendance, "Session")
    minutes = ""
    if session.ended_at is not None and attendance == "attended":
        minutes = f"{int((session.ended_at - session.started_at).total_seconds() // 60)} min"
    modality = {"in_person": "in person", "video": "video", "audio": "telephone"}.get(
        session.facts.get("modality", ""), ""
    )
    detail = ", ".join(part for part in (minutes, modality, session.clinician.display_name) if part)
    state = note.state if note else ("missing" if attendance == "attended" else "")
    return Entry(session.started_at, title, detail, session.id, note.id if note else None, state)


def _consent(client_id: uuid.UUID, purpose: Purpose) -> tuple[str, bool, str]:
    answer = consent.consent_in_force(client_id=client_id, purpose=purpose)
    return purpose.label, answer.in_force, answer.reason
