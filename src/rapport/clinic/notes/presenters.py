"""Plain values for the pages of a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from rapport.clinic.notes import ai_tasks, linting, queries
from rapport.clinic.notes.models import Decision, Note, NoteOrigin, Sentence
from rapport.clinic.notes.permissions import may_cosign, may_write
from rapport.clinic.notes.policies import ATTESTATION, is_editable, stays_in_note
from rapport.clinic.plans import queries as plans
from rapport.clinic.record import queries as record
from rapport.clinic.sessions import queries as sessions
from rapport.people.clients.kinds import ClientRow
from rapport.people.clinicians import queries as clinicians
from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor

DOUBTFUL, UNSURE = 0.4, 0.6
SPEAKERS = {"clinician": "Clinician", "client": "Client", "other": "Other", "unknown": "Speaker not known"}
LOOK = {
    "risk": "risk", "medication": "medication", "negation": "“not”", "number": "number",
    "low_confidence": "unclear words", "language": "language",
}  # fmt: skip
RISK_TOPICS = {
    "suicide": "Suicide", "self_harm": "Self-harm", "violence": "Harm to others", "abuse": "Abuse or neglect",
    "means": "Access to means", "substance_crisis": "Substance use", "protective": "Protective factors",
}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """One source behind a sentence, as a link."""

    ref: str
    quote: str
    speaker: str
    seconds: float | None
    until: float | None
    sha256: str


@dataclass(frozen=True)
class Line:
    """One sentence as it is shown."""

    id: Any
    text: str
    kind: str
    decision: str
    revision: int
    evidence: list[Evidence]
    looks: list[str]
    proposed: str
    reason: str

    @property
    def waits(self) -> bool:
        """Whether it waits for a decision."""
        return self.decision == Decision.PROPOSED


@dataclass(frozen=True)
class Section:
    """One section of a note as it is shown."""

    key: str
    title: str
    lines: list[Line]
    prompts: Sequence[str]
    not_found: Sequence[str]

    @property
    def waiting(self) -> int:
        """How many sentences wait, without those that ask for a second look."""
        return sum(1 for line in self.lines if line.waits and not line.looks)


@dataclass(frozen=True)
class Piece:
    """Some words of a line: how they are marked, and what is to be known of them."""

    words: str
    mark: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Spoken:
    """One line of the transcript with words marked by the recogniser's confidence."""

    id: Any
    ref: str
    role: str
    name: str
    start: float | None
    end: float | None
    version: int
    pieces: list[Piece]


@dataclass(frozen=True)
class NotePage:
    """Everything that a note's page shows."""

    note: Note
    client: ClientRow
    sections: list[Section]
    risk: list[tuple[str, str]]
    waiting: int
    total: int
    transcript: list[Spoken]
    transcript_gone: str
    notices: Sequence[str]
    recording_id: Any
    interventions: Sequence[Mapping[str, Any]]
    left_out: Sequence[Mapping[str, Any]]
    findings: Sequence[Any]
    may_edit: bool
    may_cosign: bool
    wants_impressions: bool
    attestation: str
    session_id: Any
    other_formats: Sequence[tuple[str, str]]

    @property
    def risk_not_looked_for(self) -> bool:
        """Whether a draft was made whose language the finder of risk does not know."""
        return self.note.run_id is not None and not self.note.findings.get("risk_looked_for", True)

    @property
    def transcript_versions(self) -> int:
        """The sum of the versions of the lines that are shown: it tells whether one was changed since."""
        return sum(line.version for line in self.transcript)

    @property
    def blockers(self) -> list[Any]:
        """What the checks found that keeps the note from being signed."""
        return [finding for finding in self.findings if finding.blocks_signature]

    @property
    def kept_sections(self) -> list[Section]:
        """The note as it would be signed now."""
        return kept(self.sections)


def note_page(*, by: Actor, note: Note, client: ClientRow, at: datetime, attested: bool = False) -> NotePage:
    """Give a note's page to someone who may see its client's chart.

    ``attested`` says that the page itself asks for the attestation, so that the checks need not.
    """
    rows = queries.sentences_of(note)
    spoken, gone, notices = _transcript(by, note)
    recording = sessions.recording_of(note.session_id) if note.session_id else None
    playable = recording is not None and recording.state in {"received", "transcribed"}
    editable = may_write(by, note) and is_editable(note)
    return NotePage(
        note=note,
        client=client,
        sections=sections_of(note, rows),
        risk=[(RISK_TOPICS.get(r["topic"], r["topic"]), r["answer"]) for r in note.findings.get("risk", [])],
        waiting=sum(1 for row in rows if row.decision == Decision.PROPOSED),
        total=sum(1 for row in rows if row.output_id is not None),
        transcript=spoken,
        transcript_gone=gone,
        notices=[*notices, *note.findings.get("notices", [])],
        recording_id=recording.id if recording and playable else None,
        interventions=note.findings.get("interventions", []),
        left_out=note.findings.get("left_out", []),
        findings=linting.findings(note, at=at, attested=attested) if editable else [],
        may_edit=editable,
        may_cosign=note.state == "pending_cosign"
        and may_cosign(by, clinicians.supervisor_of(note.author_id)),
        wants_impressions=editable
        and _impressions_first(by)
        and not note.impressions
        and note.origin == "drafted",
        attestation=ATTESTATION,
        session_id=note.session_id,
        other_formats=_other_formats(note) if editable and spoken else (),
    )


def _other_formats(note: Note) -> list[tuple[str, str]]:
    if note.origin not in {NoteOrigin.DRAFTED, NoteOrigin.DICTATED}:
        return []
    return [(key, found.title) for key, found in ai_tasks.formats().items() if key != note.format]


def sections_of(note: Note, rows: Sequence[Sentence]) -> list[Section]:
    """Give the sections of a note's format in order, risk first, with every sentence in its place."""
    findings = note.findings
    titles = {section.key: section.title for section in ai_tasks.formats()[note.format].sections}
    titles = {**titles, **{key: title for key, title in findings.get("titles", {}).items() if key in titles}}
    places = {"risk": "Risk", **titles}
    for row in rows:
        places.setdefault(row.section, row.section.replace("_", " ").capitalize())
    return [
        Section(
            key=key,
            title=title,
            lines=[line_of(row) for row in rows if row.section == key],
            prompts=findings.get("prompts", {}).get(key, []),
            not_found=findings.get("not_found", {}).get(key, []),
        )
        for key, title in places.items()
    ]


def all_sections(note: Note) -> list[Section]:
    """Give the sections of a note as it stands."""
    return sections_of(note, queries.sentences_of(note))


def kept(sections: Sequence[Section]) -> list[Section]:
    """Give only what stays in the note, without empty sections."""
    parts = [(s, [line for line in s.lines if stays_in_note(line.decision)]) for s in sections]
    return [Section(s.key, s.title, lines, (), ()) for s, lines in parts if lines]


def facts_of(note: Note) -> list[tuple[str, str]]:
    """Give the stated facts of a note in words, for its sheet."""
    facts = note.facts
    shown = [
        ("Service", _times(facts)),
        ("Setting", _setting(facts)),
        ("Took part", facts.get("participants", "")),
    ]
    diagnoses = record.diagnoses_of(client_id=note.client_id)
    treated = [f"{d.code} {d.label}" for d in diagnoses if str(d.id) in facts.get("diagnoses", [])]
    goals = [g.text for g in plans.goals_of(client_id=note.client_id) if str(g.id) in facts.get("goals", [])]
    shown += [
        ("Diagnoses", "; ".join(treated)),
        ("Goals worked on", "; ".join(goals)),
        ("Mental status", facts.get("mental_status", "")),
        ("Risk", _risk(facts)),
        ("Written by", note.author.display_name),
    ]
    return [(label, value) for label, value in shown if value]


def _times(facts: Mapping[str, Any]) -> str:
    if not facts.get("started_at") or not facts.get("ended_at"):
        return ""
    start = timezone.localtime(datetime.fromisoformat(facts["started_at"]))
    stop = timezone.localtime(datetime.fromisoformat(facts["ended_at"]))
    minutes = int((stop - start).total_seconds() // 60)
    return f"{start:%B} {start.day}, {start.year}, {_hour(start)} to {_hour(stop)} ({minutes} min)"


def _hour(at: datetime) -> str:
    return f"{at:%I:%M %p}".lstrip("0")


def _setting(facts: Mapping[str, Any]) -> str:
    how = {"in_person": "In person", "video": "By video", "audio": "By telephone"}.get(
        facts.get("modality", ""), ""
    )
    where = facts.get("client_location", "")
    return f"{how}, client in {where}" if how and where else how


def _risk(facts: Mapping[str, Any]) -> str:
    if facts.get("risk_answer") == "not_assessed":
        return f"Not assessed in this session: {facts.get('risk_reason') or 'no reason given'}"
    return {"assessed_denied": "Asked; denied", "assessed_raised": "Raised; see above"}.get(
        facts.get("risk_answer", ""), ""
    )


def line_of(sentence: Sentence) -> Line:
    """Give one sentence as it is shown."""
    body = sentence.body
    return Line(
        id=sentence.id,
        text=body["text"],
        kind="from_clinician" if sentence.decision in {Decision.EDITED, Decision.WRITTEN} else body["kind"],
        decision=sentence.decision,
        revision=sentence.revision,
        evidence=[_evidence(span) for span in body["evidence"]],
        looks=[LOOK.get(look, look) for look in body.get("second_look", [])],
        proposed=body.get("proposed", ""),
        reason=body.get("reason", ""),
    )


def signed_sections(note: Note) -> list[Section]:
    """Give only what was signed, from the newest signed version."""
    versions = queries.versions_of(note)
    if not versions:
        return []
    content = versions[-1].content
    known = {s.key: s.title for s in ai_tasks.formats()[note.format].sections}
    places = {"risk": "Risk", **known}
    sections = []
    for key, title in places.items():
        lines = [_signed_line(row) for row in content["sentences"] if row["section"] == key]
        if lines:
            sections.append(Section(key, title, lines, (), ()))
    return sections


def _signed_line(row: Mapping[str, Any]) -> Line:
    evidence = [_evidence(span) for span in row["evidence"]]
    return Line(row["id"], row["text"], row["kind"], row["decision"], 0, evidence, [], "", "")


def _evidence(span: Mapping[str, Any]) -> Evidence:
    return Evidence(
        ref=span.get("ref", ""),
        quote=span.get("quote", ""),
        speaker=SPEAKERS.get(span.get("speaker", ""), ""),
        seconds=span.get("seconds"),
        until=span.get("until"),
        sha256=span.get("sha256", ""),
    )


def _transcript(by: Actor, note: Note) -> tuple[list[Spoken], str, Sequence[str]]:
    if note.session_id is None:
        return [], "", []
    transcript = sessions.transcript_of(note.session_id)
    if transcript is None:
        before = sessions.any_transcript_of(note.session_id)
        gone = (
            "The transcript was deleted under the retention rule. Excerpts stand with the sentences."
            if before
            else ""
        )
        return [], gone, []
    lines = sessions.lines_for(by=by, transcript=transcript, client_id=note.client_id)
    return [_spoken(line) for line in lines], "", transcript.notices


def _spoken(line: sessions.Line) -> Spoken:
    spoken = line.spoken
    role = str(spoken.speaker)
    return Spoken(
        line.id, spoken.ref, role, SPEAKERS[role], spoken.start, spoken.end, line.version, _pieces(spoken)
    )


def _pieces(spoken: Any) -> list[Piece]:
    """Give the text in pieces; words that want a second ear stand alone, with what to know of them."""
    if not spoken.words:
        return [Piece(spoken.text)]
    pieces: list[Piece] = []
    for word in spoken.words:
        piece = _piece(word)
        if pieces and not piece.mark and not pieces[-1].mark:
            pieces[-1] = Piece(f"{pieces[-1].words} {piece.words}")
        else:
            pieces.append(piece)
    return pieces


def _piece(word: Any) -> Piece:
    words, sure = word.text.strip(), round(word.probability * 100)
    if word.heard:
        return Piece(
            words, "word-set-right", f"Heard as “{word.heard.strip()}”; set right from the chart's names"
        )
    if word.probability >= UNSURE:
        return Piece(words)
    mark = "word-doubtful" if word.probability < DOUBTFUL else "word-unsure"
    return Piece(words, mark, f"The recognizer was {sure} % sure")


def _impressions_first(by: Actor) -> bool:
    profile = clinicians.profile_of(by.id)
    own = profile.impressions_first if profile else None
    return bool(practice.setting("impressions_first") if own is None else own)
