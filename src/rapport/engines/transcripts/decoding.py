"""From bytes to text: which encoding, and whether this is text at all."""

from __future__ import annotations

import codecs
import unicodedata

from rapport.engines.transcripts.errors import UnableToReadTranscript

LIMIT_BYTES = 5 * 1024 * 1024
GUESSED_ENCODING = "The file does not say how its letters are stored. Please check that accents look right."
_MARKS = (  # the longer ones first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "This is a Word document or a zip file. Save the transcript as plain text (.txt)."),
    (b"%PDF", "This is a PDF. Copy the transcript out of it and paste it, or save it as plain text (.txt)."),
    (b"\xd0\xcf\x11\xe0", "This is an older Word document. Save the transcript as plain text (.txt)."),
    (b"{\\rtf", "This is a rich text document. Save the transcript as plain text (.txt)."),
    (b"OggS", "This is a recording. Upload it as a recording instead."),
    (b"RIFF", "This is a recording. Upload it as a recording instead."),
    (b"ID3", "This is a recording. Upload it as a recording instead."),
    (b"fLaC", "This is a recording. Upload it as a recording instead."),
    (b"\x1aE\xdf\xa3", "This is a recording. Upload it as a recording instead."),
)
_NOT_TEXT = "This is not a text file. Upload a transcript as txt, vtt, srt or json, or paste its text."
_MOSTLY = 0.02
_SAMPLE = 4096


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Give the file's text with plain line ends, and notices.

    Raises:
        UnableToReadTranscript: it is too large, empty, or no text.
    """
    if len(data) > LIMIT_BYTES:
        raise UnableToReadTranscript(
            "This file is larger than 5 MB. Split the transcript and upload the parts."
        )
    if not data.strip(b" \t\r\n\x00"):
        raise UnableToReadTranscript("This file is empty. Choose the file that holds the transcript.")
    for start, message in _OTHER_FILES:
        if data.startswith(start):
            raise UnableToReadTranscript(message)
    text, notices = _text(data)
    if _strange(text) > _MOSTLY * len(text):
        raise UnableToReadTranscript(_NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notices


def clean(text: str) -> str:
    """Give the words on one line: composed letters, single spaces, no invisible or control characters."""
    kept = "".join(c for c in text if c.isspace() or not _invisible(c))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _by_zeros(data)
    if encoding:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), ()
        except UnicodeDecodeError as error:
            raise UnableToReadTranscript(_NOT_TEXT) from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _western(data), (GUESSED_ENCODING,)


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in nearly every second byte of Western text."""
    head = data[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 5 or min(even, odd) > max(even, odd) // 4:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _strange(text: str) -> int:
    return sum(
        1 for c in text if c not in "\t\n\r\f\v" and unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"}
    )


def _invisible(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} or letter in "\u200b\u200e\u200f\ufeff"
