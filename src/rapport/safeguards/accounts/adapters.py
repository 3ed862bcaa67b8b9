"""How allauth behaves here: nobody signs themselves up, and secrets of second factors are sealed."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from rapport.safeguards.vault.services import PRACTICE, open_bytes, seal_bytes

_PLACE = "second-factor"


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Closes self sign-up: staff are added by the owner."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002  # allauth's signature
        """Say no."""
        return False


class SealedMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Keeps the secrets of one-time codes and recovery codes under the practice key."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return base64.b64encode(seal_bytes(text.encode(), key_id=PRACTICE, place=_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return open_bytes(base64.b64decode(encrypted_text), key_id=PRACTICE, place=_PLACE).decode()
