"""A language model that says what it was told to say: for tests, and for trying out without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapport.engines.language.interface import LanguageModelUnavailable, Schema


class ScriptedModel:
    """Give prepared answers in order, or what a function makes of the prompt; keep the prompts seen."""

    def __init__(self, answers: Iterable[str] | Callable[[str], str], *, name: str = "scripted") -> None:
        self.name = name
        self.prompts: list[str] = []
        self._make = answers if callable(answers) else None
        self._left = iter(()) if callable(answers) else iter(tuple(answers))

    def complete(
        self, prompt: str, *, max_tokens: int, schema: Schema | None = None, stop: tuple[str, ...] = ()
    ) -> str:
        """Give the next answer, cut at the first stop and at ``max_tokens`` words, whatever the schema."""
        del schema
        self.prompts.append(prompt)
        answer = self._make(prompt) if self._make else next(self._left, None)
        if answer is None:
            raise LanguageModelUnavailable("The script has no answer left.")
        for mark in stop:
            answer = answer.split(mark, 1)[0]
        words = answer.split(" ")
        return " ".join(words[:max_tokens])
