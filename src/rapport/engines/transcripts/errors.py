"""Why a transcript cannot be read, in words for the person who brought it."""

from __future__ import annotations


class UnableToReadTranscript(Exception):
    """The file gives no transcript; the text says what to do and never quotes the file."""
