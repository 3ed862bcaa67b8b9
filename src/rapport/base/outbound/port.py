"""Requests over HTTP under a permit. No other module of ours sends anything off this machine."""

from __future__ import annotations

from typing import Any

import httpx

from rapport.base.outbound.permits import NoPermit, Permit, is_this_machine, under

TIMEOUT_SECONDS = 60.0


class _Permitted(httpx.BaseTransport):
    """Asks for leave at every single request, so that a redirect or a revoked agreement is noticed."""

    def __init__(self, permit: Permit, inner: httpx.BaseTransport) -> None:
        self._permit = permit
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with under(self._permit, host=request.url.host):
            if request.url.scheme != "https" and not is_this_machine(request.url.host):
                raise NoPermit(f"{self._permit.vendor} is only spoken to over https.")
            response = self._inner.handle_request(request)
            response.read()  # under the permit, so that nothing is fetched after it
            return response

    def close(self) -> None:
        self._inner.close()


class _Local(httpx.BaseTransport):
    """Speaks to this machine alone."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not is_this_machine(request.url.host):
            raise NoPermit("This connection is for programs on this machine only.")
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def client(
    permit: Permit,
    *,
    base_url: str = "",
    headers: dict[str, str] | None = None,
    timeout: float = TIMEOUT_SECONDS,
    transport: httpx.BaseTransport | None = None,
) -> httpx.Client:
    """Give a client that speaks to the permit's host over https, as long as the checker agrees.

    Proxies and settings from the environment are ignored: they would lead elsewhere.

    Raises (at each request):
        NoPermit: another host, no permit now, or not https.
    """
    inner = transport or httpx.HTTPTransport(trust_env=False)
    return httpx.Client(
        transport=_Permitted(permit, inner),
        base_url=base_url,
        headers=headers,
        timeout=timeout,
        trust_env=False,
    )


def local_client(
    *,
    base_url: str,
    headers: dict[str, str] | None = None,
    timeout: float = TIMEOUT_SECONDS,
    transport: httpx.BaseTransport | None = None,
) -> httpx.Client:
    """Give a client for a program on this machine, such as a model server: nothing leaves, no permit.

    Raises (at each request):
        NoPermit: the address is not this machine's.
    """
    inner = transport or httpx.HTTPTransport(trust_env=False)
    return httpx.Client(
        transport=_Local(inner), base_url=base_url, headers=headers, timeout=timeout, trust_env=False
    )


def request(
    permit: Permit | None,
    method: str,
    url: str,
    *,
    transport: httpx.BaseTransport | None = None,
    timeout: float = TIMEOUT_SECONDS,
    **content: Any,
) -> httpx.Response:
    """Send one request under a permit and give the answer; redirects are not followed.

    Raises:
        NoPermit: there is none, it is for another host, or it is refused now.
    """
    if not isinstance(permit, Permit):
        raise NoPermit("Nothing leaves this machine without a permit.")
    with client(permit, timeout=timeout, transport=transport) as sender:
        return sender.request(method, url, **content)
