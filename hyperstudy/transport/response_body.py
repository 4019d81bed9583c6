"""From the bytes of an answer to an answer that is whole, or an error that says it is not."""

from __future__ import annotations

from json import JSONDecodeError

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
    read = _read(request, answer, content)
    if read.is_success and read.content and is_json(read):
        parse = request.extensions.get("hyperstudy_read", loads)
        try:
            read.extensions["hyperstudy_json"] = parse(read.content)
        except BeyondReach:
            pass  # it is whole: who opens it says what is wrong with it
        except UnicodeDecodeError as error:
            if is_cut(error) and begins_as_json(read.content):
                raise CutAnswer("the JSON text is not whole") from error
            text = _in_utf8(read)
            if text is not None:
                read.extensions["hyperstudy_json"] = parse(text)
        except ValueError as error:
            # What is whole and goes on would come the same again.
            if begins_as_json(read.content) and text_after(error) is None:
                raise CutAnswer("the JSON text is not whole") from error
    return read


def _read(request: httpx.Request, answer: httpx.Response, content: bytes) -> httpx.Response:
    """Put the body to the answer, unpacked."""
    extensions = dict(answer.extensions)
    # The connection is given back; its stream must not be kept alive by the answer.
    extensions.pop("network_stream", None)

    def put(headers: httpx.Headers) -> httpx.Response:
        read = httpx.Response(
            answer.status_code,
            headers=headers,
            stream=httpx.ByteStream(content),
            extensions=extensions,
            request=request,
        )
        read.read()
        return read

    try:
        return put(answer.headers)
    except httpx.DecodingError:
        if not begins_as_json(content):
            raise
        # Some proxies unpack a body and leave the header that says that it is packed.
        headers = answer.headers.copy()
        del headers["Content-Encoding"]
        return put(headers)


def begins_as_json(content: bytes) -> bool:
    """Return whether a body begins as a JSON object or list, in whatever Unicode."""
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"{", b"[")


def text_after(error: ValueError) -> str | None:
    """Return what follows a JSON text that is whole; None if it is not whole."""
    if isinstance(error, JSONDecodeError) and error.msg == "Extra data":
        return error.doc[error.pos :]
    return None


def is_cut(error: UnicodeDecodeError) -> bool:
    """Return whether a text ends within a letter, and is well until there."""
    return "end of data" in error.reason or "truncated" in error.reason


def _in_utf8(answer: httpx.Response) -> bytes | None:
    """Give a text that is in the encoding that its answer names; None if it is in another one."""
    try:
        text = answer.content.decode(answer.charset_encoding or "utf-8")
    except (LookupError, UnicodeError):
        return None
    return text.encode("utf-8", "surrogatepass")


def is_json(answer: httpx.Response) -> bool:
    """Return whether an answer says that it holds one JSON text."""
    kind = media_type(answer)
    return kind == "application/json" or kind.endswith("+json")


def media_type(answer: httpx.Response) -> str:
    """Return what kind of body an answer says it has, without its parameters."""
    return str(answer.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _has_body(request: httpx.Request, answer: httpx.Response) -> bool:
    return request.method != "HEAD" and answer.status_code not in (204, 304)
