"""Sealing and opening with the installation's keystore."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from functools import cache
from pathlib import Path

from django.conf import settings

from rapport.safeguards.vault import aead
from rapport.safeguards.vault.keystore import PRACTICE, FileKeystore

__all__ = ["PRACTICE", "create_key", "destroy_key", "fingerprint", "keystore", "open_bytes", "seal_bytes"]


@cache
def _keystore_at(root: Path) -> FileKeystore:
    return FileKeystore(root)


def keystore() -> FileKeystore:
    """Give the keystore of this installation."""
    return _keystore_at(Path(settings.KEYSTORE))


def create_key(*, purpose: str, parent: uuid.UUID = PRACTICE) -> uuid.UUID:
    """Make a key for one client (under the practice key), or for one recording (under the client's)."""
    return keystore().create(parent=parent, purpose=purpose)


def destroy_key(key_id: uuid.UUID) -> None:
    """Make everything that this key sealed unreadable, everywhere and for good."""
    keystore().destroy(key_id)


def seal_bytes(plaintext: bytes, *, key_id: uuid.UUID, place: str) -> bytes:
    """Seal a blob under ``key_id``; ``place`` names where it lives and must be given again to open it."""
    return aead.seal(keystore().key(key_id), plaintext, place.encode())


def open_bytes(sealed: bytes, *, key_id: uuid.UUID, place: str) -> bytes:
    """Open what `seal_bytes` gave.

    Raises:
        UnableToOpen: changed or moved. KeyDestroyed, KeyMissing: the key is gone.
    """
    return aead.open_sealed(keystore().key(key_id), sealed, place.encode())


def fingerprint(text: str, *, purpose: str) -> str:
    """Give a keyed hash for equality look-ups on sealed text; useless without the practice key."""
    key = hmac.digest(keystore().key(PRACTICE), b"fingerprint:" + purpose.encode(), "sha256")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
