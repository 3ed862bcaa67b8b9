"""Who is who: roles that a label says by itself, and setting them when a person knows better."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapport.engines.kinds import Speaker, Utterance
from rapport.engines.transcripts.types import ParsedTranscript, SpeakerLabel

_CLINICIAN = frozenset(
    {"t", "th", "therapist", "clinician", "counselor", "counsellor", "psychologist", "psychiatrist"}
    | {"psychotherapist", "provider", "doctor", "dr", "social worker", "practitioner"}
    | {"terapeuta", "psicóloga", "psicólogo"}
)
_CLIENT = frozenset({"c", "cl", "client", "p", "pt", "patient", "cliente", "paciente"})
_OTHER = frozenset(
    {
        "other",
        "other speaker",
        "interpreter",
        "supervisor",
        "guardian",
        "caregiver",
        "family",
        "family member",
    }
    | {"mother", "father", "mom", "mum", "dad", "parent", "sister", "brother"}
    | {"partner", "spouse", "husband", "wife"}
)
_UNKNOWN = frozenset({"unknown", "unknown speaker", "speaker"})
_TITLE = re.compile(r"(?:dr|doctor|doc)\.?\s+\S.*")
_NUMBERED = re.compile(r"(.*?)[\s_#-]*\d+")
_ANONYMOUS = re.compile(r"(?:speaker|person|voice|participant|spk|s)?[\s_#-]*(?:\d{1,3}|[a-z])?")
_TWO = 2


def role_of(label: str) -> Speaker | None:
    """Give the role that a label says ("Therapist", "Pt 2", "Dr. Okafor"); None when it is only a name."""
    name = label.casefold().strip(" .")
    for candidate in (name, _without_number(name)):
        if candidate in _CLINICIAN or _TITLE.fullmatch(candidate):
            return Speaker.CLINICIAN
        if candidate in _CLIENT:
            return Speaker.CLIENT
        if candidate in _OTHER:
            return Speaker.OTHER
        if candidate in _UNKNOWN:
            return Speaker.UNKNOWN
    return Speaker.UNKNOWN if len(name) > 1 and _ANONYMOUS.fullmatch(name) else None


def roles(labels: Sequence[str]) -> dict[str, Speaker]:
    """Give each label's role; the letters C and P are read in each other's company.

    Beside P (patient) and without T, the letter C is the clinician or counselor, and so is D (doctor).
    """
    letters = {label.casefold().strip(" .") for label in labels}
    found = {label: role_of(label) or Speaker.UNKNOWN for label in labels}
    if letters & {"p", "pt"} and Speaker.CLINICIAN not in found.values():
        for label in labels:
            if label.casefold().strip(" .") in {"c", "d"}:
                found[label] = Speaker.CLINICIAN
    return found


def described(
    labels: Sequence[str], found: Mapping[str, Speaker], said_by: Sequence[str], spoken: Sequence[Utterance]
) -> tuple[SpeakerLabel, ...]:
    """Give the labels in order of appearance with their utterances and, with two of them, a suggestion."""
    refs: dict[str, list[str]] = {label: [] for label in labels}
    for label, utterance in zip(said_by, spoken, strict=True):
        refs[label].append(utterance.ref)
    return tuple(
        SpeakerLabel(label, found[label], tuple(refs[label]), _suggestion(label, found)) for label in labels
    )


def with_roles(parsed: ParsedTranscript, roles_by_label: Mapping[str, Speaker]) -> ParsedTranscript:
    """This will give the transcript with the roles that a person set; other labels keep theirs."""
    labels = tuple(
        replace(one, speaker=roles_by_label.get(one.label, one.speaker), suggestion=None)
        for one in parsed.speaker_labels
    )
    who = {ref: one.speaker for one in labels for ref in one.refs}
    spoken = tuple(replace(one, speaker=who[one.ref]) for one in parsed.transcript.utterances)
    return replace(parsed, transcript=replace(parsed.transcript, utterances=spoken), speaker_labels=labels)


def _suggestion(label: str, found: Mapping[str, Speaker]) -> Speaker | None:
    if found[label] is not Speaker.UNKNOWN or len(found) != _TWO:
        return None
    other = next(role for name, role in found.items() if name != label)
    return {Speaker.CLINICIAN: Speaker.CLIENT, Speaker.CLIENT: Speaker.CLINICIAN}.get(other)


def _without_number(name: str) -> str:
    match = _NUMBERED.fullmatch(name)
    return match[1] if match else name
