"""One sentence beside its sources, read once, so that every rule looks at the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapport.engines.grounding.align import align
from rapport.engines.grounding.items import Item, items
from rapport.engines.grounding.lexicon import words
from rapport.engines.grounding.locate import find_alike
from rapport.engines.grounding.match import is_person
from rapport.engines.grounding.sources import Source
from rapport.engines.kinds import DraftSentence, SentenceKind, SessionContext, SourceKind, Span, Speaker

_PIECE = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_TOPIC = re.compile(
    r"^(?:when )?asked (?:about|whether|if|how) ([^,:“\"]{1,80})[,:]|^(?:about|on) ([^,:“\"]{1,60})[,:]",
    re.IGNORECASE,
)
_SAID = words("frame", "report")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the sentence between quotation marks and where they stand, quotation marks included."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its pieces in quotation marks, its other words, the source's, and which fits which."""

    sentence: DraftSentence
    sources: tuple[tuple[Span, Source], ...]
    pieces: tuple[Piece, ...]
    outside: tuple[Item, ...]
    topic: tuple[Item, ...]
    said: tuple[Item, ...]
    beyond: tuple[Item, ...]
    pairs: dict[int, int]
    context: SessionContext

    @property
    def used_clauses(self) -> set[tuple[str, int]]:
        """Give the source clauses from which the sentence takes a word that carries meaning."""
        light = words("frame", "glue") | words("fillers", "anywhere")
        return {
            (self.said[there].ref, self.said[there].clause)
            for there in self.pairs.values()
            if self.said[there].norm not in light and not is_person(self.said[there])
        }

    @property
    def agrees(self) -> bool:
        """Say whether the sentence claims an agreement, whose words may be the clinician's."""
        return any(
            item.norm in words("frame", "agree") and at not in self.pairs
            for at, item in enumerate(self.outside)
        )

    def reported(self, at: int) -> bool:
        """Say whether an unmatched word is the frame's own verb ("Client reported", "was asked")."""
        if self.outside[at].norm not in _SAID:
            return False
        before = self.outside[at - 1].norm if at else ""
        return not before or before in words("frame", "before_report")

    def unmatched(self) -> list[tuple[int, Item]]:
        """Give the words of the sentence that neither the source nor the frame explains."""
        glue = words("frame", "glue")
        result = []
        for at, item in enumerate(self.outside):
            asked = item.norm in {"was", "when"} and item.after in {"asked", "told"}
            if at not in self.pairs and item.norm not in glue and not self.reported(at) and not asked:
                result.append((at, item))
        return result

    def left_out(self) -> list[Item]:
        """Give the words of the used clauses that the sentence does not carry."""
        used, matched = self.used_clauses, set(self.pairs.values())
        return [
            item
            for at, item in enumerate(self.said)
            if at not in matched and (item.ref, item.clause) in used and not self.quoted(item)
        ]

    def quoted(self, item: Item) -> bool:
        """Say whether the word stands in the sentence inside quotation marks."""
        for span, source in self.sources:
            if source.ref == item.ref and span.start <= item.start and item.end <= span.end:
                for piece in self.pieces:
                    found = find_alike(piece.text, source.text)
                    if found and found[0] <= item.start and item.end <= found[1]:
                        return True
        return False


def build_case(
    sentence: DraftSentence, known: dict[tuple[SourceKind, str], Source], context: SessionContext
) -> Case:
    """Read a sentence whose evidence has been found to exist."""
    sources = tuple((span, known[span.source, span.ref]) for span in sentence.evidence)
    pieces = _pieces(sentence, sources)
    topic, outside = _outside(sentence.text, pieces, context)
    said, beyond = _said(sources)
    return Case(
        sentence,
        sources,
        pieces,
        outside,
        topic,
        said,
        beyond,
        _pairs(outside, said),
        context,
    )


def _once(pairs: dict[int, int], said: tuple[Item, ...]) -> dict[int, int]:
    """Let each word of weight stand for one word only, so that one "not" cannot vouch for two."""
    light = words("frame", "glue") | words("fillers", "anywhere")
    seen: set[int] = set()
    kept = {}
    for at, there in sorted(pairs.items()):
        if there not in seen or is_person(said[there]) or said[there].norm in light:
            kept[at] = there
        seen.add(there)
    return kept


def _pairs(outside: tuple[Item, ...], said: tuple[Item, ...]) -> dict[int, int]:
    """Align, then part the note's own verb ("Client said") from the same verb in other people's mouths."""
    pairs = align(outside, said, reported=any(item.norm in _SAID for item in outside))
    named = words("frame", "people") | {"client"}
    pairs = _once(pairs, said)
    return {
        at: there
        for at, there in pairs.items()
        if outside[at].norm not in _SAID
        or outside[at - 1].norm not in named
        or (there > 0 and said[there - 1].norm == "i")
    }


def _pieces(sentence: DraftSentence, sources: tuple[tuple[Span, Source], ...]) -> tuple[Piece, ...]:
    text = sentence.text
    found = tuple(Piece(m.group(1) or m.group(2), m.start(), m.end()) for m in _PIECE.finditer(text))
    if found or sentence.kind is not SentenceKind.QUOTED:
        return found
    bare = any(find_alike(text, span.quote) for span, _ in sources)
    return (Piece(text, 0, len(text)),) if bare else ()


def _outside(
    text: str, pieces: tuple[Piece, ...], context: SessionContext
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Read the words outside quotation marks; the topic of "Asked about ..., " is kept apart."""
    blanked = list(text)
    for piece in pieces:
        blanked[piece.start : piece.end] = ";" + " " * (piece.end - piece.start - 1)
    rest = "".join(blanked)
    match = _TOPIC.search(rest) if pieces else None
    group = match.lastindex if match else None
    topic_at = match.span(group) if match and group else (0, 0)
    read = [_named(item, context) for item in items(rest)]
    topic = tuple(item for item in read if topic_at[0] <= item.start and item.end <= topic_at[1])
    inside = set(topic)
    opener = {item for item in read if match and item.end <= topic_at[0]}
    return topic, tuple(item for item in read if item not in inside and item not in opener)


def _named(item: Item, context: SessionContext) -> Item:
    """Let the client's reference ("Client", or a name by setting) be one word for the checks."""
    reference = {part.lower() for part in context.client_reference.split()} - {"the"}
    return replace(item, norm="client") if item.norm in reference else item


def _said(sources: tuple[tuple[Span, Source], ...]) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Give the words of every clause that a span touches, and the words of the clause after it."""
    touched: list[Item] = []
    beyond: list[Item] = []
    for ref in dict.fromkeys(source.ref for _, source in sources):
        spans = [span for span, source in sources if source.ref == ref]
        source = next(source for _, source in sources if source.ref == ref)
        read = items(source.text, ref=ref, speaker=source.speaker)
        numbers = {
            item.clause for item in read if any(s.start < item.end and item.start < s.end for s in spans)
        }
        touched += [item for item in read if item.clause in numbers]
        beyond += [item for item in read if item.clause not in numbers and item.clause - 1 in numbers]
    return tuple(touched), tuple(beyond)


def attribution(case: Case, at: int) -> Speaker | None:
    """Give whose words the frame says stand at character ``at`` of the sentence, None if it does not say."""
    who: Speaker | None = None
    for place, item in enumerate(case.outside):
        if item.start >= at:
            break
        near = place > 0 and case.outside[place - 1].clause == item.clause
        before = case.outside[place - 1].norm if near else ""
        subject = item.after in _SAID | {"was", "also", "and"} and before not in {
            "told",
            "asked",
            "to",
            "with",
            "by",
        }
        if item.norm == "client" and subject:
            who = Speaker.CLIENT
        elif (item.norm in words("frame", "people") and subject) or (
            item.norm == "asked" and before in {"", "was", "when"}
        ):
            who = Speaker.CLINICIAN
    return who
