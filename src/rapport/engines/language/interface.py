"""The one interface through which a language model is asked. What it answers is a proposal, never a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

Schema = Mapping[str, Any]


class LanguageModelUnavailable(RuntimeError):
    """No language model could answer. Drafting goes on without one."""


class UnusableAnswer(ValueError):
    """The language model answered something that cannot be used."""


@runtime_checkable
class LanguageModel(Protocol):
    """Anything that completes a prompt. ``name`` goes into the record of AI runs."""

    name: str

    def complete(
        self, prompt: str, *, max_tokens: int, schema: Schema | None = None, stop: tuple[str, ...] = ()
    ) -> str:
        """Answer the prompt in at most ``max_tokens`` tokens, ending before any of ``stop``.

        With a JSON ``schema`` the answer is JSON text of that shape. The same prompt gives the same answer
        as the engine allows (temperature 0). Raises ``LanguageModelUnavailable`` or ``UnusableAnswer``.
        """
        ...
