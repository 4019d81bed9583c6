"""Where the key may go: to the API's own host, and nowhere else."""

from __future__ import annotations

from typing import Any

import httpx
from attrs import field, frozen
from hyperstudy_api import headers as header_names

from ..exceptions import HyperStudyError

__all__ = ["Origin", "origin", "redirected"]

MOST_REDIRECTS = 5
_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address."""
    return url.scheme, url.host, url.port or _DEFAULT_PORTS.get(url.scheme)


@frozen
class Origin:
    """The API's host and what only it may know.

    Parameters
    ----------
    base_url
        The API's address.
    key
        The API key; never shown.
    organization
        The organisation to act for, None for the key's own.
    """

    base_url: httpx.URL
    _key: str = field(repr=False)
    organization: str | None = None

    def with_credentials(self, request: httpx.Request) -> httpx.Request:
        """Return a fresh copy of a request to send: with the key when it goes home, else without.

        The request that callers, hooks and errors see is never the one with the key in it.
        """
        headers = httpx.Headers(request.headers)
        headers.pop(header_names.KEY, None)
        if origin(request.url) == origin(self.base_url):
            headers[header_names.KEY] = self._key
            if self.organization is not None:
                headers.setdefault(header_names.ORGANIZATION, self.organization)
        return _copy(request, request.url, headers)

    def label(self, request: httpx.Request) -> str:
        """Name a request by its method and its path under the base URL."""
        path = request.url.path
        return f"{request.method} {path.removeprefix(self.base_url.path.rstrip('/')) or '/'}"

    def follow(self, request: httpx.Request, answer: httpx.Response) -> httpx.Request | None:
        """Return the request that a redirect leads to; None when the answer is no redirect.

        Raises
        ------
        HyperStudyError
            It leads to another origin, or a request that changes something is redirected.
        """
        following = redirected(request, answer)
        if following is None:
            return None
        if origin(following.url) == origin(self.base_url) and request.method in {"GET", "HEAD"}:
            return following
        elsewhere = origin(following.url) != origin(self.base_url)
        reason = (
            "your API key must not go there"
            if elsewhere
            else "what changes something is only sent where it was meant to go"
        )
        raise HyperStudyError(
            f"{request.url.host} sends this request on to"
            f" {following.url.scheme}://{following.url.host}; it was not followed: {reason}",
            "REDIRECT_REFUSED",
            answer.status_code,
            hint="Check base_url: it must be the API's own address, beginning with https://.",
            request=request.extensions.get("hyperstudy_request"),
        )


def redirected(request: httpx.Request, answer: httpx.Response) -> httpx.Request | None:
    """Return the request that a redirect leads to, None when the answer is no redirect."""
    if not answer.has_redirect_location:
        return None
    try:
        target = request.url.join(answer.headers["Location"])
    except (httpx.InvalidURL, ValueError, TypeError):
        return None
    return _copy(request, target, httpx.Headers(request.headers))


def _copy(request: httpx.Request, url: httpx.URL, headers: httpx.Headers) -> httpx.Request:
    if origin(url) != origin(request.url):
        headers["Host"] = url.netloc.decode("ascii")
        for personal in ("Authorization", "Cookie", header_names.KEY):
            headers.pop(personal, None)
    extensions: dict[str, Any] = dict(request.extensions)
    return httpx.Request(
        request.method, url, headers=headers, stream=request.stream, extensions=extensions
    )
