"""A note as PDF, tagged and in plain type, made on this machine from the same sheet as the page."""

from __future__ import annotations

from datetime import datetime
from importlib import resources

from django.template.loader import render_to_string

from rapport.base.errors import Unable
from rapport.clinic.notes import presenters, queries
from rapport.clinic.notes.models import Note
from rapport.people.clients.kinds import ClientRow
from rapport.people.practice import queries as practice
from rapport.safeguards.actors import Actor
from rapport.safeguards.audit import services as audit
from rapport.safeguards.audit.actions import AuditAction


class UnableToMakePdf(Unable):
    """A system library that PDF output needs is missing; the message names the package."""


def note_pdf(*, by: Actor, note: Note, client: ClientRow, at: datetime) -> bytes:
    """Give a note as PDF, with the export on the record.

    Raises:
        UnableToMakePdf: Pango is not installed on this machine.
    """
    context = {
        "note": note,
        "client": client,
        "facts": presenters.facts_of(note),
        "sections": presenters.signed_sections(note) or presenters.kept(presenters.all_sections(note)),
        "versions": queries.versions_of(note),
        "addenda": queries.addenda_of(note),
        "integrity": queries.integrity_of(note),
        "practice": practice.practice(),
        "exporter": by.name,
        "at": at,
    }
    data = render_pdf(render_to_string("notes/pdf.html", context))
    audit.record(by=by, action=AuditAction.NOTE_EXPORTED, subject=("note", note.id), client_id=note.client_id)
    return data


def render_pdf(html: str) -> bytes:
    """Turn a page into PDF; nothing is fetched from anywhere.

    Raises:
        UnableToMakePdf: Pango is not installed on this machine.
    """
    try:
        from weasyprint import CSS, HTML
    except OSError as error:
        raise UnableToMakePdf(
            "PDF needs Pango. Install it with: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
    style = resources.files("rapport.clinic.notes").joinpath("pdf.css").read_text("utf-8")
    data: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf(
        stylesheets=[CSS(string=style, url_fetcher=_refuse)], pdf_variant="pdf/ua-1"
    )
    return data


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"A note's PDF fetches nothing, and not {url[:40]}.")
