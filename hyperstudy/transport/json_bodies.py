"""httpx clients whose JSON bodies can say every text that an answer can bring."""

from __future__ import annotations

from typing import Any

import httpx

from ..exact_json import dumps

__all__ = ["AsyncClient", "Client"]


class Client(httpx.Client):
    """An httpx client."""

    def build_request(self, method: str, url: httpx.URL | str, **options: Any) -> httpx.Request:
        """Make a request."""
        return super().build_request(method, url, **_written(options))


class AsyncClient(httpx.AsyncClient):
    """An httpx client for asyncio."""

    def build_request(self, method: str, url: httpx.URL | str, **options: Any) -> httpx.Request:
        """Make a request."""
        return super().build_request(method, url, **_written(options))


def _written(options: dict[str, Any]) -> dict[str, Any]:
    content = options.get("json")
    if content is None:
        return options
    # httpx refuses half a surrogate pair, which the service itself sends.
    headers = httpx.Headers(options.get("headers"))
    headers.setdefault("Content-Type", "application/json")
    return {**options, "json": None, "content": dumps(content), "headers": headers}
