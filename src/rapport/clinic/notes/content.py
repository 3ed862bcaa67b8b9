"""What exactly is signed: a note's content in one canonical form, and its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rapport.clinic.notes.models import Note, Sentence
from rapport.clinic.notes.policies import EXCERPT_WORDS, stays_in_note


def frozen_content(
    note: Note, *, signer: str, credential: str, attestation: str, keep_excerpts: bool
) -> dict[str, Any]:
    """Give the note as it will stand for good: facts, sentences with frozen evidence, signer, attestation."""
    return {
        "format": note.format,
        "kind": note.kind,
        "origin": note.origin,
        "facts": note.facts,
        "signer": signer,
        "credential": credential,
        "attestation": attestation,
        "ai_run": str(note.run_id) if note.run_id else None,
        "sentences": [
            frozen_sentence(sentence, keep_excerpts=keep_excerpts)
            for sentence in note.sentences.all()
            if stays_in_note(sentence.decision)
        ],
    }


def frozen_sentence(sentence: Sentence, *, keep_excerpts: bool) -> dict[str, Any]:
    """Give one sentence as it is signed."""
    body = sentence.body
    return {
        "id": str(sentence.id),
        "section": sentence.section,
        "text": body["text"],
        "kind": "from_clinician" if sentence.decision in {"edited", "written"} else body["kind"],
        "decision": sentence.decision,
        "evidence": [frozen_span(span, keep_excerpts=keep_excerpts) for span in body["evidence"]],
    }


def frozen_span(span: Mapping[str, Any], *, keep_excerpts: bool) -> dict[str, Any]:
    """Give a span cut to at most 25 words, or to its hash and time alone."""
    quote = span.get("quote") or ""
    words = quote.split()
    excerpt = " ".join(words[:EXCERPT_WORDS]) + (" …" if len(words) > EXCERPT_WORDS else "")
    kept = {key: span.get(key) for key in ("source", "ref", "start", "end", "seconds", "speaker")}
    sha256 = span.get("sha256") or hashlib.sha256(quote.encode()).hexdigest()
    return {**kept, "quote": excerpt if keep_excerpts else "", "sha256": sha256}


def content_hash(content: Mapping[str, Any], previous: str) -> str:
    """Give the SHA-256 over canonical content and the hash before it."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
