"""Authenticated encryption, AES-256-GCM from the cryptography library. Nothing is invented here.

A sealed value is one version byte, a random 96-bit nonce, then ciphertext and tag. Associated data
binds it to its place: moved elsewhere, it does not open (NIST SP 800-38D).
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12


class UnableToOpen(RuntimeError):
    """This sealed value does not open with its key at this place: it was changed or moved."""


def new_key() -> bytes:
    """Give 256 fresh random bits."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, associated_data: bytes) -> bytes:
    """Encrypt ``plaintext`` so that it opens only with ``key`` and the same ``associated_data``."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, associated_data)


def open_sealed(key: bytes, sealed: bytes, associated_data: bytes) -> bytes:
    """Decrypt what `seal` gave.

    Raises:
        UnableToOpen: the value was changed, moved, or sealed with another key.
    """
    if sealed[:1] != _VERSION:
        raise UnableToOpen("This value is not in a format that this version reads.")
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, associated_data)
    except InvalidTag as error:
        raise UnableToOpen("This value was changed or moved since it was sealed.") from error
