from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rapport.engines.kinds import RiskAnswer
from rapport.engines.linter import AiFact, Level, NoteFacts, Participant, RiskFact, Setting, checks, lint
from rapport.engines.linter.rules import RULES

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
GOOD = NoteFacts(
    at=START + timedelta(hours=3),
    client_identified=True,
    service_date=date(2026, 3, 2),
    clinician_name="Maya Ortiz",
    clinician_credential="LCSW",
    licence_state="OR",
    author_is_signer=True,
    signature_authenticated=True,
    started=START,
    ended=START + timedelta(minutes=50),
    service_code="90834",
    setting=Setting.VIDEO,
    client_location="12 Elm St, Portland OR",
    clinician_location="Office, Portland OR",
    telehealth_consent=True,
    place_of_service="10",
    modifiers=("95",),
    participants=(Participant("client"),),
    consent_in_force=True,
    diagnoses=("F41.1",),
    diagnoses_billable=True,
    diagnoses_active=True,
    diagnoses_match_plan=True,
    plan_goals=("goal-1",),
    plan_signed=True,
    plan_review_due=date(2026, 4, 1),
    sections=(("subjective", "Client reported worry at work."),),
    symptoms="Worry most days.",
    function="Misses deadlines.",
    interventions=("Cognitive restructuring",),
    response="Found one balanced thought.",
    progress="Better: two worry-free evenings.",
    risk=(RiskFact("suicide", RiskAnswer.DENIED),),
    mental_status="Alert, oriented, anxious mood.",
    next_step="Continue thought records.",
    homework="Three thought records.",
    frequency="Weekly.",
    necessity="Still misses deadlines because of worry.",
)
AI = AiFact(used=True, consent_on_file=True, provenance_stored=True, attested=True)

# check, what spoils the good note, what is fine again
TABLE = [
    ("identity", {"client_identified": False}, {"client_identified": True}),
    ("identity", {"service_date": None}, {"service_date": date(2026, 3, 2)}),
    ("clinician", {"clinician_credential": " "}, {"clinician_credential": "PhD"}),
    ("supervisor", {"supervisor_required": True}, {"supervisor_required": True, "supervisor_name": "Dr Lee"}),
    ("authorship", {"author_is_signer": False}, {"author_is_signer": True}),
    ("authorship", {"signature_authenticated": False}, {"signature_authenticated": True}),
    ("authorship", {"signature_is_image": True}, {"signature_is_image": False}),
    ("time", {"started": None, "ended": None}, {"started": None, "ended": None, "psychotherapy_minutes": 45}),
    ("time", {"ended": START}, {"ended": START + timedelta(minutes=45)}),
    ("time", {"ended": None}, {"ended": START + timedelta(minutes=45)}),
    ("time", {"psychotherapy_minutes": 60}, {"psychotherapy_minutes": 48}),
    ("time", {"at": START}, {"at": START + timedelta(hours=1)}),
    ("consent", {"consent_in_force": False}, {"consent_in_force": True}),
    (
        "consent",
        {"participants": (Participant("client"), Participant("parent", consented=False))},
        {"participants": (Participant("client"), Participant("parent"))},
    ),
    ("ai_consent", {"ai": replace(AI, consent_on_file=False)}, {"ai": AI}),
    ("ai_attestation", {"ai": replace(AI, attested=False)}, {"ai": AI}),
    ("ai_attestation", {"ai": replace(AI, open_sentences=2)}, {"ai": AiFact()}),
    ("ai_provenance", {"ai": replace(AI, provenance_stored=False)}, {"ai": AI}),
    (
        "code_time",
        {"service_code": "90837"},
        {"service_code": "90837", "ended": START + timedelta(minutes=53)},
    ),
    ("code_time", {"break_minutes": 15}, {"break_minutes": 12}),
    (
        "code_time",
        {"service_code": "90832", "ended": START + timedelta(minutes=15)},
        {"service_code": "90832", "ended": START + timedelta(minutes=16)},
    ),
    (
        "code_time",
        {"service_code": "90839", "ended": START + timedelta(minutes=29)},
        {"service_code": "90839", "ended": START + timedelta(minutes=30)},
    ),
    ("setting", {"setting": None}, {"setting": Setting.VIDEO}),
    (
        "setting",
        {"client_location": ""},
        {"setting": Setting.IN_PERSON, "place_of_service": "11", "modifiers": ()},
    ),
    ("setting", {"telehealth_consent": False}, {"telehealth_consent": True}),
    (
        "audio_reason",
        {"setting": Setting.AUDIO_ONLY, "modifiers": ("93",)},
        {"setting": Setting.AUDIO_ONLY, "modifiers": ("93",), "audio_only_reason": "No camera."},
    ),
    ("place_modifier", {"place_of_service": "11"}, {"place_of_service": "02"}),
    ("place_modifier", {"modifiers": ()}, {"modifiers": ("95", "HO")}),
    ("participants", {"participants": ()}, {"participants": (Participant("client"),)}),
    (
        "participants",
        {"service_code": "90846"},
        {"service_code": "90846", "participants": (Participant("parent"),)},
    ),
    (
        "participants",
        {"service_code": "90847"},
        {"service_code": "90847", "participants": (Participant("client"), Participant("parent"))},
    ),
    ("diagnosis", {"diagnoses": ()}, {"diagnoses": ("F32.1",)}),
    ("diagnosis", {"diagnoses_match_plan": False}, {"diagnoses_match_plan": True}),
    ("plan_link", {"plan_goals": ()}, {"plan_goals": ("goal-2",)}),
    ("plan_link", {"plan_review_due": date(2026, 3, 1)}, {"plan_review_due": date(2026, 3, 2)}),
    ("symptoms", {"function": ""}, {"function": "Late for work."}),
    ("cloned", {"similarity": 0.91}, {"similarity": 0.9}),
    ("intervention", {"interventions": ()}, {"interventions": ("Exposure",)}),
    (
        "intervention_support",
        {"interventions": ("Supportive listening",)},
        {"interventions": ("Supportive listening", "Exposure")},
    ),
    ("response", {"progress": ""}, {"progress": "Same."}),
    ("risk", {"risk": ()}, {"risk": (RiskFact("suicide", RiskAnswer.RAISED),)}),
    (
        "risk_reason",
        {"risk": (RiskFact("suicide"),)},
        {"risk": (RiskFact("suicide", reason="Couple session ended early."),)},
    ),
    (
        "risk_action",
        {"risk": (RiskFact("suicide", RiskAnswer.RAISED, flag_open=True),)},
        {"risk": (RiskFact("suicide", RiskAnswer.RAISED, flag_open=True, action="Safety plan made."),)},
    ),
    ("mental_status", {"mental_status": ""}, {"mental_status": "Alert."}),
    ("plan", {"necessity": ""}, {"necessity": "Panic twice a week."}),
    ("homework", {"homework": ""}, {"homework": "None agreed."}),
    ("timeliness", {"at": START + timedelta(days=4)}, {"at": START + timedelta(days=4), "late_entry": True}),
    (
        "third_party",
        {"other_names": ("Priya",), "sections": (("s", "Argued with Priya."),)},
        {"other_names": ("Priya",), "sections": (("s", "Argued with her manager."),)},
    ),
    (
        "psychotherapy_note",
        {"sections": (("a", "My hunch: strong countertransference."),)},
        {"sections": (("a", "Client felt calmer."),)},
    ),
]


def found(**changed):
    return {finding.check for finding in lint(replace(GOOD, **changed))}


def test_a_complete_note_has_no_findings():
    assert lint(GOOD) == ()


@pytest.mark.parametrize(("check", "spoiled"), [row[:2] for row in TABLE])
def test_each_check_finds_its_fault(check, spoiled):
    assert check in found(**spoiled)


@pytest.mark.parametrize(("check", "mended"), [(row[0], row[2]) for row in TABLE])
def test_each_check_is_silent_when_mended(check, mended):
    assert check not in found(**mended)


def test_every_check_has_a_case_and_words_of_its_own():
    names = {rule.__name__ for rule in RULES}

    assert names == {row[0] for row in TABLE} == set(checks())
    for finding in checks().values():
        assert finding.message.endswith(".")
        assert finding.fix_hint.endswith(".")
        assert finding.source


def test_only_identity_authorship_time_consent_and_attestation_stop_a_signature():
    stopping = {name for name, finding in checks().items() if finding.level is Level.BLOCKS_SIGNATURE}

    assert stopping == {
        "identity",
        "clinician",
        "supervisor",
        "authorship",
        "time",
        "consent",
        "ai_consent",
        "ai_attestation",
        "ai_provenance",
    }


def test_risk_not_assessed_with_a_reason_is_a_valid_answer():
    assert found(risk=(RiskFact("suicide", reason="The child left the room."),)) == set()


def test_risk_that_was_not_asked_is_said_and_asks_for_nothing():
    assert found(risk=(RiskFact("suicide", RiskAnswer.NOT_ASKED, reason="Brief check-in."),)) == set()


def test_what_stops_a_signature_comes_first():
    levels = [finding.level for finding in lint(NoteFacts(at=START))]

    assert levels == sorted(levels, key=list(Level).index)
    assert levels[0] is Level.BLOCKS_SIGNATURE
    assert levels[-1] is Level.WARNS


def test_a_missed_appointment_is_not_asked_about_treatment():
    stamp = NoteFacts(
        at=START, client_identified=True, service_date=START.date(), clinician_name="Maya Ortiz",
        clinician_credential="LCSW", licence_state="OR", author_is_signer=True, signature_authenticated=True,
        telephone_or_no_show=True,
    )  # fmt: skip

    assert lint(stamp) == ()
