"""The keys and the canonical form with which the record is protected."""

from __future__ import annotations

import hmac
import json
from datetime import UTC
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rapport.safeguards.audit.models import AuditEvent
from rapport.safeguards.vault.keystore import PRACTICE
from rapport.safeguards.vault.services import keystore

_FIELDS = (
    "actor_id", "actor_name", "is_person", "action", "subject_type", "subject_id",
    "client_id", "purpose", "origin", "session", "detail",
)  # fmt: skip


def canonical(event: AuditEvent) -> bytes:
    """Give the event's content in one unmistakable form (without its id, which the database chooses)."""
    content: dict[str, Any] = {name: _plain(getattr(event, name)) for name in _FIELDS}
    content["at"] = event.at.astimezone(UTC).isoformat()
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def mac_of(event: AuditEvent) -> bytes:
    """Give the keyed hash of an event."""
    return hmac.digest(_derived(b"audit-mac"), canonical(event), "sha256")


def leaf_data(event: AuditEvent) -> bytes:
    """Give what the tree hashes for an event: its id too, so that rows cannot change places."""
    return event.id.to_bytes(8, "big") + bytes(event.mac) + canonical(event)


def statement(*, size: int, root: bytes, at: str) -> bytes:
    """Give the text that a checkpoint signs."""
    return f"rapport-audit-checkpoint\n{size}\n{root.hex()}\n{at}\n".encode()


def sign(message: bytes) -> bytes:
    """Sign with this practice's audit key (Ed25519)."""
    return _signing_key().sign(message)


def signature_holds(message: bytes, signature: bytes) -> bool:
    """Whether this practice signed the message."""
    key: Ed25519PublicKey = _signing_key().public_key()
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def public_key() -> str:
    """Give the public key in hex: whoever holds it can check checkpoints without the keystore."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_derived(b"audit-signature"))


def _derived(purpose: bytes) -> bytes:
    return hmac.digest(keystore().key(PRACTICE), b"derive:" + purpose, "sha256")


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | dict | None) else str(value)
