"""The same sessions given to a small language model as one prompt, to be judged beside the drafts by hand.

    python -m bench.one_prompt FOLDER --sessions 69 72 --out FILE    # needs the extra "llm"

This is what many products do. It is not how Rapport drafts: here nothing checks a sentence.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.drafting import DATA, transcripts
from rapport.engines.kinds import Speaker, Transcript
from rapport.engines.language import InProcessModel

ASK = (
    "You write clinical notes for psychotherapists. Write a SOAP progress note (Subjective, Objective, "
    "Assessment, Plan) of this session in at most ten sentences. Use only what was said.\n\n{}"
)
MOST_WORDS = 1500
ANSWER_TOKENS = 350
NAMES = {Speaker.CLINICIAN: "Clinician", Speaker.CLIENT: "Client"}


def main() -> int:
    """Write one note a session, and say how long each took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, help="the folder of an installed model")
    parser.add_argument("--sessions", nargs="+", required=True, help="keys of transcripts")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    sessions = transcripts(DATA)
    model = InProcessModel(next(asked.model.glob("*.gguf")))
    with asked.out.open("w", encoding="utf-8") as out:
        for key in asked.sessions:
            began = time.perf_counter()
            note = model.complete(ASK.format(spoken(sessions[key])), max_tokens=ANSWER_TOKENS)
            print(f"===== {key} ({time.perf_counter() - began:.0f} s)\n{note}\n", file=out, flush=True)
    return 0


def spoken(transcript: Transcript) -> str:
    """Give the session as lines, cut where a small model's context ends."""
    lines = (f"{NAMES.get(one.speaker, 'Other')}: {one.text}" for one in transcript.utterances)
    return " ".join("\n".join(lines).split(" ")[:MOST_WORDS])


if __name__ == "__main__":
    sys.exit(main())
