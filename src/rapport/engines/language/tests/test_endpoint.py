import json

import httpx
import pytest

from rapport.engines.language import LanguageModelUnavailable, UnusableAnswer
from rapport.engines.language.endpoint import EndpointModel


def model(handler):
    client = httpx.Client(transport=httpx.MockTransport(handler), base_url="http://model.invalid/v1/")
    return EndpointModel(client, model="small")


def answering(content):
    return lambda _request: httpx.Response(200, json={"choices": [{"message": {"content": content}}]})


def test_one_post_asks_as_the_interface_says():
    seen = []

    def handler(request):
        seen.append(request)
        return answering("Client slept.")(request)

    answer = model(handler).complete("Write.", max_tokens=9, schema={"type": "object"}, stop=("\n",))

    asked = json.loads(seen[0].content)
    assert answer == "Client slept."
    assert seen[0].url == "http://model.invalid/v1/chat/completions"
    assert (asked["model"], asked["max_tokens"], asked["temperature"], asked["stop"]) == (
        "small",
        9,
        0,
        ["\n"],
    )
    assert asked["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert asked["messages"] == [{"role": "user", "content": "Write."}]


@pytest.mark.parametrize("status", [401, 429, 500, 302])
def test_any_other_status_means_that_no_model_answered(status):
    with pytest.raises(LanguageModelUnavailable, match=str(status)):
        model(lambda _request: httpx.Response(status, text="secret words")).complete("Write.", max_tokens=9)


def test_a_lost_connection_says_so_without_the_prompt():
    def handler(request):
        raise httpx.ConnectError("secret words", request=request)

    with pytest.raises(LanguageModelUnavailable) as caught:
        model(handler).complete("secret words", max_tokens=9)

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "body", ["not json", "{}", '{"choices": []}', '{"choices": [{"message": {"content": null}}]}', "[]"]
)
def test_an_answer_without_text_is_unusable(body):
    with pytest.raises(UnusableAnswer):
        model(lambda _request: httpx.Response(200, text=body)).complete("Write.", max_tokens=9)
