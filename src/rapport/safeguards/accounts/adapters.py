"""How allauth behaves here: nobody signs themselves up; staff are added by the owner."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignupAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Closes self sign-up."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002  # allauth's signature
        """Say no."""
        return False
