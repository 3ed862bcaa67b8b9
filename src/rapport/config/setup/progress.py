"""How far somebody is in the guide. Kept in the session, which is on this machine; nothing secret lies open.

The passphrase is asked last and never kept here. The recovery shares are sealed under the practice key
until two of their words were typed back, and then forgotten.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from rapport.safeguards.vault.services import PRACTICE, open_bytes, seal_bytes

KEY, READY = "first_run", "first_run_ready"
WAITING, SHOWN = "waiting", "shown"
PLACE = "first-run-shares"
SHORTEST_WORD = 4  # the first four letters tell the words of the list apart (SLIP-39)


@dataclass(frozen=True)
class Step:
    """One page of the guide."""

    name: str
    title: str


STEPS = (
    Step("practice", "Your practice"),
    Step("you", "You"),
    Step("recovery", "Recovery shares"),
    Step("backup", "Backups"),
    Step("sign_in", "Your sign-in"),
    Step("second_factor", "Second factor"),
    Step("ready", "First client"),
)


class Progress:
    """The answers so far, and which page comes next."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    def answers(self, step: str) -> dict[str, Any]:
        """Give what was answered on a page, or nothing yet."""
        return dict(self._kept().get(step, {}))

    def keep(self, step: str, answers: Mapping[str, Any]) -> None:
        """Keep the answers of a page; the page counts as done."""
        self._session[KEY] = {**self._kept(), step: dict(answers)}

    def missing_before(self, step: str) -> str:
        """Give the first page before ``step`` that is not done yet, or nothing."""
        names = [one.name for one in STEPS]
        return next((name for name in names[: names.index(step)] if name not in self._kept()), "")

    def shares(self) -> tuple[str, ...]:
        """Give the recovery shares while they wait to be written down; nothing before and after."""
        sealed = self._kept().get("shares", "")
        if not sealed:
            return ()
        return tuple(json.loads(open_bytes(base64.b64decode(sealed), key_id=PRACTICE, place=PLACE)))

    def show(self, shares: Sequence[str], *, asked: Sequence[tuple[int, int]]) -> None:
        """Keep the shares, sealed, and which word of which share will be asked (both counted from 0)."""
        sealed = base64.b64encode(seal_bytes(json.dumps(list(shares)).encode(), key_id=PRACTICE, place=PLACE))
        self._session[KEY] = {
            **self._kept(),
            "shares": sealed.decode(),
            "asked": [list(one) for one in asked],
        }

    def asked(self) -> list[tuple[int, int]]:
        """Give which words are asked: share and place, counted from 0."""
        return [(share, place) for share, place in self._kept().get("asked", [])]

    def is_word(self, given: str, *, share: int, place: int) -> bool:
        """Whether ``given`` is that word of that share; its first four letters are enough."""
        word, given = self.shares()[share].split()[place], given.strip().casefold()
        return given == word or (len(given) >= SHORTEST_WORD and word.startswith(given))

    def confirm_shares(self) -> None:
        """Forget the shares: they are on paper."""
        kept = {name: value for name, value in self._kept().items() if name not in {"shares", "asked"}}
        self._session[KEY] = {**kept, "recovery": {"confirmed": True}}

    def finish(self) -> None:
        """Forget all answers; the last page follows once the second factor is set up."""
        self._session.pop(KEY, None)
        self._session[READY] = WAITING

    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = self._session.get(KEY, {})
        return kept
