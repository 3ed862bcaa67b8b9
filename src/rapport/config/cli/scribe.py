"""`rapport scribe FILE`: the same engines without a server or database. The output is plain text."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from rapport.base.errors import Unable
from rapport.config.environment import Environment
from rapport.engines import kinds

TRANSCRIPTS = {".txt", ".vtt", ".srt", ".json"}


class ConsentNotConfirmed(Unable):
    """The person at the keyboard has not said that everyone agreed."""


class UnableToScribe(Unable):
    """The file cannot be used; the message says why."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("scribe", help="Draft a note from a recording or transcript file")
    command.add_argument("file", type=Path)
    command.add_argument("--format", default="soap", choices=["soap", "dap", "birp", "girp", "pie", "intake"])
    command.add_argument("--output", default="md", choices=["md", "json"])
    command.add_argument(
        "--consent-confirmed", action="store_true", help="everyone who can be heard agreed to this in writing"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draft and print.

    Raises:
        ConsentNotConfirmed: without --consent-confirmed nothing is read.
    """
    if not arguments.consent_confirmed:
        raise ConsentNotConfirmed(
            "Add --consent-confirmed if everyone who can be heard agreed in writing. Nothing was read."
        )
    print(
        "The output is plain text: it is not encrypted, and what happens to it is up to you.", file=sys.stderr
    )
    spoken = read(arguments.file)
    from rapport.engines.drafting import draft_note, load_formats

    draft = draft_note(spoken, context=kinds.SessionContext(), format=load_formats()[arguments.format])
    sys.stdout.write(as_json(draft) if arguments.output == "json" else as_markdown(draft))
    sys.stdout.flush()
    return 0


def read(file: Path) -> kinds.Transcript:
    """Read a transcript, or recognise a recording with the installed models.

    Raises:
        UnableToScribe: the file is missing or cannot be read.
    """
    if not file.is_file():
        raise UnableToScribe(f"There is no file {file}.")
    if file.suffix.lower() in TRANSCRIPTS:
        from rapport.engines import transcripts

        try:
            return transcripts.parse(file.read_bytes(), filename=file.name).transcript
        except transcripts.UnableToReadTranscript as error:
            raise UnableToScribe(str(error)) from error
    from rapport.engines import speech

    models = speech.SpeechModels.from_dir(Environment.read().models)
    try:
        return speech.transcribe(file, options=speech.SpeechOptions(), models=models).transcript
    except speech.UnableToReadAudio as error:
        raise UnableToScribe(str(error)) from error


def as_json(draft: kinds.Draft) -> str:
    """Give a draft as JSON, every sentence with its evidence."""
    return json.dumps(dataclasses.asdict(draft), indent=1, ensure_ascii=False) + "\n"


def as_markdown(draft: kinds.Draft) -> str:
    """Give a draft as Markdown, evidence by line reference."""
    from rapport.engines import risk

    parts = [f"# Draft ({draft.format.upper()}): not a note until a clinician signs it\n", "## Risk"]
    if not draft.risk:
        parts.append("- **Risk was not looked for** in this language. Read the transcript yourself.")
    for statement in draft.risk:
        parts.append(f"- **{risk.label(statement.topic)}**: {statement.answer.replace('_', ' ')}")
        parts += [f"  - {_line(sentence)}" for sentence in statement.sentences]
    for section in draft.sections:
        parts.append(f"\n## {section.title}")
        parts += [f"- {_line(sentence)}" for sentence in section.sentences]
        parts += [f"- _For you to fill: {prompt}_" for prompt in section.prompts]
        if section.not_found:
            parts.append(f"- _Not found in this session: {', '.join(section.not_found)}_")
    if draft.left_out:
        parts.append("\n## Raised, but not in the draft")
        parts += [f"- {topic.label}" for topic in draft.left_out]
    parts += [f"\n> {notice}" for notice in draft.notices]
    return "\n".join(parts) + "\n"


def _line(sentence: kinds.DraftSentence) -> str:
    refs = ", ".join(dict.fromkeys(span.ref for span in sentence.evidence))
    return f"{sentence.text} [{sentence.kind.replace('_', ' ')}{'; ' + refs if refs else ''}]"
