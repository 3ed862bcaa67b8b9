"""All rules on one sentence."""

from __future__ import annotations

from rapport.engines.grounding import rules
from rapport.engines.grounding.case import build_case
from rapport.engines.grounding.measures import check_measure
from rapport.engines.grounding.quotes import check_quotes
from rapport.engines.grounding.sources import all_sources, check_evidence
from rapport.engines.grounding.verdict import Failure, FailureCode, Verdict
from rapport.engines.kinds import DraftSentence, SentenceKind, SessionContext, SourceKind, Transcript

_RULES = (
    check_quotes,
    rules.check_added,
    rules.check_left_out,
    rules.check_negation,
    rules.check_numbers,
    rules.check_times,
    rules.check_speakers,
    rules.check_agreement,
    rules.check_topic,
    rules.check_frame,
)
_FOREIGN = Failure(FailureCode.LANGUAGE, "The session is not in English, so only exact words can be checked.")
_NOTHING_KNOWN = SessionContext()


def check(
    sentence: DraftSentence, transcript: Transcript, *, context: SessionContext = _NOTHING_KNOWN
) -> Verdict:
    """Compare a sentence with its evidence; ``ok`` only if every rule holds.

    ``context`` gives the client's own names and medicines, and the texts of scores, entries and plan goals
    that evidence may point to. The clinician's own sentences are theirs and pass.
    """
    if sentence.kind is SentenceKind.FROM_CLINICIAN:
        return Verdict(ok=True)
    known = all_sources(transcript, context)
    broken = check_evidence(sentence, known)
    if broken:
        return Verdict.of(broken)
    if sentence.kind is SentenceKind.FROM_MEASURE or all(
        s.source is SourceKind.MEASURE for s in sentence.evidence
    ):
        return Verdict.of(check_measure(sentence, context))
    if not transcript.language.lower().startswith("en") and sentence.kind is not SentenceKind.QUOTED:
        return Verdict.of([_FOREIGN])
    case = build_case(sentence, known, context)
    return Verdict.of([failure for rule in _RULES for failure in rule(case)])
