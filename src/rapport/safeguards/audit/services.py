"""Sealing the record; and `record`, which everything else in the house calls in its own transaction."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from rapport.safeguards.audit import sealing, tree
from rapport.safeguards.audit.models import AuditCheckpoint, AuditEvent, AuditLeaf
from rapport.safeguards.audit.recording import Detail, record

__all__ = ["Detail", "exported", "newest_checkpoint", "publish", "record", "seal"]

_SEALING_LOCK = 0x52415050_4F525400  # an arbitrary number that means "sealing the record" in this database
_BATCH = 5000


@transaction.atomic
def seal(*, at: datetime) -> int:
    """Give every committed event its place in the tree, sign a checkpoint, and count what was sealed.

    An event whose transaction commits late gets its place later: places follow sealing, not ids.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING_LOCK])
    last = AuditCheckpoint.objects.order_by("-size").first()
    frontier: tree.Frontier = [(n, bytes.fromhex(h)) for n, h in last.frontier] if last else []
    position = tree.size(frontier)
    events = list(_unsealed()[:_BATCH])
    if not events:
        return 0
    hashes = [tree.leaf_hash(sealing.leaf_data(event)) for event in events]
    AuditLeaf.objects.bulk_create(
        AuditLeaf(position=position + i, event_id=event.id, leaf_hash=digest)
        for i, (event, digest) in enumerate(zip(events, hashes, strict=True))
    )
    checkpoint = _signed(tree.extend(frontier, hashes), at)
    transaction.on_commit(lambda: publish(checkpoint))
    return len(events)


def publish(checkpoint: AuditCheckpoint) -> Path:
    """Put a checkpoint outside the database, where a copy can be taken to paper or another machine."""
    folder = Path(settings.CHECKPOINTS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target, partial = folder / "latest.json", folder / f".latest.{os.getpid()}"
    partial.write_text(json.dumps(exported(checkpoint), indent=1) + "\n", encoding="ascii")
    partial.replace(target)
    return target


def exported(checkpoint: AuditCheckpoint) -> dict[str, str | int]:
    """Give a checkpoint as the plain values that `rapport audit verify --checkpoint` takes."""
    return {
        "size": checkpoint.size,
        "root": bytes(checkpoint.root).hex(),
        "at": checkpoint.at.astimezone(UTC).isoformat(),
        "signature": bytes(checkpoint.signature).hex(),
        "public_key": sealing.public_key(),
    }


def _unsealed() -> QuerySet[AuditEvent]:
    sealed = AuditLeaf.objects.filter(event_id=OuterRef("id"))
    return AuditEvent.objects.filter(~Exists(sealed)).order_by("id")


def _signed(frontier: tree.Frontier, at: datetime) -> AuditCheckpoint:
    size, root = tree.size(frontier), tree.root(frontier)
    return AuditCheckpoint.objects.create(
        size=size,
        root=root,
        frontier=[(n, digest.hex()) for n, digest in frontier],
        at=at,
        signature=sealing.sign(sealing.statement(size=size, root=root, at=at.astimezone(UTC).isoformat())),
    )


def newest_checkpoint() -> dict[str, str | int] | None:
    """Give the newest checkpoint as it is exported, if there is one."""
    found = AuditCheckpoint.objects.order_by("-size").first()
    return exported(found) if found else None
