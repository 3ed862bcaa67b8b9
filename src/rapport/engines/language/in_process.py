"""A GGUF model inside this process, through llama.cpp. No port is opened and nothing leaves the machine."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rapport.engines.language.interface import LanguageModelUnavailable, Schema, UnusableAnswer

CONTEXT_TOKENS = 4096


class InProcessModel:
    """Load a model file on the first question and keep it. One question at a time: callers queue."""

    def __init__(
        self, path: Path, *, name: str = "", threads: int = 2, context: int = CONTEXT_TOKENS
    ) -> None:
        self.name = name or path.stem
        self._path = path
        self._threads = threads
        self._context = context
        self._server: Any = None

    @staticmethod
    def installed() -> bool:
        """Say whether the optional package that runs models is there."""
        return find_spec("xllamacpp") is not None

    def complete(
        self, prompt: str, *, max_tokens: int, schema: Schema | None = None, stop: tuple[str, ...] = ()
    ) -> str:
        """Answer as the interface says; greedy decoding, so that a prompt has one answer."""
        request: dict[str, Any] = {
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": max_tokens,
            "temperature": 0.0,
            "seed": 0,
        }
        if stop:
            request["stop"] = list(stop)
        if schema is not None:
            request["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(schema)}}
        return _content(self._loaded().handle_chat_completions(request))

    def _loaded(self) -> Any:
        if self._server is None:
            self._server = self._load()
        return self._server

    def _load(self) -> Any:
        if not self.installed():
            raise LanguageModelUnavailable(
                "The package that runs language models (xllamacpp) is not installed."
            )
        if not self._path.is_file():
            raise LanguageModelUnavailable("The language model's file is not there.")
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(self._path)
        params.n_ctx = self._context
        params.n_parallel = 1
        params.cpuparams.n_threads = self._threads
        params.cpuparams_batch.n_threads = self._threads
        try:
            return xllamacpp.Server(params)
        except RuntimeError:
            raise LanguageModelUnavailable("The language model's file could not be loaded.") from None


def _content(answer: Any) -> str:
    """Take the text out of an answer, which some versions give as JSON text."""
    read = json.loads(answer) if isinstance(answer, str | bytes) else answer
    try:
        return str(read["choices"][0]["message"]["content"])
    except (KeyError, IndexError, TypeError):
        raise UnusableAnswer("The language model gave no text.") from None
