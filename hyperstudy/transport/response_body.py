"""From the bytes of an answer to an answer that is whole, or an error that says it is not."""

from __future__ import annotations

import httpx

from ..exact_json import BeyondReach, loads
from .network_errors import CutAnswer

__all__ = ["whole"]


def whole(request: httpx.Request, answer: httpx.Response, content: bytes) -> httpx.Response:
    """Check that nothing is missing, and return the answer with its body read.

    Parameters
    ----------
    request
        What was asked.
    answer
        The status and headers that came.
    content
        The bytes that came after them.

    Returns
    -------
    httpx.Response
        The same answer. When it holds JSON that can be read, that is read already and lies beside
        it, under ``extensions["hyperstudy_json"]``.

    Raises
    ------
    CutAnswer
        Fewer bytes came than were promised, or a good answer's JSON ends in the middle.
    httpx.DecodingError
        A compressed body is damaged.
    """
    promised = answer.headers.get("Content-Length", "")
    if promised.isdecimal() and len(content) < int(promised) and _has_body(request, answer):
        raise CutAnswer(f"{len(content)} of {promised} bytes came")
    extensions = dict(answer.extensions)
    # The connection is given back; its stream must not be kept alive by the answer.
    extensions.pop("network_stream", None)
    read = httpx.Response(
        answer.status_code,
        headers=answer.headers,
        stream=httpx.ByteStream(content),
        extensions=extensions,
        request=request,
    )
    text = read.read()
    if read.is_success and text and is_json(read):
        try:
            loaded = request.extensions.get("hyperstudy_read", loads)(text)
            read.extensions["hyperstudy_json"] = loaded
        except BeyondReach:
            pass  # it is whole: who opens it says what is wrong with it
        except ValueError as error:
            raise CutAnswer("the JSON text is not whole") from error
    return read


def is_json(answer: httpx.Response) -> bool:
    """Tell whether an answer says that it holds one JSON text."""
    kind = media_type(answer)
    return kind == "application/json" or kind.endswith("+json")


def media_type(answer: httpx.Response) -> str:
    """Return what kind of body an answer says it has, without its parameters."""
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _has_body(request: httpx.Request, answer: httpx.Response) -> bool:
    return request.method != "HEAD" and answer.status_code not in (204, 304)
