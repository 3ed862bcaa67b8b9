"""Writes the reference pages that are read off the code: ``python -m tools.reference``; a test compares them.

Each page is an introduction by hand, kept above the mark, and tables below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"
CASES = ((True, False), (False, False), (False, True))
MARK = "<!-- from the code: python -m tools.reference -->"


def settings() -> str:
    """Give the practice's settings."""
    from rapport.people.practice.policies import SETTINGS

    rows = (
        (f"`{name}`", one.label, f"`{one.default}`", f"{one.lowest} to {one.highest}" if one.highest else "")
        for name, one in sorted(SETTINGS.items())
    )
    return table(("setting", "what it does", "default", "bounds"), rows)


def audit_events() -> str:
    """Give everything that the record can say happened."""
    from rapport.safeguards.audit.actions import AuditAction

    groups: dict[str, list[str]] = {}
    for action in AuditAction:
        groups.setdefault(action.value.partition(".")[0], []).append(f"`{action.value}`")
    return table(("about", "events"), ((name, ", ".join(found)) for name, found in groups.items()))


def events() -> str:
    """Give every event and who hears of it."""
    from rapport.base.events import bound

    rows = ((f"`{name}`", ", ".join(f"`{one}`" for one in heard)) for name, heard in sorted(bound().items()))
    return table(("event", "heard by"), rows)


def ai_tasks() -> str:
    """Give every declared AI task with what it asks for."""
    from rapport.trust.jurisdictions.kinds import FEATURES
    from rapport.trust.ledger.registry import declared

    rows = (
        (
            f"`{key}`", task.description, ", ".join(f"`{one.value}`" for one in task.purposes) or "none",
            FEATURES[task.feature],
        )
        for key, task in sorted(declared().items())
        if not key.startswith("test")
    )  # fmt: skip
    return table(("task", "what it does", "consents of the client", "feature that law may switch"), rows)


def note_states() -> str:
    """Give the states of a note and what may follow what."""
    from rapport.clinic.notes.models import NoteState
    from rapport.clinic.notes.policies import TRANSITIONS

    lines = [f"  {one.value} --> {after.value}" for one in TRANSITIONS for after in sorted(TRANSITIONS[one])]
    names = table(("state", "on pages"), ((f"`{one.value}`", str(one.label)) for one in NoteState))
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", "", names])


def permissions() -> str:
    """Give how far each role sees a client."""
    from rapport.people.careteams.policies import reach
    from rapport.safeguards.actors import Actor, Role

    rows = []
    for role in Role:
        who = Actor(id=Actor.service("reference").id, name="", roles=frozenset({role}))
        reached = [reach(who, in_team=team, glass_broken=glass) for team, glass in CASES]
        rows.append((f"`{role.value}`", *(one.value for one in reached)))
    return table(("role", "in the care team", "not in it", "not in it, emergency access"), rows)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a Markdown table."""
    heads = list(heads)
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


WRITTEN: dict[str, Callable[[], str]] = {
    "settings": settings,
    "audit-events": audit_events,
    "events": events,
    "ai-tasks": ai_tasks,
    "note-states": note_states,
    "permissions": permissions,
}


def page(name: str) -> str:
    """Give a page as it ought to be: its own introduction, and the tables from the code."""
    path = PAGES / f"{name}.md"
    introduction = path.read_text("utf-8").partition(MARK)[0] if path.exists() else f"# {name}\n\n"
    return f"{introduction}{MARK}\n\n{WRITTEN[name]()}\n"


def main() -> None:
    """Write every page."""
    import django

    django.setup()
    for name in WRITTEN:
        (PAGES / f"{name}.md").write_text(page(name), "utf-8")


if __name__ == "__main__":
    main()
