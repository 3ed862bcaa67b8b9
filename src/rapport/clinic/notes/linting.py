"""The note linter (domain rules in `engines.linter`) on a note of the chart, and the near-duplicate meter."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from rapport.clinic.notes import queries, stamps
from rapport.clinic.notes.models import Decision, Note, NoteKind, NoteOrigin
from rapport.clinic.notes.policies import is_dictated, stays_in_note
from rapport.clinic.plans import queries as plans
from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries as sessions
from rapport.engines import linter
from rapport.engines.kinds import RiskAnswer
from rapport.people.clients import queries as clients
from rapport.people.clinicians import queries as clinicians
from rapport.people.practice import queries as practice
from rapport.trust.consent import queries as consent
from rapport.trust.consent.kinds import Purpose

SETTINGS = {
    "in_person": linter.Setting.IN_PERSON,
    "video": linter.Setting.VIDEO,
    "audio": linter.Setting.AUDIO_ONLY,
}
NOT_A_SERVICE = {NoteKind.PHONE_CONTACT, NoteKind.NO_SHOW}


@dataclass(frozen=True)
class ShownFinding:
    """One finding as pages show it."""

    check: str
    message: str
    fix_hint: str
    source: str
    blocks_signature: bool
    blocks_claim: bool


@dataclass(frozen=True)
class Nearness:
    """How much of a note stands already in an earlier one of the same client."""

    share: float
    note_id: uuid.UUID | None
    passage: str

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(self.share * 100)


def findings(note: Note, *, at: datetime, attested: bool) -> list[ShownFinding]:
    """Give what the linter finds in a note as it stands now."""
    found = [_shown(one) for one in linter.lint(facts_of(note, at=at, attested=attested))]
    if any(stamps.unfilled(row.body["text"]) for row in _kept(note)) and note.origin == NoteOrigin.STAMP:
        found.insert(0, _UNFILLED)
    return found


def nearest_earlier(note: Note) -> Nearness:
    """Compare a note with the client's earlier ones."""
    earlier = queries.earlier_texts(note)
    best = linter.compare(queries.text_of(note), [text for _, text in earlier])
    which = earlier[best.which][0] if best.which is not None else None
    return Nearness(best.share, which, best.passage)


def facts_of(note: Note, *, at: datetime, attested: bool) -> linter.NoteFacts:
    """Give what the linter looks at, read from the chart and the note's stated facts."""
    facts, client = note.facts, clients.client_by_id(note.client_id)
    started, ended = _moment(facts.get("started_at")), _moment(facts.get("ended_at"))
    day = timezone.localtime(started).date() if started else _stamped_day(note)
    profile = clinicians.profile_of(note.author_id)
    texts = _texts(note)
    goals = [g for g in plans.active_goals(client_id=note.client_id) if str(g.id) in facts.get("goals", [])]
    return linter.NoteFacts(
        at=at,
        client_identified=bool(
            client and client.legal_name and (client.birth_date or note.kind in NOT_A_SERVICE)
        ),
        service_date=day,
        clinician_name=note.author.display_name,
        clinician_credential=profile.credential if profile else "",
        licence_state=", ".join(clinicians.licensed_states(note.author_id, on=day or at.date())),
        supervisor_required=bool(profile and profile.supervisor_id),
        supervisor_name="named in the profile" if profile and profile.supervisor_id else "",
        author_is_signer=True,  # permissions.check_may_write lets nobody else sign
        signature_authenticated=True,  # it comes from a sign-in, never from a picture
        started=started,
        ended=ended,
        psychotherapy_minutes=facts.get("psychotherapy_minutes"),
        setting=SETTINGS.get(facts.get("modality", "")),
        client_location=facts.get("client_location", ""),
        clinician_location=facts.get("clinician_location", ""),
        telehealth_consent=bool(facts.get("telehealth_agreed")),
        audio_only_reason=facts.get("reason_for_audio", ""),
        participants=_participants(facts),
        consent_in_force=True,  # capture and drafting were gated at each step; a typed note needs none
        diagnoses=tuple(facts.get("diagnoses", [])),
        diagnoses_billable=bool(facts.get("diagnoses")),
        diagnoses_active=_active(note, day),
        diagnoses_match_plan=_active(note, day),
        plan_goals=tuple(str(g.id) for g in goals),
        plan_signed=bool(goals),
        plan_review_due=min((g.review_on for g in goals if g.review_on), default=None),
        sections=tuple(texts.items()),
        symptoms=_any(texts, "subjective", "data", "behavior", "problem", "presenting_problem"),
        function=_any(texts, "subjective", "data", "behavior", "problem", "presenting_problem"),
        interventions=_interventions(note, texts),
        response=_any(texts, "response", "assessment", "evaluation", "data", "subjective"),
        progress=_any(texts, "assessment", "evaluation", "response"),
        risk=_risk(note),
        mental_status=facts.get("mental_status", "") or texts.get("objective", ""),
        next_step=texts.get("plan", "") or texts.get("evaluation", ""),
        homework=texts.get("plan", "") or texts.get("evaluation", ""),
        frequency=texts.get("plan", "") or texts.get("evaluation", ""),
        necessity=_any(texts, "assessment", "evaluation", "plan"),
        ai=_ai(note, attested=attested),
        late_entry=bool(facts.get("late_entry_reason")),
        timely_hours=int(practice.setting("late_entry_hours")),
        similarity=nearest_earlier(note).share,
        telephone_or_no_show=note.kind in NOT_A_SERVICE,
    )


_UNFILLED = ShownFinding(
    "unfilled",
    "A bracket of the stamp still waits to be filled.",
    "Edit the sentence, or leave it out.",
    "Stamp texts of this project",
    blocks_signature=True,
    blocks_claim=True,
)


def _shown(one: linter.Finding) -> ShownFinding:
    return ShownFinding(
        one.check,
        one.message,
        one.fix_hint,
        one.source,
        blocks_signature=one.level is linter.Level.BLOCKS_SIGNATURE,
        blocks_claim=one.level is linter.Level.BLOCKS_CLAIM,
    )


def _kept(note: Note) -> list[Any]:
    return [row for row in queries.sentences_of(note) if stays_in_note(row.decision)]


def _texts(note: Note) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for row in _kept(note):
        texts.setdefault(row.section, []).append(row.body["text"])
    return {section: " ".join(parts) for section, parts in texts.items()}


def _any(texts: dict[str, str], *sections: str) -> str:
    return " ".join(texts[section] for section in sections if section in texts)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _stamped_day(note: Note) -> date | None:
    return timezone.localtime(note.made_at).date() if note.kind in NOT_A_SERVICE else None


def _participants(facts: dict[str, Any]) -> tuple[linter.Participant, ...]:
    said = facts.get("participants", "")
    return tuple(
        linter.Participant(part.strip()) for part in said.replace(" and ", ",").split(",") if part.strip()
    )


def _active(note: Note, day: date | None) -> bool:
    if day is None:
        return False
    active = {str(d.id) for d in record.diagnoses_of(client_id=note.client_id, on=day)}
    return set(note.facts.get("diagnoses", [])) <= active


def _interventions(note: Note, texts: dict[str, str]) -> tuple[str, ...]:
    heard = [one["name"] for one in note.findings.get("interventions", [])]
    written = texts.get("intervention", "") or texts.get("interventions", "")
    return (*heard, *([written] if written else []))


def _risk(note: Note) -> tuple[linter.RiskFact, ...]:
    """Give what is known of risk: the clinician's own answer first, then what the draft's lines hold."""
    answer, reason = note.facts.get("risk_answer", ""), note.facts.get("risk_reason", "")
    if answer == "not_assessed":
        return (linter.RiskFact("risk", None, reason),)
    if answer:
        return (
            linter.RiskFact("risk", RiskAnswer.DENIED if answer == "assessed_denied" else RiskAnswer.RAISED),
        )
    if any(row.section == "risk" for row in _kept(note)):
        return (linter.RiskFact("risk", RiskAnswer.RAISED),)
    return ()


def _ai(note: Note, *, attested: bool) -> linter.AiFact:
    if note.run_id is None or is_dictated(note):
        return linter.AiFact()
    agreed = consent.consent_in_force(client_id=note.client_id, purpose=Purpose.NOTE_DRAFTING)
    waiting = note.sentences.filter(decision=Decision.PROPOSED).count()
    return linter.AiFact(
        used=True,
        consent_on_file=agreed.signature_id is not None,
        provenance_stored=True,
        attested=attested,
        open_sentences=waiting,
    )


def session_end(note: Note) -> datetime | None:
    """Give when a note's session ended, if it has one and that is known."""
    return sessions.session_by_id(note.session_id).ended_at if note.session_id else None
