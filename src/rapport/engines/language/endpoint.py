"""An OpenAI-compatible endpoint (Ollama, vLLM, a BAA vendor): the one module that can speak to a network.

It opens nothing by itself: the caller hands in an ``httpx.Client`` that is bound to a permit, with base
address, headers and time-outs. Without a permit there is no client, and without a client no request.
"""

from __future__ import annotations

from typing import Any

import httpx

from rapport.engines.language.interface import LanguageModelUnavailable, Schema, UnusableAnswer

PATH = "chat/completions"


class EndpointModel:
    """Ask a model at ``client.base_url``. Errors never carry the prompt or the answer."""

    def __init__(self, client: httpx.Client, *, model: str) -> None:
        self.name = model
        self._client = client

    def complete(
        self, prompt: str, *, max_tokens: int, schema: Schema | None = None, stop: tuple[str, ...] = ()
    ) -> str:
        """Answer as the interface says, through one POST."""
        request: dict[str, Any] = {
            "model": self.name,
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": max_tokens,
            "temperature": 0,
            "stream": False,
        }
        if stop:
            request["stop"] = list(stop)
        if schema is not None:
            request["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": dict(schema)},
            }
        return _content(self._post(request))

    def _post(self, request: dict[str, Any]) -> httpx.Response:
        try:
            response = self._client.post(PATH, json=request)
        except httpx.HTTPError as error:
            raise LanguageModelUnavailable(f"The endpoint did not answer ({type(error).__name__}).") from None
        if response.status_code != httpx.codes.OK:
            raise LanguageModelUnavailable(f"The endpoint answered with status {response.status_code}.")
        return response


def _content(response: httpx.Response) -> str:
    try:
        content = response.json()["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        raise UnusableAnswer("The endpoint's answer has no text.") from None
    if not isinstance(content, str):
        raise UnusableAnswer("The endpoint's answer has no text.")
    return content
