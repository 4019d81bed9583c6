"""Open the envelope that the service puts around its answers.

A good answer is ``{"status": "success", "data": ..., "metadata": {...}}`` (documented). What else
may come - an error inside a 200, a null ``metadata``, a list, a web page, half of a JSON text - is
either read for what it says or raised as one of the errors of :mod:`hyperstudy.exceptions`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..contract.lazy_rows import LazyRows
from ..exact_json import BeyondReach, is_list, is_object, loads
from ..exceptions import HyperStudyError, NetworkError
from .answer_doubts import ENVELOPE, doubts, fails, fails_in_other_words, notices
from .response_body import begins_as_json, is_cut, text_after
from .response_errors import describe_body, error_for, first_words, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx

__all__ = ["Envelope", "parse", "read"]


class Envelope(NamedTuple):
    """An answer of the service, opened.

    Attributes
    ----------
    data
        What the service sent under ``data``, exactly: a list, an object, or None.
    metadata
        What it sent beside it; ``{}`` when it sent none.
    warnings
        The service's own notices about this answer (``_warnings``).
    request
        The request that it answers, for messages.
    bare
        The data came without an envelope: nothing beside them says that the request succeeded.
    seconds
        How long the service took for the answer, waits for limits and earlier tries left out.
    beside
        What else stood in the answer: nothing, by the contract.
    link
        The header that says that more follows, if one does.
    """

    data: Any
    metadata: dict[str, Any]
    warnings: tuple[str, ...]
    request: str
    bare: bool = False
    seconds: float = 0.0
    beside: Mapping[str, Any] = MappingProxyType({})
    link: str | None = None

    def one(self) -> dict[str, Any]:
        """Return the single object, whether it came bare or as a list of one.

        Raises
        ------
        HyperStudyError
            There is none, or more than one, or it is not an object.
        """
        rows = self.rows()
        if len(rows) != 1:
            raise HyperStudyError(
                f"one object was expected, {len(rows)} came",
                "UNEXPECTED_ANSWER",
                request=self.request,
            )
        return rows[0]

    def listed(self) -> Sequence[dict[str, Any]]:
        """Return the rows of an answer that is a list; null is a list without rows.

        Raises
        ------
        HyperStudyError
            Something else stands where the list belongs: its rows would be lost in it.
        """
        if is_object(self.data):
            names = ", ".join(repr(name) for name in list(self.data)[:5])
            raise HyperStudyError(
                f"an object (with {names or 'nothing in it'}) came where a list of rows belongs",
                "UNEXPECTED_ANSWER",
                request=self.request,
                hint="Its rows may stand in it. Report it to HyperStudy.",
            )
        return self.rows()

    def rows(self) -> Sequence[dict[str, Any]]:
        """Return the rows: the list itself, a bare object as a list of one, null as none.

        Raises
        ------
        HyperStudyError
            ``data`` is something else, or one of its rows is not an object.
        """
        if self.data is None:
            return []
        if isinstance(self.data, LazyRows):
            return self.data
        rows: list[Any] = self.data if is_list(self.data) else [self.data]
        if set(map(type, rows)) <= {dict}:  # in one call, as there may be a million
            return rows
        for number, row in enumerate(rows):
            if not isinstance(row, dict):
                raise HyperStudyError(
                    f"row {number} of the answer is {_excerpt(row)}, not an object",
                    "UNEXPECTED_ANSWER",
                    request=self.request,
                )
        return rows


def read(response: httpx.Response, *, bare: bool = False) -> Envelope:
    """Open the envelope of an answer.

    Parameters
    ----------
    response
        The answer, its body already read.
    bare
        The answer may come without an envelope, by the contract; it is the data then.

    Returns
    -------
    Envelope
        Data, metadata and the service's warnings. An answer without a body to a request that
        changes something (status 204) has no data.

    Raises
    ------
    HyperStudyError
        The answer is an error, or not what the service documents; the class says which.
    """
    if response.status_code == 204 and response.request.method != "GET":
        return Envelope(None, {}, (), request_of(response))
    body = parse(response)
    if bare and (is_list(body) or (is_object(body) and "data" not in body)):
        return Envelope(body, {}, (), request_of(response), bare=True)
    if not is_object(body):
        raise _unexpected(response, f"{_excerpt(body)} came where an envelope was expected")
    if fails_in_other_words(body):
        raise error_for(response)
    if "data" not in body and body.get("status") != "success":
        raise _unexpected(response, "the answer has no data")
    given = body.get("metadata")
    metadata = given if is_object(given) else {}
    warnings = (*notices(body, metadata), *doubts(response, body))
    return Envelope(
        body.get("data"),
        metadata,
        warnings,
        request_of(response),
        seconds=response.request.extensions.get("hyperstudy_seconds", 0.0),
        beside={name: value for name, value in body.items() if name not in ENVELOPE},
        link="the header Link" if "next" in response.links else None,
    )


def parse(response: httpx.Response) -> Any:
    """Return the JSON of a good answer as it is, for the few answers without an envelope.

    Raises
    ------
    HyperStudyError
        The answer is an error, by its status or by what it says, or it is not JSON that holds data.
    NetworkError
        The JSON text is cut.
    """
    if not response.is_success:
        raise error_for(response)
    if "hyperstudy_json" in response.extensions:
        body = response.extensions["hyperstudy_json"]
    else:
        try:
            body = loads(response.content)
        except BeyondReach as error:
            raise _unexpected(
                response,
                str(error),
                "Nothing of it was used. Ask for fewer rows to find the one that holds it, and "
                "report it to HyperStudy.",
            ) from None
        except ValueError as error:
            if not begins_as_json(response.content):
                hint = describe_body(response)
                raise _unexpected(response, "the answer is not data", hint) from None
            if isinstance(error, UnicodeDecodeError) and not is_cut(error):
                raise _unexpected(
                    response,
                    f"the answer is not in UTF-8 ({error.reason} at byte {error.start})",
                    "Nothing of it was used, since letters would be wrong. It may come from a "
                    "proxy or another service.",
                ) from None
            if (after := text_after(error)) is not None:
                rest = after.encode(errors="replace")
                # Rows are nobody's business who reads an error.
                words = None if begins_as_json(rest) else first_words(rest, "text/plain")
                raise _unexpected(
                    response,
                    "the answer goes on after its JSON text",
                    (f"What follows begins: {words!r}. " if words else "")
                    + "Nothing of the answer was used. Several answers may have become one on the "
                    "way, or it has another format than was asked for.",
                ) from None
            raise NetworkError(
                "the answer ends in the middle",
                "INCOMPLETE_ANSWER",
                response.status_code,
                hint="Nothing of it was used. Try again.",
                request=request_of(response),
            ) from error
    if not is_object(body) and not is_list(body):
        raise _unexpected(response, f"{_excerpt(body)} came where an object was expected")
    if is_object(body) and fails(body):
        raise error_for(response)
    return body


def _unexpected(response: httpx.Response, message: str, hint: str | None = None) -> HyperStudyError:
    return HyperStudyError(
        message,
        "UNKNOWN",
        response.status_code,
        hint=hint or "The address may be wrong, or it is not HyperStudy that answered.",
        request=request_of(response),
    )


def _excerpt(value: Any) -> str:
    if is_object(value):
        return "an object"
    if is_list(value):
        return "a list"
    return "a text" if isinstance(value, str) else "null" if value is None else repr(value)
