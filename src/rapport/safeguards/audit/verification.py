"""Checking the record: finds any change, removal or reordering, and says what it cannot see.

Without a checkpoint from outside, someone who holds both the database and the keystore could rewrite
everything; with one, anything before it is fixed. Events not yet sealed are protected against change
by their keyed hash, but the removal of such a row cannot be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from rapport.base.errors import Unable
from rapport.safeguards.audit import sealing, tree
from rapport.safeguards.audit.models import AuditCheckpoint, AuditEvent, AuditLeaf


class UnusableCheckpoint(Unable):
    """The outside checkpoint is not one that this practice signed."""


@dataclass(frozen=True)
class Verification:
    """What was found. ``findings`` is empty when the record is whole."""

    events: int
    sealed: int
    unsealed: int
    findings: tuple[str, ...]
    limits: tuple[str, ...] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, removed or reordered, as far as can be seen."""
        return not self.findings


def verify(*, outside: dict[str, Any] | None = None) -> Verification:
    """Check every event, leaf and checkpoint, and the outside checkpoint if one is given.

    Raises:
        UnusableCheckpoint: the outside checkpoint's signature does not hold.
    """
    events = {event.id: event for event in AuditEvent.objects.iterator(chunk_size=2000)}
    leaves = list(AuditLeaf.objects.order_by("position"))
    findings = [
        *_changed_events(events),
        *_broken_leaves(events, leaves),
        *_broken_checkpoints(leaves),
        *(_broken_outside(outside, leaves) if outside else []),
    ]
    sealed_ids = {leaf.event_id for leaf in leaves}
    return Verification(
        events=len(events),
        sealed=len(leaves),
        unsealed=sum(1 for event_id in events if event_id not in sealed_ids),
        findings=tuple(findings),
        limits=_limits(outside, len(events) - len(leaves)),
    )


def _changed_events(events: dict[int, AuditEvent]) -> list[str]:
    return [
        f"Event {event.id} was changed: its keyed hash does not fit."
        for event in events.values()
        if sealing.mac_of(event) != bytes(event.mac)
    ]


def _broken_leaves(events: dict[int, AuditEvent], leaves: list[AuditLeaf]) -> list[str]:
    findings = []
    for expected, leaf in enumerate(leaves):
        if leaf.position != expected:
            findings.append(f"Place {expected} is missing from the tree.")
            break
    for leaf in leaves:
        event = events.get(leaf.event_id)
        if event is None:
            findings.append(f"Event {leaf.event_id} was removed (place {leaf.position}).")
        elif tree.leaf_hash(sealing.leaf_data(event)) != bytes(leaf.leaf_hash):
            findings.append(
                f"Event {leaf.event_id} does not fit its place {leaf.position}: changed or reordered."
            )
    return findings


def _broken_checkpoints(leaves: list[AuditLeaf]) -> list[str]:
    findings = []
    checkpoints = list(AuditCheckpoint.objects.order_by("size"))
    roots = _roots_at({c.size for c in checkpoints}, leaves)
    for checkpoint in checkpoints:
        root, at = bytes(checkpoint.root), checkpoint.at.astimezone(UTC).isoformat()
        message = sealing.statement(size=checkpoint.size, root=root, at=at)
        if not sealing.signature_holds(message, bytes(checkpoint.signature)):
            findings.append(f"Checkpoint {checkpoint.size} was changed: its signature does not hold.")
        elif roots.get(checkpoint.size) != root:
            findings.append(
                f"The first {checkpoint.size} events do not give the root that was signed for them."
            )
    if leaves and (not checkpoints or checkpoints[-1].size != len(leaves)):
        findings.append("The newest checkpoint does not cover the tree: checkpoints or places were removed.")
    return findings


def _broken_outside(outside: dict[str, Any], leaves: list[AuditLeaf]) -> list[str]:
    try:
        size, root, signature = (
            int(outside["size"]),
            bytes.fromhex(outside["root"]),
            bytes.fromhex(outside["signature"]),
        )
        message = sealing.statement(size=size, root=root, at=str(outside["at"]))
    except (KeyError, ValueError, TypeError) as error:
        raise UnusableCheckpoint("This file is not a checkpoint.") from error
    if not sealing.signature_holds(message, signature):
        raise UnusableCheckpoint("This checkpoint was not signed by this practice.")
    if len(leaves) < size:
        return [f"The outside checkpoint covers {size} events; only {len(leaves)} are left in the tree."]
    if _roots_at({size}, leaves)[size] != root:
        return [f"The first {size} events are not those that the outside checkpoint covers."]
    return []


def _roots_at(sizes: set[int], leaves: list[AuditLeaf]) -> dict[int, bytes]:
    roots, frontier = {}, list[tuple[int, bytes]]()
    for count, leaf in enumerate(leaves, start=1):
        frontier = tree.extend(frontier, [bytes(leaf.leaf_hash)])
        if count in sizes:
            roots[count] = tree.root(frontier)
    return roots


def _limits(outside: dict[str, Any] | None, unsealed: int) -> tuple[str, ...]:
    limits = []
    if outside is None:
        limits.append(
            "No checkpoint from outside was given: a record rewritten by someone who holds the database "
            "and the keystore, or cut off at the end together with its checkpoints, cannot be detected."
        )
    if unsealed > 0:
        limits.append(
            f"{unsealed} events wait to be sealed: the removal of one of them cannot be detected yet."
        )
    return tuple(limits)
