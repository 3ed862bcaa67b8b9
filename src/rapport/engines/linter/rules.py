"""The rules: each says whether its check found something. What it then says stands in ``checks.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from rapport.engines.linter.facts import NoteFacts, RiskFact, Setting

CLONED_ABOVE = 0.9
_BANDS = {
    "90832": (16, 37),
    "90834": (38, 52),
    "90837": (53, 10_000),
    "90833": (16, 37),
    "90836": (38, 52),
    "90838": (53, 10_000),
}
_FAMILY_MINUTES = 26
_CRISIS_MINUTES = 30
_REMOTE_PLACES = frozenset({"02", "10"})
_SUPPORT_ONLY = frozenset(
    {"supportive listening", "active listening", "support", "supportive therapy", "listening"}
)
_PRIVATE = re.compile(
    r"\b(?:counter-?transference|transference|my (?:own )?(?:hypothesis|hunch|reaction|feelings?|fantasy)"
    r"|i (?:felt|find myself|found myself|suspect|wonder whether|dislike)|projective identification)\b",
    re.IGNORECASE,
)


def identity(note: NoteFacts) -> bool:
    """Client and day."""
    return not note.client_identified or note.service_date is None


def clinician(note: NoteFacts) -> bool:
    """Name, credential, licence state."""
    return not (
        note.clinician_name.strip() and note.clinician_credential.strip() and note.licence_state.strip()
    )


def supervisor(note: NoteFacts) -> bool:
    """A trainee's supervisor."""
    return note.supervisor_required and not note.supervisor_name.strip()


def authorship(note: NoteFacts) -> bool:
    """The author, authenticated, and no picture."""
    return not note.author_is_signer or not note.signature_authenticated or note.signature_is_image


def time(note: NoteFacts) -> bool:
    """Start before stop, minutes that fit into them, or minutes alone; not in the future."""
    if note.telephone_or_no_show:
        return False
    if note.started is None or note.ended is None:
        return (
            note.started is not note.ended
            or not note.psychotherapy_minutes
            or note.psychotherapy_minutes <= 0
        )
    length = (note.ended - note.started).total_seconds() / 60
    return length <= 0 or note.ended > note.at or (note.psychotherapy_minutes or 0) > length


def minutes(note: NoteFacts) -> int | None:
    """Give the minutes of psychotherapy: as entered, else start to stop without breaks and other service."""
    if note.psychotherapy_minutes is not None:
        return note.psychotherapy_minutes
    if note.started is None or note.ended is None:
        return None
    length = int((note.ended - note.started).total_seconds() // 60)
    return length - note.break_minutes - note.evaluation_minutes


def consent(note: NoteFacts) -> bool:
    """Every participant's."""
    return not note.consent_in_force or not all(one.consented for one in note.participants)


def ai_consent(note: NoteFacts) -> bool:
    """Consent to an engine's help."""
    return note.ai.used and not note.ai.consent_on_file


def ai_attestation(note: NoteFacts) -> bool:
    """The clinician's own review, with no sentence left open."""
    return note.ai.used and (not note.ai.attested or note.ai.open_sentences > 0)


def ai_provenance(note: NoteFacts) -> bool:
    """Sources kept."""
    return note.ai.used and not note.ai.provenance_stored


def code_time(note: NoteFacts) -> bool:
    """Code against minutes; untimed codes are not judged here."""
    length = minutes(note)
    if not note.service_code or length is None:
        return False
    if note.service_code in _BANDS:
        low, high = _BANDS[note.service_code]
        return not low <= length <= high
    if note.service_code in {"90846", "90847"}:
        return length < _FAMILY_MINUTES
    return note.service_code == "90839" and length < _CRISIS_MINUTES


def setting(note: NoteFacts) -> bool:
    """How, where, and the consent to telehealth."""
    if note.setting is None:
        return True
    located = note.client_location.strip() and note.clinician_location.strip()
    return note.setting is not Setting.IN_PERSON and not (located and note.telehealth_consent)


def audio_reason(note: NoteFacts) -> bool:
    """Why audio alone."""
    return note.setting is Setting.AUDIO_ONLY and not note.audio_only_reason.strip()


def place_modifier(note: NoteFacts) -> bool:
    """Place and modifier against how they met; silent while neither is chosen."""
    if note.setting is None or not note.place_of_service:
        return False
    remote = note.setting is not Setting.IN_PERSON
    if (note.place_of_service in _REMOTE_PLACES) != remote:
        return True
    wanted = {Setting.VIDEO: "95", Setting.AUDIO_ONLY: "93"}.get(note.setting)
    present = {"95", "93"} & set(note.modifiers)
    return present != ({wanted} if wanted else set())


def participants(note: NoteFacts) -> bool:
    """Someone was there, and the family code fits."""
    roles = {one.role for one in note.participants}
    if note.service_code == "90846":
        return not roles or "client" in roles
    if note.service_code == "90847":
        return "client" not in roles or len(note.participants) <= 1
    return not roles


def diagnosis(note: NoteFacts) -> bool:
    """Billable, active, as in the plan."""
    return not (
        note.diagnoses and note.diagnoses_billable and note.diagnoses_active and note.diagnoses_match_plan
    )


def plan_link(note: NoteFacts) -> bool:
    """A goal of a plan that is signed and not past its review."""
    day = note.service_date or note.at.date()
    return (
        not note.plan_goals
        or not note.plan_signed
        or (note.plan_review_due is not None and note.plan_review_due < day)
    )


def symptoms(note: NoteFacts) -> bool:
    """Symptoms and function."""
    return not (note.symptoms.strip() and note.function.strip())


def cloned(note: NoteFacts) -> bool:
    """Too like an earlier note."""
    return note.similarity > CLONED_ABOVE


def intervention(note: NoteFacts) -> bool:
    """A technique."""
    return not any(name.strip() for name in note.interventions)


def intervention_support(note: NoteFacts) -> bool:
    """Support as the only technique."""
    named = {name.strip().lower() for name in note.interventions if name.strip()}
    return bool(named) and named <= _SUPPORT_ONLY


def response(note: NoteFacts) -> bool:
    """Response and progress."""
    return not (note.response.strip() and note.progress.strip())


def risk(note: NoteFacts) -> bool:
    """Anything at all about risk."""
    return not note.risk


def risk_reason(note: NoteFacts) -> bool:
    """A reason for each topic that was not assessed."""
    return any(_not_assessed(one) and not one.reason.strip() for one in note.risk)


def _not_assessed(one: RiskFact) -> bool:
    return one.answer is None


def risk_action(note: NoteFacts) -> bool:
    """What was done about an open concern."""
    return any(one.flag_open and not one.action.strip() for one in note.risk)


def mental_status(note: NoteFacts) -> bool:
    """Mental status."""
    return not note.mental_status.strip()


def plan(note: NoteFacts) -> bool:
    """Next step, frequency, why care goes on."""
    return not (note.next_step.strip() and note.frequency.strip() and note.necessity.strip())


def homework(note: NoteFacts) -> bool:
    """Practice between sessions."""
    return not note.homework.strip()


def timeliness(note: NoteFacts) -> bool:
    """Late and not marked so."""
    if note.late_entry:
        return False
    if note.ended is not None:
        return note.at - note.ended > timedelta(hours=note.timely_hours)
    return (
        note.service_date is not None and (note.at.date() - note.service_date).days * 24 > note.timely_hours
    )


def third_party(note: NoteFacts) -> bool:
    """Names of others in the text."""
    return any(re.search(rf"\b{re.escape(name)}\b", note.text) for name in note.other_names if name.strip())


def psychotherapy_note(note: NoteFacts) -> bool:
    """Wording of a private note."""
    return bool(_PRIVATE.search(note.text))


RULES: tuple[Callable[[NoteFacts], bool], ...] = (
    identity, clinician, supervisor, authorship, time, consent, ai_consent, ai_attestation, ai_provenance,
    code_time, setting, audio_reason, place_modifier, participants, diagnosis, plan_link, symptoms, cloned,
    intervention, intervention_support, response, risk, risk_reason, risk_action, mental_status, plan,
    homework, timeliness, third_party, psychotherapy_note,
)  # fmt: skip

# A stamp for a missed or short contact has no session in it: only who, when, authorship and AI are asked.
FOR_EVERY_NOTE = frozenset(
    {
        "identity",
        "clinician",
        "supervisor",
        "authorship",
        "time",
        "ai_consent",
        "ai_attestation",
        "ai_provenance",
        "timeliness",
        "third_party",
        "psychotherapy_note",
    }
)
