"""What must hold of the demonstration's content; each check names the person or file at fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapport.config.demo.content_building import BadContent
from rapport.config.demo.content_kinds import FORMATS, WRITTEN, Client, DemoPractice, Session, Staff

OLDEST_DAY = 730
FEWEST_CLIENTS, FEWEST_CLINICIANS, WRITTEN_CLIENTS, FEWEST_WRITTEN = 40, 3, 6, 12
SAME_TEXT = 0.5
ITEMS = {"PHQ-9": 9, "GAD-7": 7}
_ROLES = {"owner", "clinician", "supervisor", "trainee", "biller", "front_desk", "auditor"}
_CONSENT = {"given", "declined", "revoked", "not_asked"}
_ALLOWED = {
    "modality": {"in_person", "video", "phone"},
    "attendance": {"attended", "no_show", "late_cancelled"},
    "record": WRITTEN | {"paper", "transcript", "sample", "none"},
    "risk": {"", "denied", "raised", "not_asked"},
}
_THREADS = {"contradiction", "change", "promise", "unresolved", "refers_back"}
_ICD_10_CM = re.compile(r"[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")
_PHONE = re.compile(r"\(\d{3}\) 555-01\d\d")
_EMAIL = re.compile(r"[a-z.]+@([a-z]+\.)?example\.(org|com)")
_SCORE = re.compile(r"(PHQ-9|GAD-7) (\d+)")
_SATURDAY_AND_SUNDAY = {5, 6}  # days before a Friday, modulo 7


def check_practice(practice: DemoPractice) -> None:
    """Stop content that is incomplete, inconsistent or repeats itself.

    Raises:
        BadContent: the first fault found.
    """
    for fault in faults(practice):
        raise BadContent(fault)


def faults(practice: DemoPractice) -> Iterator[str]:
    """Give every fault in plain words."""
    yield from _counts(practice)
    yield from _staff_faults(practice)
    for client in practice.clients:
        yield from (f"{client.id}: {fault}" for fault in client_faults(client, practice))
    yield from _double_bookings(practice)
    yield from _loose_ends(practice)


def npi_fits(npi: str) -> bool:
    """Whether the check digit fits: Luhn over the number with the prefix 80840 (45 CFR 162.406)."""
    if not re.fullmatch(r"[12]\d{9}", npi):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed("80840" + npi))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004  # digits end at 9


def similarity(one: str, other: str) -> float:
    """Give the share of three-word runs that two texts have in common (Jaccard, 0 to 1)."""
    a, b = _shingles(one), _shingles(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))} if words else set()


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _counts(practice: DemoPractice) -> Iterator[str]:
    if len(practice.clients) < FEWEST_CLIENTS:
        yield f"only {len(practice.clients)} clients"
    if len(practice.clinicians) < FEWEST_CLINICIANS:
        yield f"only {len(practice.clinicians)} clinicians"
    rich = [client for client in practice.clients if client.depth == "written"]
    if len([client for client in rich if len(client.written) >= FEWEST_WRITTEN]) < WRITTEN_CLIENTS:
        yield "fewer than six clients with twelve written sessions"
    ids = [*(c.id for c in practice.clients), *(s.id for s in practice.staff)]
    yield from (f"the id {name} is used twice" for name in _repeated(ids))
    names = [*(c.legal_name for c in practice.clients), *(s.name for s in practice.staff)]
    yield from (f"the name {name} is used twice" for name in _repeated(names))


def _staff_faults(practice: DemoPractice) -> Iterator[str]:
    ids = {person.id for person in practice.staff}
    if missing := _ROLES - {role for person in practice.staff for role in person.roles}:
        yield f"nobody is {sorted(missing)}"
    if not npi_fits(practice.npi):
        yield "the practice's NPI does not pass its check digit"
    for person in practice.staff:
        yield from (f"{person.id}: {fault}" for fault in _one_staff_faults(person, ids))


def _one_staff_faults(person: Staff, ids: set[str]) -> Iterator[str]:
    if person.npi and not npi_fits(person.npi):
        yield "the NPI does not pass its check digit"
    if not set(person.roles) <= _ROLES:
        yield f"unknown role in {person.roles}"
    if person.supervisor and person.supervisor not in ids:
        yield "the supervisor does not work here"
    if ("trainee" in person.roles) != bool(person.supervisor):
        yield "a trainee, and only a trainee, has a supervisor"
    if person.note_format and person.note_format not in FORMATS:
        yield "no such note format"
    yield from _reach_faults(person.phone, person.email)


def _reach_faults(*values: str) -> Iterator[str]:
    for value in values:
        if value and not (_PHONE.fullmatch(value) or _EMAIL.fullmatch(value)):
            yield f"{value} is not a fictional number or address"


def client_faults(client: Client, practice: DemoPractice) -> Iterator[str]:
    """Give every fault of one client in plain words."""
    carers = {person.id for person in practice.staff if {"clinician", "trainee"} & set(person.roles)}
    if not {client.primary, *client.team} <= {person.id for person in practice.staff}:
        yield "someone in the care team does not work here"
    if not {session.clinician for session in client.sessions} <= carers:
        yield "a session is with someone who does not give care"
    consent = client.consent
    if not {consent.recording, consent.transcription, consent.drafting} <= _CONSENT:
        yield "no such answer to a consent"
    phones = [client.phone, *(contact.phone for contact in client.contacts)]
    yield from _reach_faults(client.email, *phones)
    yield from _record_faults(client)
    yield from _order_faults(client)
    for session in client.sessions:
        yield from (f"session {session.number}: {fault}" for fault in _session_faults(session, client))
    yield from _repetitions(client)
    yield from _thread_faults(client)


def _record_faults(client: Client) -> Iterator[str]:
    for diagnosis in client.diagnoses:
        if not _ICD_10_CM.fullmatch(diagnosis.code):
            yield f"{diagnosis.code} does not have the form of ICD-10-CM"
    for measure in client.measures:
        if measure.instrument not in ITEMS:
            yield f"no instrument {measure.instrument}"
        elif measure.answers and len(measure.answers) != ITEMS[measure.instrument]:
            yield f"{measure.instrument} of day {measure.days_ago} has {len(measure.answers)} answers"
        elif measure.answers and (
            sum(measure.answers) != measure.total or not set(measure.answers) <= set(range(4))
        ):
            yield f"{measure.instrument} of day {measure.days_ago} does not add up"


def _order_faults(client: Client) -> Iterator[str]:
    days = [session.days_ago for session in client.sessions]
    if days != sorted(days, reverse=True) or len(days) != len(set(days)):
        yield "sessions are not in order of date"
    if [session.number for session in client.sessions] != list(range(1, len(days) + 1)):
        yield "sessions are not numbered from 1 without a gap"
    dated = [*days, *(measure.days_ago for measure in client.measures)]
    if any(not 0 < day <= OLDEST_DAY for day in dated):
        yield f"a day lies outside the last {OLDEST_DAY} days"
    if any(day > client.since_days_ago for day in dated):
        yield "something happened before the client joined"


def _session_faults(session: Session, client: Client) -> Iterator[str]:
    for name, allowed in _ALLOWED.items():
        if getattr(session, name) not in allowed:
            yield f"no such {name}"
    if session.days_ago % 7 in _SATURDAY_AND_SUNDAY:
        yield "falls on a weekend"
    if (session.attendance == "attended") != (session.minutes > 0):
        yield "minutes and attendance disagree"
    active = {d.code for d in client.diagnoses if d.is_active(session.days_ago)}
    if not set(session.diagnoses) <= active:
        yield f"{sorted(set(session.diagnoses) - active)} was not an active diagnosis on that day"
    agreed = {goal.number for goal in client.goals if goal.agreed_days_ago >= session.days_ago}
    if not set(session.goals) <= agreed:
        yield "a goal was not agreed yet"
    if session.is_written:
        yield from _note_faults(session)
        yield from _score_faults(session, client)
    elif session.note:
        yield "has a note and says that it has none"


def _note_faults(session: Session) -> Iterator[str]:
    if tuple(name for name, _ in session.note) != FORMATS.get(session.format):
        yield f"the sections are not those of {session.format or 'a format'}"
    if any(not text.strip() or "{" in text for _, text in session.note):
        yield "a section is empty or holds an unfilled mark"
    if not session.risk or (session.risk == "not_asked") != bool(session.risk_reason):
        yield "risk must be answered, and 'not asked' needs a reason"


def _score_faults(session: Session, client: Client) -> Iterator[str]:
    taken = {(m.instrument, m.total) for m in client.measures if m.days_ago == session.days_ago}
    for instrument, total in _SCORE.findall(session.text):
        if (instrument, int(total)) not in taken:
            yield f"{instrument} {total} is not what the chart holds for that day"


def _repetitions(client: Client) -> Iterator[str]:
    for one, other in combinations(client.written, 2):
        if similarity(one.text, other.text) >= SAME_TEXT:
            yield f"sessions {one.number} and {other.number} are nearly the same"


def _thread_faults(client: Client) -> Iterator[str]:
    texts = {session.number: session.text for session in client.written}
    if client.depth == "written" and not client.threads:
        yield "no threads"
    for thread in client.threads:
        if thread.kind not in _THREADS or (thread.kind == "promise") != (thread.open is not None):
            yield f"thread '{thread.summary}' has no fitting kind"
        for mention in thread.at:
            if mention.quote not in texts.get(mention.session, ""):
                yield f"session {mention.session} does not say '{mention.quote}'"


def _double_bookings(practice: DemoPractice) -> Iterator[str]:
    slots = Counter(
        (session.clinician, session.days_ago, session.start)
        for client in practice.clients
        for session in client.sessions
    )
    yield from (
        f"{who} is booked twice {day} days ago at {time}" for (who, day, time), n in slots.items() if n > 1
    )


def _loose_ends(practice: DemoPractice) -> Iterator[str]:
    clients = {client.id: client for client in practice.clients}
    staff = {person.id for person in practice.staff}
    owed = [(task.client, task.owner) for task in practice.tasks]
    owed += [(letter.client, letter.author) for letter in practice.letters]
    owed += [(note.client, note.author) for note in practice.psychotherapy_notes]
    for client_id, person in owed:
        if client_id not in clients or person not in staff:
            yield f"nobody fits what {person} owes about {client_id}"
    for spoken in practice.conversations:
        sessions = clients[spoken.client].sessions if spoken.client in clients else ()
        if not any(s.number == spoken.session and s.record == "transcript" for s in sessions):
            yield f"the conversation of {spoken.client} belongs to no session"
