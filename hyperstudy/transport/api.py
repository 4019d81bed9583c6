"""The generated client, on our connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hyperstudy_api import AuthenticatedClient

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["ApiClient"]


class ApiClient(AuthenticatedClient):
    """The generated client of a :class:`~hyperstudy.HyperStudy`.

    Its connections are those of the ``HyperStudy`` it belongs to, and end with it: using this
    object in a ``with`` block does not close them. The key is not in it, only its first letters:
    the transport adds it to what goes to the API's own host.
    """

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the connections open."""

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the connections open."""
