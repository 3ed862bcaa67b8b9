"""Draft development transcripts of counselling sessions: how fast, how long, and whether every source exists.

Reads ``../shared/data/annomi/annomi_dev.csv`` (never copied here); says so and stops where it is absent.

    python bench/drafting.py                    # figures as JSON
    python bench/drafting.py --sample 60        # and sentences beside their lines, to judge by hand
    python bench/drafting.py --transcript 34    # one draft in full
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rapport.engines.drafting import draft_note, load_formats
from rapport.engines.grounding import check
from rapport.engines.kinds import (
    Draft,
    DraftSentence,
    SentenceKind,
    SessionContext,
    SourceKind,
    Speaker,
    Transcript,
    Utterance,
)

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "annomi" / "annomi_dev.csv"
_PIECE = re.compile(r"“([^”]+)”")
_SINGLE = str.maketrans('"“”', "'\u2018\u2019")


def measure() -> dict[str, Any]:
    """Give the figures of the development transcripts in SOAP, or a line that says that they are not here."""
    if not DATA.exists():
        return {"skipped": f"{DATA.name} is not on this machine"}
    sessions = transcripts(DATA)
    return figures(sessions, *_draft_all(sessions, "soap"))


def _draft_all(sessions: dict[str, Transcript], name: str) -> tuple[dict[str, Draft], dict[str, float]]:
    form = load_formats()[name]
    drafts: dict[str, Draft] = {}
    seconds: dict[str, float] = {}
    for key, transcript in sessions.items():
        began = time.perf_counter()
        drafts[key] = draft_note(transcript, context=SessionContext(), format=form)
        seconds[key] = time.perf_counter() - began
    return drafts, seconds


def main() -> None:
    """Draft every transcript and print what was found."""
    options = _options()
    if not options.data.exists():
        print(json.dumps({"skipped": "data not present", "path": options.data.name}))
        return
    sessions = transcripts(options.data)
    drafts, seconds = _draft_all(sessions, options.format)
    if options.transcript:
        _show(drafts[options.transcript])
        return
    print(json.dumps(figures(sessions, drafts, seconds), indent=2))
    if options.sample:
        _sample(sessions, drafts, options.sample, options.out)


def transcripts(path: Path) -> dict[str, Transcript]:
    """Read the transcripts; the data's "therapist" is the clinician."""
    found: dict[str, list[Utterance]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = found.setdefault(row["transcript_id"], [])
            who = Speaker.CLINICIAN if row["interlocutor"] == "therapist" else Speaker.CLIENT
            said.append(Utterance(f"u{len(said)}", len(said), who, row["utterance_text"]))
    return {key: Transcript(tuple(said)) for key, said in found.items()}


def figures(
    sessions: dict[str, Transcript], drafts: dict[str, Draft], seconds: dict[str, float]
) -> dict[str, object]:
    """Count what can be counted without a judge."""
    pairs = [(key, s) for key, draft in drafts.items() for s in _drafted(draft)]
    words = [sum(len(s.text.split()) for s in _drafted(draft)) for draft in drafts.values()]
    kinds = Counter(s.kind.value for _, s in pairs)
    spans = [span for _, s in pairs for span in s.evidence]
    exact = [_exact(sessions[key], s) for key, s in pairs]
    return {
        "transcripts": len(sessions),
        "seconds": {
            "median": _round(statistics.median(seconds.values())),
            "max": _round(max(seconds.values())),
        },
        "sentences": len(pairs),
        "kinds": dict(sorted(kinds.items())),
        "spans": len(spans),
        "share_with_exact_evidence": _round(sum(exact) / len(exact)),
        "share_of_quotations_verbatim": _round(_share_verbatim(pairs)),
        "share_accepted_by_grounding": _round(_share_grounded(sessions, pairs)),
        "words_per_note": {"median": statistics.median(words), "max": max(words)},
        "sessions_with_plan": sum(
            any(s.topic in {"plan", "appointment"} for s in _drafted(d)) for d in drafts.values()
        ),
        "interventions": dict(Counter(i.key for d in drafts.values() for i in d.interventions).most_common()),
        "left_out_topics": sum(len(d.left_out) for d in drafts.values()),
    }


def _drafted(draft: Draft) -> list[DraftSentence]:
    return [sentence for section in draft.sections for sentence in section.sentences]


def _exact(transcript: Transcript, sentence: DraftSentence) -> bool:
    lines = transcript.by_ref()
    return bool(sentence.evidence) and all(
        span.source is not SourceKind.UTTERANCE or lines[span.ref].text[span.start : span.end] == span.quote
        for span in sentence.evidence
    )


def _share_verbatim(pairs: list[tuple[str, DraftSentence]]) -> float:
    pieces = [(piece, s) for _, s in pairs for piece in _PIECE.findall(s.text)]
    found = [any(piece in span.quote.translate(_SINGLE) for span in s.evidence) for piece, s in pieces]
    return sum(found) / len(found) if found else 1.0


def _share_grounded(sessions: dict[str, Transcript], pairs: list[tuple[str, DraftSentence]]) -> float:
    """Check each sentence again as it stands; the names of techniques are the catalogue's, so left aside."""
    checked = [check(s, sessions[key]).ok for key, s in pairs if s.topic != "intervention"]
    return sum(checked) / len(checked) if checked else 1.0


def _sample(sessions: dict[str, Transcript], drafts: dict[str, Draft], wanted: int, out: Path | None) -> None:
    """Print every k-th sentence with its lines, in a fixed order, for a reader to judge."""
    pairs = [
        (key, s) for key, d in drafts.items() for s in _drafted(d) if s.kind is not SentenceKind.FROM_MEASURE
    ]
    step = max(1, len(pairs) // wanted)
    rows = []
    for key, sentence in pairs[::step][:wanted]:
        lines = sessions[key].by_ref()
        rows.append(f"[{key}] {sentence.kind.value}/{sentence.topic}: {sentence.text}")
        rows += [
            f"      {span.ref} {lines[span.ref].speaker.value}: {lines[span.ref].text}"
            for span in sentence.evidence
        ]
    text = "\n".join(rows)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
        print(f"{len(rows)} lines in {out}", file=sys.stderr)
    else:
        print(text)


def _show(draft: Draft) -> None:
    for statement in draft.risk:
        print(f"risk {statement.topic}: {statement.answer}")
        for sentence in statement.sentences:
            print(f"  - {sentence.text}")
    for section in draft.sections:
        print(f"## {section.title}")
        for sentence in section.sentences:
            print(f"  - {sentence.text}")
        for missing in section.not_found:
            print(f"  (not found in this session: {missing})")
    for topic in draft.left_out:
        print(f"left out: {topic.label}")


def _round(value: float) -> float:
    return round(value, 4)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--format", default="soap", choices=sorted(load_formats()))
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--transcript", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
