"""What was agreed aloud for after the session.

A proposal with its yes, the smaller version that was settled on, an undertaking of the client, the next
appointment. What was turned down is no plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapport.engines.drafting.exchanges import is_backchannel
from rapport.engines.drafting.lexicon import phrase
from rapport.engines.drafting.pieces import Clause, clauses_of, word_count
from rapport.engines.drafting.statements import content_words, names_risk
from rapport.engines.grounding.words import fold
from rapport.engines.kinds import Speaker, Utterance

_LATE = 0.45
_CLOSE = 4
_LONGEST = 36
_LONGEST_OFFER = 46
_TELLING = 2


class Matter(StrEnum):
    """What kind of thing was agreed."""

    APPOINTMENT = "appointment"
    HOMEWORK = "homework"


@dataclass(frozen=True, slots=True)
class Said:
    """A clause with who said it."""

    utterance: Utterance
    clause: Clause

    @property
    def text(self) -> str:
        """Its words."""
        return self.clause.text(self.utterance.text)

    @property
    def speaker(self) -> Speaker:
        """Who said it."""
        return self.utterance.speaker


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed: the lines that settle it, in order.

    ``about`` is the thing proposed, where the proposal itself was made smaller.
    """

    matter: Matter
    lines: tuple[Said, ...]
    about: Said | None = None

    @property
    def place(self) -> int:
        """Where it was settled."""
        return self.lines[-1].utterance.index


@dataclass(slots=True)
class _Talk:
    """The session as turns, so that a proposal finds its answer and the answer its confirmation."""

    turns: list[Utterance]

    def late(self, at: int) -> bool:
        return at >= _LATE * len(self.turns)

    def reply(self, at: int) -> int | None:
        """Give the place of the client's answer: the first turn before anything new is asked."""
        for place in range(at + 1, min(at + 3, len(self.turns))):
            turn = self.turns[place]
            if turn.speaker is Speaker.CLIENT:
                return place
            if turn.speaker is Speaker.CLINICIAN and not is_backchannel(turn.text):
                return None
        return None


def find_agreements(utterances: Sequence[Utterance]) -> list[Agreement]:
    """Give what was agreed, in order, each matter once in its last version."""
    talk = _Talk([u for u in utterances if u.speaker in {Speaker.CLINICIAN, Speaker.CLIENT}])
    found: list[Agreement] = []
    taken: set[int] = set()
    for at, turn in enumerate(talk.turns):
        if at in taken:
            continue
        made = _proposal(talk, at) if turn.speaker is Speaker.CLINICIAN else _undertaking(talk, at)
        if made is not None:
            found.append(made)
            taken |= {talk.turns.index(line.utterance) for line in made.lines}
    return _last_versions(found)


def _said(utterance: Utterance) -> list[Said]:
    return [Said(utterance, clause) for clause in clauses_of(utterance.text)]


def _proposal(talk: _Talk, at: int) -> Agreement | None:
    """Follow a clinician's proposal to its answer."""
    offers = [one for one in _said(talk.turns[at]) if _proposes(fold(one.text), late=talk.late(at))]
    reply = talk.reply(at)
    if not offers or reply is None:
        return None
    answer = fold(talk.turns[reply].text)
    if phrase("decline").search(answer):
        return _smaller(talk, offers[-1], reply)
    told, yes = _told(talk.turns[at], offers), _yes(talk.turns[reply])
    accepted = phrase("accept").search(answer) or phrase("commit").search(answer)
    if not (told and yes and accepted):
        return None
    return Agreement(_matter(offers[-1]), (*told, *yes, *_fixed_after(talk, reply)))


def _told(turn: Utterance, offers: list[Said]) -> tuple[Said, ...]:
    """Give the last offer, with the sentence before where it names nothing itself ("would you try that?")."""
    said = _said(turn)
    at = said.index(offers[-1])
    before = said[max(0, at - 1) : at]
    own = fold(offers[-1].text)
    names = len(content_words(own)) > _TELLING and not phrase("points_at_offer").search(own)
    if before and before[0] in offers:
        return (*before, offers[-1])
    if names:
        return (offers[-1],)
    helps = before and "?" not in before[0].text and word_count(before[0].text) <= _LONGEST
    return (*before, offers[-1]) if helps and len(content_words(before[0].text)) > _TELLING else ()


def _proposes(folded: str, *, late: bool) -> bool:
    if phrase("in_session").search(folded) or names_risk(folded):
        return False
    if word_count(folded) > (_LONGEST if "?" in folded else _LONGEST_OFFER):
        return False
    ahead = bool(phrase("ahead").search(folded) or phrase("appointment").search(folded))
    return (
        bool(phrase("propose").search(folded))
        and ahead
        and (late or bool(phrase("appointment").search(folded)))
    )


def _matter(offer: Said) -> Matter:
    folded = fold(offer.text)
    meets = phrase("meeting").search(folded) and not phrase("deed_not_meeting").search(folded)
    return Matter.APPOINTMENT if meets and phrase("appointment").search(folded) else Matter.HOMEWORK


def _yes(turn: Utterance) -> tuple[Said, ...]:
    """Give the client's acceptance: the clauses that accept or undertake, at least the first."""
    said = [one for one in _said(turn) if "?" not in one.text]
    telling = [
        one
        for one in said
        if phrase("commit").search(fold(one.text))
        or phrase("accept").search(fold(one.text))
        or phrase("appointment").search(fold(one.text))
    ]
    return tuple((telling or said)[:3])


def _fixed_after(talk: _Talk, reply: int) -> tuple[Said, ...]:
    """Give the clinician's next words if they fix what was settled, with the client's last yes."""
    for place in range(reply + 1, min(reply + 3, len(talk.turns))):
        turn = talk.turns[place]
        if turn.speaker is not Speaker.CLINICIAN:
            continue
        fixed = [
            one for one in _said(turn) if phrase("settle").search(fold(one.text)) and "?" not in one.text
        ]
        if fixed:
            later = talk.reply(place)
            ends = (
                _yes(talk.turns[later])
                if later is not None and phrase("accept").search(fold(talk.turns[later].text))
                else ()
            )
            return (*fixed[:2], *ends[:1])
        return ()
    return ()


def _smaller(talk: _Talk, offer: Said, reply: int) -> Agreement | None:
    """Give the smaller version that was settled on after a no, or None: what was turned down is no plan."""
    counter = [
        one
        for one in _said(talk.turns[reply])
        if phrase("commit").search(fold(one.text))
        and not re.search(r"\b(?:not|n't|never)\b|n't\b", fold(one.text))
    ]
    if not counter:
        return None
    said = _said(talk.turns[reply])
    tail = said[said.index(counter[0]) + 1 :][:1]
    more = tuple(one for one in tail if word_count(one.text) <= _LONGEST // 4 and "?" not in one.text)
    fixed = _confirmed(talk, reply)
    return Agreement(_matter(offer), (counter[0], *more, *fixed), about=_thing(offer)) if fixed else None


def _confirmed(talk: _Talk, reply: int) -> tuple[Said, ...]:
    """Give the clinician's confirmation of a counter-offer and the client's last yes."""
    if reply + 1 >= len(talk.turns) or talk.turns[reply + 1].speaker is not Speaker.CLINICIAN:
        return ()
    turn = talk.turns[reply + 1]
    folded = fold(turn.text)
    if phrase("decline").search(folded) or "?" in folded:
        return ()
    settled = [one for one in _said(turn) if phrase("settle").search(fold(one.text))] or _said(turn)[:1]
    later = talk.reply(reply + 1)
    ends = (
        _yes(talk.turns[later])
        if later is not None and phrase("accept").search(fold(talk.turns[later].text))
        else ()
    )
    return (*settled[:2], *ends[-1:])


def _thing(offer: Said) -> Said | None:
    """Give the thing proposed without how often: "a thought record" of "a thought record every day"."""
    text = offer.utterance.text
    start, end = offer.clause.pieces[-1]
    match = phrase("thing").search(fold(text)[start:end])
    if match is None or match.group().split()[-1] in {"day", "week", "night", "time", "evening", "morning"}:
        return None
    return Said(offer.utterance, Clause(((start + match.start(), start + match.end()),)))


def _undertaking(talk: _Talk, at: int) -> Agreement | None:
    """Take what the client says they will do: asked for, or with a time ahead, late in the session."""
    turn = talk.turns[at]
    if not talk.late(at):
        return None
    asked = _asked_next(talk, at)
    lines = [one for one in _said(turn) if _undertakes(one, asked=asked is not None)][:2]
    if lines and all(len(content_words(line.text)) <= _TELLING for line in lines):
        told = _told_before(talk, at)
        return Agreement(Matter.HOMEWORK, (told, *lines)) if told else None
    if lines or asked is None:
        return Agreement(Matter.HOMEWORK, tuple(lines)) if lines else None
    named = [one for one in _said(turn) if _names_step(one)][:1]
    return Agreement(Matter.HOMEWORK, (asked, *named)) if named else None


def _asked_next(talk: _Talk, at: int) -> Said | None:
    """Give the clinician's question for the next step, if this turn answers it."""
    for place in range(at - 1, max(-1, at - 4), -1):
        turn = talk.turns[place]
        if turn.speaker is Speaker.CLINICIAN and not is_backchannel(turn.text):
            asked = [one for one in _said(turn) if _asks_for_step(one)]
            return asked[-1] if asked else None
    return None


def _told_before(talk: _Talk, at: int) -> Said | None:
    """Give the clinician's last sentence before a bare "I'll try", which says nothing by itself."""
    before = talk.turns[at - 1] if at else None
    if before is None or before.speaker is not Speaker.CLINICIAN or is_backchannel(before.text):
        return None
    said = [one for one in _said(before) if phrase("ahead").search(fold(one.text))]
    return said[-1] if said and word_count(said[-1].text) <= _LONGEST_OFFER else None


def _asks_for_step(one: Said) -> bool:
    folded = fold(one.text).rstrip()
    supposed = phrase("condition").search(folded) or " if " in folded
    return folded.endswith("?") and bool(phrase("next_step").search(folded)) and not supposed


def _undertakes(one: Said, *, asked: bool) -> bool:
    folded = fold(one.text)
    will = phrase("commit").search(folded) and not phrase("turned").search(folded) and "?" not in folded
    ahead = asked or phrase("future").search(folded)
    tries = (
        phrase("will_try").search(folded)
        and not folded.startswith("then")
        and "?" not in folded
        and not phrase("decline").search(folded)
    )
    fits = word_count(folded) <= _LONGEST and not names_risk(folded)
    return fits and bool((will and ahead) or tries)


def _names_step(one: Said) -> bool:
    """Say whether an answer to "What would you like to do next?" names a step, without a doubt."""
    folded = fold(one.text)
    doubt = (
        phrase("negated").search(folded)
        or phrase("decline").search(folded)
        or phrase("small_talk").search(folded)
        or "?" in folded
    )
    step = phrase("step_verb").search(folded)
    return bool(step) and not doubt and len(content_words(folded)) > 1 and word_count(folded) <= _LONGEST // 2


def _last_versions(found: list[Agreement]) -> list[Agreement]:
    """Keep the last appointment, and of undertakings on the same thing the last."""
    appointments = [one for one in found if one.matter is Matter.APPOINTMENT][-1:]
    kept: list[Agreement] = []
    for one in reversed([one for one in found if one.matter is Matter.HOMEWORK]):
        mine = content_words(" ".join(line.text for line in one.lines))
        if all(not _same(mine, content_words(" ".join(line.text for line in other.lines))) for other in kept):
            kept.append(one)
    return [*reversed(kept), *appointments]


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return bool(least) and len(one & other) / least >= 0.6  # noqa: PLR2004 - most of the shorter one
