"""Writing one fictional client's chart: demographics, consents, lists, sessions and their notes."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from rapport.clinic.notes import services as notes
from rapport.clinic.plans import services as plans
from rapport.clinic.psychotherapy_notes import services as psychotherapy_notes
from rapport.clinic.record import queries as record_queries
from rapport.clinic.record import services as record
from rapport.clinic.sessions import services as sessions
from rapport.config.demo import agreeing, content_kinds
from rapport.config.demo.state import Seeding
from rapport.people.careteams import services as careteams
from rapport.people.clients import services as clients
from rapport.people.measures import services as measures
from rapport.people.worklist import services as worklist
from rapport.safeguards.actors import Actor

INSTRUMENTS = {"phq-9": "phq9", "gad-7": "gad7", "PHQ-9": "phq9", "GAD-7": "gad7"}
GOAL_STATES = {"active": "active", "met": "met", "dropped": "dropped", "reached": "met", "ended": "dropped"}


def chart(seeding: Seeding, client: content_kinds.Client) -> None:
    """Write one client's whole chart."""
    by = seeding.actors[client.primary]
    client_id = _person(seeding, client)
    _team(seeding, client, client_id)
    agreeing.consents(seeding, client, client_id, by)
    _lists(seeding, client, client_id, by)
    goals = _goals(seeding, client, client_id, by)
    for measure in client.measures:
        if measure.answers:
            measures.record_answers(
                by=by, client_id=client_id, instrument=INSTRUMENTS[measure.instrument],
                answers=measure.answers,
                taken_on=seeding.day(measure.days_ago), at=seeding.moment(measure.days_ago),
            )  # fmt: skip
    for session in client.sessions:
        _session(seeding, client, client_id, session, goals)


def desk(seeding: Seeding) -> None:
    """Put tasks, letters owed and psychotherapy notes in their places."""
    for task in seeding.content.tasks:
        made = seeding.moment(task.made_days_ago)
        worklist.make_task(
            by=seeding.owner, client_id=seeding.clients[task.client], owner_id=seeding.actors[task.owner].id,
            kind=task.kind, text=task.text, due_at=seeding.now + timedelta(days=task.due_in_days), at=made,
            is_safety=task.is_safety,
        )  # fmt: skip
    for letter in seeding.content.letters:
        worklist.make_task(
            by=seeding.owner, client_id=seeding.clients[letter.client],
            owner_id=seeding.actors[letter.author].id, kind="letter",
            text=f"Letter to {letter.to}: {letter.about}",
            due_at=seeding.now + timedelta(days=letter.due_in_days),
            at=seeding.moment(letter.promised_days_ago),
        )  # fmt: skip
    for private in seeding.content.psychotherapy_notes:
        psychotherapy_notes.write_note(
            by=seeding.actors[private.author], client_id=seeding.clients[private.client], text=private.text,
            at=seeding.moment(private.days_ago),
        )  # fmt: skip


def _person(seeding: Seeding, client: content_kinds.Client) -> uuid.UUID:
    made = clients.add_client(
        by=seeding.owner, legal_name=client.legal_name, preferred_name=client.preferred_name,
        pronouns=client.pronouns, birth_date=client.birth_date, jurisdiction=client.jurisdiction,
        language=client.language, presenting_problem=client.presenting_problem, status=client.status,
        contact={"phone": client.phone, "email": client.email, "address": client.address},
        at=seeding.moment(client.since_days_ago),
    )  # fmt: skip
    seeding.clients[client.id] = made.id
    return made.id


def _team(seeding: Seeding, client: content_kinds.Client, client_id: uuid.UUID) -> None:
    at = seeding.moment(client.since_days_ago)
    members = dict.fromkeys([client.primary, *client.team, *(s.clinician for s in client.sessions)])
    for member in members:
        staff = next(person for person in seeding.content.staff if person.id == member)
        role = (
            "primary" if member == client.primary else "trainee" if "trainee" in staff.roles else "clinician"
        )
        careteams.join_team(
            by=seeding.owner, client_id=client_id, user_id=seeding.actors[member].id, role=role, at=at
        )
        if staff.supervisor and staff.supervisor not in members:
            careteams.join_team(
                by=seeding.owner, client_id=client_id, user_id=seeding.actors[staff.supervisor].id,
                role="supervisor", at=at,
            )  # fmt: skip


def _lists(seeding: Seeding, client: content_kinds.Client, client_id: uuid.UUID, by: Actor) -> None:
    at = seeding.moment(client.since_days_ago)
    for diagnosis in client.diagnoses:
        until = diagnosis.until_days_ago
        record.add_diagnosis(
            by=by, client_id=client_id, code=diagnosis.code, label=diagnosis.label,
            since=seeding.day(diagnosis.since_days_ago), until=None if until is None else seeding.day(until),
            is_primary=diagnosis.primary, at=at,
        )  # fmt: skip
    for drug in client.medications:
        since = drug.since_days_ago
        record.add_medication(
            by=by, client_id=client_id, name=drug.name, dose=drug.dose, prescriber=drug.prescriber,
            status=drug.status, since=None if since is None else seeding.day(since), at=at,
        )  # fmt: skip
    for allergy in client.allergies:
        record.add_allergy(
            by=by, client_id=client_id, substance=allergy.substance, reaction=allergy.reaction, at=at
        )
    for contact in client.contacts:
        record.add_contact(
            by=by, client_id=client_id, name=contact.name, relation=contact.relation, phone=contact.phone,
            is_emergency=contact.emergency, at=at,
        )  # fmt: skip


def _goals(
    seeding: Seeding, client: content_kinds.Client, client_id: uuid.UUID, by: Actor
) -> dict[int, uuid.UUID]:
    made = {}
    for goal in client.goals:
        row = plans.agree_goal(
            by=by, client_id=client_id, text=goal.text, objective=goal.objective,
            agreed_on=seeding.day(goal.agreed_days_ago),
            review_on=seeding.now.date() + timedelta(days=goal.review_in_days),
            at=seeding.moment(goal.agreed_days_ago),
        )  # fmt: skip
        state = GOAL_STATES.get(goal.state, "active")
        if state != "active":
            plans.review_goal(by=by, goal_id=row.id, state=state, review_on=None)
        made[goal.number] = row.id
    return made


def _session(
    seeding: Seeding,
    client: content_kinds.Client,
    client_id: uuid.UUID,
    one: content_kinds.Session,
    goals: dict[int, uuid.UUID],
) -> None:
    by = seeding.actors[one.clinician]
    began = seeding.moment(one.days_ago, one.start)
    kept = one.attendance == "attended" and one.minutes > 0
    facts = {
        "modality": {"phone": "audio"}.get(one.modality, one.modality.replace("-", "_")),
        "attendance": one.attendance.replace("-", "_"),
        "client_location": client.jurisdiction,
        "clinician_location": seeding.content.jurisdiction,
    }
    made = sessions.open_session(
        by=by, client_id=client_id, clinician_id=by.id, started_at=began,
        ended_at=began + timedelta(minutes=one.minutes) if kept else None, facts=facts, at=began,
    )  # fmt: skip
    seeding.sessions[client.id, one.number] = made.id
    if one.is_written:
        _note(seeding, client_id, one, made.id, goals, began, facts)


def _note(  # noqa: PLR0917  # one call, from the line above
    seeding: Seeding,
    client_id: uuid.UUID,
    one: content_kinds.Session,
    session_id: uuid.UUID,
    goals: dict[int, uuid.UUID],
    began: datetime,
    facts: dict[str, str],
) -> None:
    by, ended = seeding.actors[one.clinician], began + timedelta(minutes=one.minutes)
    signed = min(ended + timedelta(minutes=35), seeding.now)
    note = notes.start_note(
        by=by, client_id=client_id, session_id=session_id, format=one.format, origin="typed",
        sentences=one.note, at=ended,
    )  # fmt: skip
    diagnoses = [d for d in record_queries.diagnoses_of(client_id=client_id) if d.code in one.diagnoses]
    note = notes.state_facts(
        by=by, note_id=note.id, seen_revision=note.revision,
        facts={
            "started_at": began.isoformat(), "ended_at": ended.isoformat(),
            "psychotherapy_minutes": one.minutes, "modality": facts["modality"],
            "client_location": facts["client_location"], "clinician_location": facts["clinician_location"],
            "participants": ", ".join(("client", *one.participants)),
            "diagnoses": [str(d.id) for d in diagnoses],
            "goals": [str(goals[number]) for number in one.goals if number in goals],
            "risk_answer": RISK.get(one.risk, ""), "risk_reason": one.risk_reason,
            "telehealth_agreed": facts["modality"] != "in_person",
        },
    )  # fmt: skip
    if one.record == "unsigned":
        return
    notes.sign_note(by=by, note_id=note.id, attested=True, seen_revision=note.revision, at=signed)
    if one.record == "cosigned":
        _cosign(seeding, one, note.id, signed)
    for addendum in one.addenda:
        notes.add_addendum(
            by=by, note_id=note.id, text=addendum.text, reason=addendum.reason,
            at=max(signed, seeding.moment(addendum.days_ago)),
        )  # fmt: skip


RISK = {
    "denied": "assessed_denied",
    "asked_denied": "assessed_denied",
    "raised": "assessed_raised",
    "not_assessed": "not_assessed",
    "not_asked": "not_assessed",
}


def _cosign(seeding: Seeding, one: content_kinds.Session, note_id: uuid.UUID, signed: datetime) -> None:
    from rapport.clinic.notes.queries import note_by_id

    staff = next(person for person in seeding.content.staff if person.id == one.clinician)
    note = note_by_id(note_id)
    if note is not None and staff.supervisor:
        notes.cosign_note(
            by=seeding.actors[staff.supervisor], note_id=note_id, attested=True,
            seen_revision=note.revision, at=min(signed + timedelta(days=1), seeding.now),
        )  # fmt: skip
