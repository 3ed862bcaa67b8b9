"""Find what a session holds on each risk topic: raised, denied or not asked. Never a score, never a level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapport.engines.kinds import DraftSentence, RiskAnswer, RiskStatement, Speaker, Transcript, Utterance
from rapport.engines.risk.answers import affirms_safety, denies, question_is_clear
from rapport.engines.risk.passages import Passage, passages, whole
from rapport.engines.risk.statements import exchange, quoted
from rapport.engines.risk.topics import Topic, data, topics

NOT_ASKED_TEXT = "Not asked in this session."
_QUESTION = re.compile(
    r"\?|^(?:and |so |okay |um )*"
    r"(?:any|are|is|have|has|do|does|did|were|was|ever|what about|how about|can|could|would)\b"
)
_TO_YOU = re.compile(r"\byou(?:r|rs|rself|'re|'ve|'d|'ll)?\b")
_CONDITIONAL = re.compile(r"\b(?:if|whenever|in case|should) (?:you|things|anyone|it)\b")
_TAKES_UP = re.compile(
    r"^\W*(?:yes|yeah|yep|mm-hmm|uh-huh|sometimes|a little|a bit|maybe|i guess|right|exactly|kind of|sort of"
    r"|i have|i do|i did)\b"
    r"|\bi(?:'ve| have| had| do| did| feel| felt| think| thought| get| got)\b.*\b(?:that|those|it|them)\b"
)
_WAVERS = re.compile(
    r"^\W*(?:but|although|except|well|sometimes|i mean|though|actually|maybe|not always|only)\b"
)
_FOLLOW_UPS = 4


@dataclass(slots=True)
class _Found:
    """What one topic collects while the session is read."""

    raised: list[DraftSentence] = field(default_factory=list)
    denied: list[DraftSentence] = field(default_factory=list)
    answers: set[int] = field(default_factory=set)  # places that stand whole beside their question

    def statement(self, topic: Topic) -> RiskStatement:
        if self.raised:
            return RiskStatement(
                topic.key, RiskAnswer.RAISED, tuple(dict.fromkeys((*self.raised, *self.denied)))
            )
        if self.denied:
            return RiskStatement(topic.key, RiskAnswer.DENIED, tuple(dict.fromkeys(self.denied)))
        return RiskStatement(topic.key, RiskAnswer.NOT_ASKED)


def find_risk(transcript: Transcript) -> tuple[RiskStatement, ...]:
    """Give one statement a topic, in the order of the data file, quoted in the words that were said.

    RAISED: somebody brought it up, or it was asked and the answer is anything but a clear no. DENIED: a
    plain question had a plain no (both quoted) and nothing else was said of it. NOT_ASKED: no mention; show
    ``NOT_ASKED_TEXT``. Only English is read: for another language the result is empty, which must be shown
    as "risk was not looked for", never as "not asked".
    """
    if not transcript.language.lower().startswith("en"):
        return ()
    return tuple(_read(topic, transcript.utterances) for topic in topics())


def label(key: str) -> str:
    """Give the name of a topic for a page."""
    return next(topic.label for topic in topics() if topic.key == key)


def _read(topic: Topic, said: tuple[Utterance, ...]) -> RiskStatement:
    found = _Found()
    for place, utterance in enumerate(said):
        if utterance.speaker is Speaker.CLINICIAN:
            _read_clinician(topic, said, place, found)
        else:
            _read_other(topic, said, place, found)
    return found.statement(topic)


def _read_other(topic: Topic, said: tuple[Utterance, ...], place: int, found: _Found) -> None:
    """Take every sentence that names the risk; it is a denial only if all that was said is one.

    An answer that stands whole beside its question is not taken a second time out of that setting.
    """
    if place in found.answers:
        return
    utterance = said[place]
    hits = [part for part in passages(utterance) if topic.in_words(part.folded, asked=False)]
    if not hits:
        return
    later = _taken_back(topic, said, place)
    if utterance.speaker is Speaker.CLIENT and denies(utterance, topic, by_itself=True) and later is None:
        found.denied += [quoted(part, topic.key, whole(utterance)) for part in hits[:1]]
    else:
        found.raised += [quoted(part, topic.key) for part in (*hits, *(passages(later) if later else ()))]


def _read_clinician(topic: Topic, said: tuple[Utterance, ...], place: int, found: _Found) -> None:
    parts = passages(said[place])
    answer = said[place + 1] if place + 1 < len(said) else None
    for at, part in enumerate(parts):
        reassuring = bool(topic.safe and topic.safe.search(part.folded))
        if not (reassuring or topic.in_words(part.folded, asked=True)):
            continue
        if not _puts_to_client(part, answer):
            continue
        _take_answer(topic, part, said, place, found, last=at == len(parts) - 1)


def _puts_to_client(part: Passage, answer: Utterance | None) -> bool:
    """Say whether the clinician's sentence asks or tells the client, or the client takes it up."""
    if _QUESTION.search(part.folded) or (
        _TO_YOU.search(part.folded) and not _CONDITIONAL.search(part.folded)
    ):
        return True
    return answer is not None and bool(_TAKES_UP.search(answer.text.lower()))


def _take_answer(
    topic: Topic, question: Passage, said: tuple[Utterance, ...], place: int, found: _Found, *, last: bool
) -> None:
    answer = said[place + 1] if place + 1 < len(said) else None
    if answer is None or answer.speaker is not Speaker.CLIENT:
        found.raised.append(quoted(question, topic.key))
        return
    if topic.safe and topic.safe.search(question.folded):
        clear = last and "?" in question.folded and affirms_safety(answer)
    else:
        clear = question_is_clear(question, topic, last=last) and denies(answer, topic, by_itself=False)
        clear = clear or denies(answer, topic, by_itself=True)
    later = _taken_back(topic, said, place + 1) if clear else None
    sentence = exchange(question, answer, whole(answer), topic.key, denied=clear and later is None)
    (found.denied if clear and later is None else found.raised).append(sentence)
    found.answers.add(place + 1)
    if later is not None:
        found.raised += [quoted(part, topic.key) for part in passages(later)]


def _taken_back(topic: Topic, said: tuple[Utterance, ...], answered: int) -> Utterance | None:
    """Give the later reply that makes a no unclear: to "Are you sure?", or one that opens with "but"."""
    probe, confirm = (re.compile(data("answers")["answer"][key]) for key in ("probe", "confirm"))
    for place in range(answered + 1, min(answered + _FOLLOW_UPS, len(said))):
        text = said[place].text.lower()
        if said[place].speaker is Speaker.CLIENT and _WAVERS.search(text):
            return said[place]
        if said[place].speaker is not Speaker.CLINICIAN:
            continue
        if not probe.search(text):
            if "?" in text:
                break
            continue
        reply = said[place + 1] if place + 1 < len(said) else None
        if reply is None:
            break
        if reply.speaker is Speaker.CLIENT and not (
            confirm.search(reply.text.lower()) and _plain(reply, topic)
        ):
            return reply
    return None


def _plain(reply: Utterance, topic: Topic) -> bool:
    """Say whether a reply to "Are you sure?" is a plain no, or a plain "yes, I'm sure"."""
    sure = re.fullmatch(
        r"(?:yes|yeah|yep|i'm sure|positive|certain|absolutely|i promise|[\s,.!])+", reply.text.lower()
    )
    return bool(sure) or denies(reply, topic, by_itself=False)
