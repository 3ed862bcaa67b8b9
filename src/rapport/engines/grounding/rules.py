"""The rules for words outside quotation marks. Each gives the failures it found; none knows the others."""

from __future__ import annotations

import re

from rapport.engines.grounding.case import Case, attribution
from rapport.engines.grounding.items import Item
from rapport.engines.grounding.lemmas import related
from rapport.engines.grounding.lexicon import medications, operators, words
from rapport.engines.grounding.match import is_person
from rapport.engines.grounding.verdict import Failure, FailureCode
from rapport.engines.kinds import SentenceKind, Speaker

_CORRECTED = re.compile(r"\b(sorry|i mean|no wait|wait|make that|rather|actually|no,)\b")
_CONTRAST = frozenset({"but", "except", "unless", "until", "although", "though", "if", "only"})
_MEDICATION_STATUS = frozenset(
    [
        "start",
        "started",
        "starting",
        "stop",
        "stopped",
        "stopping",
        "restart",
        "restarted",
        "increase",
        "increased",
        "decrease",
        "decreased",
        "raise",
        "raised",
        "lower",
        "lowered",
        "double",
        "doubled",
        "switch",
        "switched",
        "continue",
        "continued",
        "take",
        "takes",
        "taking",
        "took",
        "taken",
        "skip",
        "skipped",
        "miss",
        "missed",
        "quit",
        "dose",
        "doses",
        "milligram",
        "milligrams",
        "mg",
    ]
)
_MESSAGES = {
    FailureCode.NUMBER: "A number, its unit or its time is not what was said.",
    FailureCode.NEGATION: "What was affirmed and what was denied do not agree with the line.",
    FailureCode.NAME: "A name is not in the line.",
    FailureCode.MEDICATION: "A medicine, or what was done with it, is not as it was said.",
    FailureCode.TIME: "A word of time was added, changed or left out.",
    FailureCode.NEW_WORDS: "The sentence says something that is not in the line, or in another order.",
    FailureCode.LEFT_OUT: "The line limits or adds something that the sentence leaves out.",
    FailureCode.SPEAKER: "The sentence gives these words to another person than the one who said them.",
}


def failure(code: FailureCode) -> Failure:
    """Give the failure of this code with its message."""
    return Failure(code, _MESSAGES[code])


def medicines(case: Case) -> frozenset[str]:
    """Give the names of medicines in play: the built-in list and the client's own."""
    own = {part.lower() for name in case.context.medications for part in re.findall(r"[^\W\d_]+", name)}
    return medications() | own


def check_added(case: Case) -> list[Failure]:
    """Refuse every word that neither the source nor the frame explains, named by what kind of word it is."""
    return [failure(_kind_of_added(case, item)) for _, item in case.unmatched()]


def _kind_of_added(case: Case, item: Item) -> FailureCode:
    if item.quantity:
        return FailureCode.NUMBER
    if item.norm in words("negation"):
        return FailureCode.NEGATION
    with_medicine = any(one.norm in medicines(case) for one in (*case.outside, *case.said))
    if item.norm in medicines(case) or (with_medicine and item.norm in _MEDICATION_STATUS):
        return FailureCode.MEDICATION
    if item.norm in words("time"):
        return FailureCode.TIME
    known = {part.lower() for name in case.context.names for part in name.split()}
    if case.sentence.text[item.start].isupper() or item.norm in known:
        return FailureCode.NAME
    return FailureCode.NEW_WORDS


def check_left_out(case: Case) -> list[Failure]:
    """Refuse a sentence that takes a clause and drops a part of it that matters."""
    turned = {(item.ref, item.clause) for item in case.said if item.negations}
    denied = any(item.norm == "denied" for item in case.outside)
    found = []
    for item in case.left_out():
        free = _free(item, negated=(item.ref, item.clause) in turned, denied=denied)
        if not free and not (case.agrees and _proposes(case, item)):
            found.append(failure(_kind_of_left_out(case, item)))
    return found + _contrast(case)


def _free(item: Item, *, negated: bool, denied: bool) -> bool:
    """Say whether a word of the source may be dropped here."""
    if item.norm in words("fillers", "anywhere"):
        # "I don't want to do that": the last word of a clause is its object, not a filler.
        return bool(item.after) or item.norm not in {"that", "there", "this"}
    if item.opening and item.norm in words("fillers", "opening") and not (negated and item.norm == "know"):
        return True
    if item.norm == "i" or _opens_gerund(item):
        return True
    if item.norm in words("fillers", "degree"):
        return (
            not negated and not item.after[:1].isdigit() and item.after not in words("operators", "quantity")
        )
    return denied and item.norm in words("fillers", "with_denied")


def _opens_gerund(item: Item) -> bool:
    """Allow "I've been feeling ..." and "I am feeling ..." to become "reported feeling ..."; both are now."""
    if item.norm in {"am", "been"}:
        return item.after.endswith("ing") and item.after not in {"going", "being"}
    return item.norm == "have" and item.after == "been"


def _proposes(case: Case, item: Item) -> bool:
    """In an agreement the proposal's opening and words beside a plain yes may be left out."""
    if item.speaker is Speaker.CLIENT:
        weighty = item.quantity or item.norm in words("time") | words("negation")
        return not weighty and operators().get(item.norm) not in {"condition", "quantity", "hedge"}
    opening = words(
        "fillers", "proposal"
    )  # "Would you be willing to": "you" is matched, the deed is not begun
    matched = (case.said[there] for there in case.pairs.values())
    weighing = (said for said in matched if said.ref == item.ref and said.norm not in opening)
    first = min((said.start for said in weighing), default=0)
    return item.start < first and item.norm in opening


def _kind_of_left_out(case: Case, item: Item) -> FailureCode:
    if item.quantity:
        return FailureCode.NUMBER
    if item.norm in words("negation") | words("negation", "verbs"):
        return FailureCode.NEGATION
    if item.norm in medicines(case):
        return FailureCode.MEDICATION
    return FailureCode.TIME if item.norm in words("time") else FailureCode.LEFT_OUT


def _contrast(case: Case) -> list[Failure]:
    """Refuse a clause taken without the "but ...", "unless ..." or "until ..." that follows it."""
    used = case.used_clauses
    seen: set[tuple[str, int]] = set()
    for item in (*case.said, *case.beyond):
        clause = (item.ref, item.clause)
        follows = (item.ref, item.clause - 1) in used and clause not in used
        if clause not in seen and follows and item.norm in _CONTRAST and not case.quoted(item):
            return [failure(FailureCode.LEFT_OUT)]
        seen.add(clause)
    return []


def check_negation(case: Case) -> list[Failure]:
    """Compare, word by word, how often the clause around it turns it round."""
    denied = sum(item.norm == "denied" and at not in case.pairs for at, item in enumerate(case.outside))
    counted_in = {item.clause for item in case.outside if item.norm == "denied"}
    for at, there in case.pairs.items():
        mine, said = case.outside[at], case.said[there]
        turned = mine.negations + (denied if mine.clause not in counted_in else 0)
        if said.norm not in words("frame", "glue") and not is_person(said) and turned != said.negations:
            return [failure(FailureCode.NEGATION)]
    return []


def check_numbers(case: Case) -> list[Failure]:
    """Compare unit and rate of each number, and refuse one that the speaker corrected."""
    for at, there in case.pairs.items():
        mine, said = case.outside[at].quantity, case.said[there].quantity
        if (
            mine
            and said
            and ((mine.unit, mine.per) != (said.unit, said.per) or _corrected(case, case.said[there]))
        ):
            return [failure(FailureCode.NUMBER)]
    return []


def _corrected(case: Case, item: Item) -> bool:
    source = next(source for _, source in case.sources if source.ref == item.ref)
    following = [
        o for o in (*case.said, *case.beyond) if o.ref == item.ref and o.start > item.start and o.quantity
    ]
    if not following:
        return False
    return bool(_CORRECTED.search(source.text[item.end : min(o.start for o in following)].lower()))


def check_times(case: Case) -> list[Failure]:
    """Refuse a word of time that stands with another clause of the source than its neighbours do."""
    for at, there in case.pairs.items():
        if case.outside[at].norm not in words("time"):
            continue
        mine = case.outside[at].clause
        homes = {
            case.said[t].clause for a, t in case.pairs.items() if case.outside[a].clause == mine and a != at
        }
        if homes and case.said[there].clause not in homes:
            return [failure(FailureCode.TIME)]
    return []


def check_speakers(case: Case) -> list[Failure]:
    """Refuse words given to the client that the client did not say (an agreement may use the clinician's)."""
    light = words("frame", "glue") | words("fillers", "anywhere")
    for at, there in case.pairs.items():
        who = attribution(case, case.outside[at].start) or Speaker.CLIENT
        speaker = case.said[there].speaker
        if case.said[there].norm in light or is_person(case.said[there]) or speaker is None or speaker is who:
            continue
        if not (case.agrees and speaker is Speaker.CLINICIAN):
            return [failure(FailureCode.SPEAKER)]
    return []


def check_agreement(case: Case) -> list[Failure]:
    """Ask of "agreed" that the client said yes, without a no, and that the client's own numbers stand."""
    if not case.agrees:
        return []
    answer = [item for item in case.said if item.speaker is Speaker.CLIENT]
    if not any(item.norm in words("assent") for item in answer):
        return [failure(FailureCode.SPEAKER)]
    if any(item.norm in words("negation") for item in answer) and not any(i.negations for i in case.outside):
        return [failure(FailureCode.NEGATION)]
    return _check_limits(case)


def _check_limits(case: Case) -> list[Failure]:
    """Refuse an agreement that drops the client's own number, time or condition."""
    matched = set(case.pairs.values())
    numbers = [at for at, item in enumerate(case.said) if item.speaker is Speaker.CLIENT and item.quantity]
    if any(at not in matched for at in numbers):
        return [failure(FailureCode.NUMBER)]
    mine = [there for at, there in case.pairs.items() if case.outside[at].quantity]
    if numbers and any(case.said[there].speaker is not Speaker.CLIENT for there in mine):
        return [failure(FailureCode.NUMBER)]
    limits = [i for at, i in enumerate(case.said) if at not in matched and i.speaker is Speaker.CLIENT]
    if any(
        operators().get(i.norm) in {"condition", "quantity", "hedge"} or i.norm in words("time")
        for i in limits
    ):
        return [failure(FailureCode.LEFT_OUT)]
    return []


def check_topic(case: Case) -> list[Failure]:
    """Ask of "Asked about ..." that its words were said, by anyone among the lines named."""
    light = words("frame", "glue") | words("fillers", "anywhere") | {"their", "they", "client"}
    for item in case.topic:
        if item.norm not in light and not any(related(item.norm, said.norm) for said in case.said):
            return [failure(FailureCode.NEW_WORDS)]
    return []


def check_frame(case: Case) -> list[Failure]:
    """Refuse a reported sentence that takes nothing from its lines."""
    if case.sentence.kind is SentenceKind.QUOTED or case.pieces or case.used_clauses:
        return []
    return [failure(FailureCode.NEW_WORDS)]
