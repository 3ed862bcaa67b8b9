"""Plain text: "Name: words", names or times on lines of their own, or one person's dictation."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.engines.transcripts import labels
from rapport.engines.transcripts.labels import Head
from rapport.engines.transcripts.types import Contents, Said

BEFORE_FIRST = "The text before the first speaker's name was kept, under an unknown speaker."


@dataclass(slots=True)
class _Turn:
    """A turn while its lines are gathered."""

    name: str
    start: float | None
    end: float | None
    lines: list[str]

    def said(self) -> Said:
        return Said(" ".join(self.lines), self.name, self.start, self.end)


def read(text: str) -> Contents:
    """Give what the lines say; a line without a name goes on with the speaker above it."""
    lines = text.split("\n")
    named = _named_lines(lines)
    return _conversation(lines, named) if named else _one_voice(lines)


def _named_lines(lines: list[str]) -> dict[int, Head]:
    """The lines that begin a turn: by number, with what stands at their head."""
    before = {number: head for number, line in enumerate(lines) if (head := labels.labelled(line))}
    alone = _headings(lines)
    heads = {**alone, **before}
    # two lines that hold nothing but a name and a time are a pattern, even with two different names
    doubled = alone if len(alone) > 1 else {}
    names = labels.speakers(head.name for found in (heads, doubled) for head in found.values())
    return {number: head for number, head in heads.items() if head.name.casefold() in names}


def _headings(lines: list[str]) -> dict[int, Head]:
    """Lines with a name and a time only; what follows must be words, or "[0:04] Yes" would be one."""
    found: dict[int, Head] = {}
    pending: tuple[int, Head] | None = None
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        head = labels.heading(line)
        if pending and not head and labels.timed(line) is None:
            found[pending[0]] = pending[1]
        pending = (number, head) if head else None
    return found


def _conversation(lines: list[str], named: dict[int, Head]) -> Contents:
    turns: list[_Turn] = []
    for number, line in enumerate(lines):
        head = named.get(number)
        if head:
            turns.append(_Turn(head.name, head.start, head.end, [head.text]))
        elif line.strip():
            if not turns:
                turns.append(_Turn("", None, None, []))
            _go_on(turns[-1], line)
    notices = (BEFORE_FIRST,) if turns and not turns[0].name else ()
    return Contents(tuple(turn.said() for turn in turns), notices=notices)


def _go_on(turn: _Turn, line: str) -> None:
    """A time at the head of a line right below a name is the turn's own."""
    head = labels.timed(line)
    if head and turn.name and turn.start is None and not any(turn.lines):
        turn.start, turn.end, line = head.start, head.end, head.text
    turn.lines.append(line)


def _one_voice(lines: list[str]) -> Contents:
    """Without names: each timed line, or else each paragraph, is an utterance of an unnamed voice."""
    turns: list[_Turn] = []
    apart = True
    for line in lines:
        head = labels.timed(line) if line.strip() else None
        if head:
            turns.append(_Turn("", head.start, head.end, [head.text]))
        elif line.strip() and (apart or not turns):
            turns.append(_Turn("", None, None, [line]))
        elif line.strip():
            turns[-1].lines.append(line)
        # a time that stands alone keeps the paragraph open: its words are on the next line
        apart = not line.strip() and not (turns and turns[-1].lines == [""])
    return Contents(tuple(turn.said() for turn in turns))
