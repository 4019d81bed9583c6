"""What a good answer says against itself: its data may not be all that there is.

The contract knows ``error``, ``status`` and ``_warnings``. Services and the proxies in front of
them have more ways to say that something is amiss in an answer of status 200. Not to know them
would cost rows without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exact_json import is_list, is_object
from .response_errors import error_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

__all__ = ["ENVELOPE", "doubts", "fails", "fails_in_other_words", "notices"]

ENVELOPE = frozenset({"status", "data", "metadata", "error"})
"""The members of an envelope."""
_SUCCESS = ("success", "ok")
_CODES = ("code", "statusCode", "status_code")
_NOTICES = ("_warnings", "warnings")
_MOST_LETTERS = 200


def fails(body: Mapping[str, Any]) -> bool:
    """Return whether a body is that of an error; data that succeeded may stand beside it."""
    if body.get("status") == "error" or ("error" in body and "data" not in body):
        return True
    return body.get("error") is not None and body.get("status") != "success"


def fails_in_other_words(envelope: Mapping[str, Any]) -> bool:
    """Return whether an envelope is that of an error, though not in the contract's words.

    What has no envelope, such as the answer on the service's health, may use them for its own.
    """
    if any(envelope.get(name) is False for name in _SUCCESS):
        return True
    return _failed_code(envelope) is not None and not envelope.get("data")


def notices(body: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[str]:
    """Return the service's own notices (``_warnings``), wherever they stand."""
    for place in (metadata, body):
        for name in _NOTICES:
            yield from _texts(place.get(name))


def doubts(response: httpx.Response, body: Mapping[str, Any]) -> Iterator[str]:
    """Return where an answer contradicts itself."""
    data, reads = body.get("data"), response.request.method == "GET"
    if body.get("error") is not None:
        yield f"beside its data the answer holds an error: {error_for(response).message}"
    for place in (body, body.get("metadata")):
        errors = place.get("errors") if is_object(place) else None
        if errors and not isinstance(errors, bool | int | float):
            yield f"beside its data the answer holds errors: {_excerpt(errors)}"
    if body.get("status") not in ("success", None):
        yield f"the status of the answer is {body['status']!r}, not 'success'"
    code = _failed_code(body)
    if code is not None:
        yield f"beside its data the answer holds the code {code}"
    if "data" not in body and reads:
        yield "the answer says success and holds no data"
    if not data and reads:
        for name, value in body.items():
            if name not in ENVELOPE and is_list(value) and any(map(is_object, value)):
                yield (
                    f"the data of the answer are empty, and {len(value)} rows stand under {name!r}"
                )
    if reads and response.status_code == 202:
        yield "the service accepted the question and has not answered it yet (status 202)"
    if reads and response.status_code == 206:
        part = response.headers.get("Content-Range", "")
        yield f"the service calls the answer a part of the whole (status 206{part and ': '}{part})"


def _failed_code(body: Mapping[str, Any]) -> int | None:
    """Return the status of a failure that stands in a body."""
    for name in _CODES:
        code = body.get(name)
        if isinstance(code, int) and 400 <= code < 600:
            return code
    return None


def _texts(warnings: Any) -> tuple[str, ...]:
    if warnings is None:
        return ()
    if is_list(warnings):
        return tuple(str(warning) for warning in warnings)
    return (str(warnings),)


def _excerpt(errors: Any) -> str:
    """Return the words of the first of some errors."""
    first = errors[0] if is_list(errors) else errors
    if is_object(first):
        first = first.get("message", first)
    words = " ".join(str(first).split())
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
