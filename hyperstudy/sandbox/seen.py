"""What was asked of a sandbox, for tests that want to know."""

from __future__ import annotations

from attrs import frozen

__all__ = ["SeenRequest", "note"]

_MOST = 100_000
"""A sandbox that runs for weeks forgets the older half from here on."""


@frozen
class SeenRequest:
    """A request that the sandbox has seen. The key itself is nowhere."""

    method: str
    path: str
    query: str
    status: int
    operation: str
    with_key: bool
    """Whether an API key came along."""


def note(requests: list[SeenRequest], seen: SeenRequest) -> None:
    """Add a request to those that were seen."""
    requests.append(seen)
    if len(requests) > _MOST:
        del requests[: _MOST // 2]
