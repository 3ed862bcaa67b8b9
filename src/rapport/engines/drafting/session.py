"""Draft a note: collect exchange by exchange, choose, word, and put each sentence in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rapport.engines.drafting import recap as dictated
from rapport.engines.drafting.agreements import find_agreements
from rapport.engines.drafting.exchanges import Exchange, Exchanges
from rapport.engines.drafting.formats import NoteFormat, SectionRule
from rapport.engines.drafting.goals import goal_sentences
from rapport.engines.drafting.measured import (
    change_sentences,
    formulation_sentences,
    measure_sentences,
    scores_said,
)
from rapport.engines.drafting.merging import merged
from rapport.engines.drafting.notices import in_english, notices_of
from rapport.engines.drafting.omissions import left_out
from rapport.engines.drafting.planning import plan_sentences
from rapport.engines.drafting.salience import scored
from rapport.engines.drafting.selection import choose, page_budget
from rapport.engines.drafting.statements import Statement, names_risk, statements_of
from rapport.engines.drafting.techniques import intervention_sentences, responses
from rapport.engines.drafting.wording import Proposer, Verifier, Writer
from rapport.engines.grounding import check
from rapport.engines.grounding.words import fold
from rapport.engines.interventions import find_interventions
from rapport.engines.kinds import (
    Draft,
    DraftSection,
    DraftSentence,
    Intervention,
    RiskAnswer,
    RiskStatement,
    SessionContext,
    Span,
    Speaker,
    Transcript,
    Utterance,
)
from rapport.engines.risk import find_risk

# Their quotations are ordinary facts as well (how much is drunk, who helps), so a section may hold them too.
_NOT_ONLY_RISK = frozenset({"substance_crisis", "protective"})
_SYMPTOMS = frozenset({"mood", "anxiety", "sleep", "appetite", "health", "substance"})
_FUNCTION = frozenset({"work", "school", "relationships", "legal"})


@dataclass(slots=True)
class DraftingSession:
    """Takes utterances as they come and drafts from what is there; a live session can ask at any time."""

    context: SessionContext = field(default_factory=SessionContext)
    language: str = "en"
    _utterances: list[Utterance] = field(default_factory=list)
    _exchanges: Exchanges = field(default_factory=Exchanges)
    _statements: list[Statement] = field(default_factory=list)
    _topics: tuple[str, ...] = ()  # what is being talked about; what follows a question on risk starts anew

    def add(self, utterance: Utterance) -> None:
        """Take the next utterance; a finished exchange is read at once."""
        self._utterances.append(utterance)
        finished = self._exchanges.add(utterance)
        if finished is not None:
            found = statements_of(finished, self._topics)
            risky = any(names_risk(fold(u.text)) for u in (*finished.prompt, *finished.answer))
            self._topics = () if risky or not found else found[-1].topics
            self._statements += found

    def read(self) -> tuple[list[Exchange], list[Statement]]:
        """Give the exchanges so far, the open one included, and their statements with scores."""
        ahead = _copy(self._exchanges)
        last = ahead.close()
        statements = [*self._statements, *(statements_of(last, self._topics) if last else ())]
        return ahead.closed, scored(statements, ahead.closed)

    def draft(
        self,
        *,
        format: NoteFormat,  # noqa: A002 - the word that clinicians use for SOAP, DAP and so on
        proposer: Proposer | None = None,
        verifier: Verifier = check,
    ) -> Draft:
        """Draft from everything heard so far; more may be added afterwards."""
        exchanges, statements = self.read()
        transcript = Transcript(tuple(self._utterances), self.language)
        writer = Writer(transcript, self.context, verifier, proposer, quotes_only=not in_english(transcript))
        return _Drafting(writer, format, exchanges, statements).draft()


def draft_note(
    transcript: Transcript,
    *,
    context: SessionContext,
    format: NoteFormat,  # noqa: A002 - the word that clinicians use for SOAP, DAP and so on
    proposer: Proposer | None = None,
    verifier: Verifier = check,
) -> Draft:
    """Draft a note from a transcript. Every sentence names its lines and was accepted by ``verifier``."""
    session = DraftingSession(context, transcript.language)
    for utterance in transcript.utterances:
        session.add(utterance)
    return session.draft(format=format, proposer=proposer, verifier=verifier)


def _copy(exchanges: Exchanges) -> Exchanges:
    return Exchanges(list(exchanges.closed), list(exchanges._prompt), list(exchanges._answer))  # noqa: SLF001 - its own kind


class _Drafting:
    """One run over one transcript and one format."""

    def __init__(
        self,
        writer: Writer,
        form: NoteFormat,
        exchanges: Sequence[Exchange],
        statements: Sequence[Statement],
    ) -> None:
        self.writer, self.form = writer, form
        self.transcript, self.context = writer.transcript, writer.context
        self.exchanges, self.statements = exchanges, statements
        self.english = not writer.quotes_only
        self.notices = notices_of(writer.transcript)

    def draft(self) -> Draft:
        if dictated.is_dictation(self.transcript):
            return self._recap()
        risk = find_risk(self.transcript)
        if not self.english:  # only English is read: what was not found there was not looked for
            risk = tuple(one for one in risk if one.answer is RiskAnswer.RAISED)
        found = find_interventions(self.transcript) if self.english else ()
        sections = self._sections(risk, found)
        drafted = [s for section in sections for s in section.sentences]
        drafted += [s for statement in risk for s in statement.sentences]
        gone = left_out(self.statements, drafted) if self.english else ()
        return Draft(self.form.key, risk, sections, tuple(found), gone, self.notices)

    def _recap(self) -> Draft:
        risk, placed = dictated.recap(self.transcript, self.context, self.form)
        sections = []
        for rule in self.form.sections:
            own = placed.get(rule.key, [])
            extra = measure_sentences(self.writer) if "measures" in rule.draws else []
            sections.append(_section(rule, [*extra, *own]))
        found = find_interventions(self.transcript)
        return Draft(self.form.key, risk, tuple(sections), tuple(found), (), (dictated.NOTICE, *self.notices))

    def _sections(
        self, risk: tuple[RiskStatement, ...], found: Sequence[Intervention]
    ) -> tuple[DraftSection, ...]:
        plan = (
            plan_sentences(find_agreements(self.transcript.utterances), self.writer) if self.english else []
        )
        told = [statement for statement in risk if statement.topic not in _NOT_ONLY_RISK]
        used = [span for statement in told for s in statement.sentences for span in s.evidence]
        used += [span for sentence in plan for span in sentence.evidence]
        free = [one for one in self.statements if not _touches(one, used) and not names_risk(one.folded)]
        answered = responses(free, found) if self.form.draws("response") else []
        free = [one for one in free if one not in answered]
        spoken = sum(
            len(u.text.split()) for u in self.transcript.utterances if u.speaker is not Speaker.UNKNOWN
        )
        chosen = choose(free, page_budget(spoken, self.form.page))
        made: dict[str, Callable[[], list[DraftSentence]]] = {
            "measures": lambda: measure_sentences(self.writer),
            "measure_change": lambda: change_sentences(self.writer),
            "scores_said": lambda: scores_said(self.exchanges, self.writer) if self.english else [],
            "formulation": lambda: formulation_sentences(self.exchanges, self.writer) if self.english else [],
            "interventions": lambda: intervention_sentences(found, self.writer),
            "response": lambda: merged(answered, self.writer),
            "plan": lambda: plan,
            "goals": lambda: goal_sentences(chosen, self.writer),
        }
        return tuple(self._one(rule, chosen, made) for rule in self.form.sections)

    def _one(
        self,
        rule: SectionRule,
        chosen: Sequence[Statement],
        made: dict[str, Callable[[], list[DraftSentence]]],
    ) -> DraftSection:
        sentences: list[DraftSentence] = []
        for source in rule.draws:
            if source == "client":
                sentences += merged([one for one in chosen if rule.takes(one.topic)], self.writer)
            else:
                sentences += made[source]()
        return _section(rule, sentences)


def _touches(one: Statement, spans: Sequence[Span]) -> bool:
    return any(
        span.ref == one.utterance.ref and span.start < one.clause.end and one.clause.start < span.end
        for span in spans
    )


def _section(rule: SectionRule, sentences: Sequence[DraftSentence]) -> DraftSection:
    topics = {sentence.topic for sentence in sentences}
    groups = {
        "symptoms": _SYMPTOMS,
        "function": _FUNCTION,
        "work": _FUNCTION - {"relationships"},
        "homework": frozenset({"plan"}),
        "response": frozenset({"response"}),
    }
    missing = []
    for key, name in rule.required:
        wanted = groups.get(key, frozenset({key}))
        if not topics & wanted and not (key == "response" and sentences):
            missing.append(name)
    return DraftSection(rule.key, rule.title, tuple(sentences), rule.prompts, tuple(missing))
