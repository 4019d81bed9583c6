"""The generated client, on our connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import fields
from hyperstudy_api import AuthenticatedClient
from hyperstudy_api.errors import UnreadableBody

from .. import contract
from ..exceptions import HyperStudyError
from . import envelope
from .process_guard import ProcessGuard
from .response_body import media_type

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self, TypeVar

    import httpx
    from hyperstudy_api.types import Response

    T = TypeVar("T")

__all__ = ["ApiClient"]

_JSON = "application/json"


class ApiClient(ProcessGuard, AuthenticatedClient):
    """The generated client of a :class:`~hyperstudy.HyperStudy`.

    Its connections are those of the ``HyperStudy`` it belongs to, and end with it: using this
    object in a ``with`` block does not close them. The key is not in it, only its first letters:
    the transport adds it to what goes to the API's own host.
    """

    def check(self, operation: str, response: httpx.Response) -> None:
        """Refuse the answer of an operation where the high level would.

        Raises
        ------
        HyperStudyError
            It is neither what the operation answers with nor another format that it offers.
        """
        expected = contract.operation(operation)
        others = [one for one in expected.formats if one != _JSON]
        if _JSON in expected.formats and media_type(response) not in others:
            opened = envelope.read(response, bare=expected.may_be_bare)
            if operation in contract.LISTS:
                opened.listed()
            elif not expected.may_be_bare:
                opened.rows()

    def expect(self, response: Response[T]) -> T:
        """Return what was parsed.

        Raises
        ------
        HyperStudyError
            Nothing was: a change was answered without a body, or the answer has another format.
        """
        try:
            return super().expect(response)
        except UnreadableBody as error:
            raise HyperStudyError(str(error), "UNEXPECTED_ANSWER", response.status_code) from None

    def __copy__(self) -> Self:
        """Return one with the same connections, as its variants are."""
        twin = object.__new__(type(self))
        for one in fields(AuthenticatedClient):
            setattr(twin, one.name, getattr(self, one.name))
        return twin

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
