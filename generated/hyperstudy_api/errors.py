"""What the functions of this package raise when an answer is not what the contract promises."""

from typing import Any

import httpx

_SHOWN = 300


class UnexpectedStatus(Exception):
    """The answer has a status that is no success."""

    def __init__(self, status_code: int, content: bytes):
        self.status_code = status_code
        self.content = content
        body = content.decode(errors="replace").strip()
        shown = body if len(body) <= _SHOWN else f"{body[:_SHOWN]} ..."
        super().__init__(f"Unexpected status {status_code}. The body: {shown or 'empty'}")


class UnreadableBody(Exception):
    """The answer is a success, but its body is not the JSON that was to be parsed."""

    def __init__(self, status_code: int, content_type: str, content: bytes, reason: str):
        self.status_code = status_code
        self.content_type = content_type
        self.content = content
        # The body stays out of the text: that of a success may hold data of participants.
        super().__init__(
            f"Status {status_code} with {len(content)} bytes of {content_type or 'an unnamed type'}: {reason}"
        )


def read_json(response: httpx.Response) -> Any:
    """Return the JSON value of an answer.

    Raises
    ------
    UnreadableBody
        If the body is not JSON.
    """
    try:
        return response.json()
    except ValueError as error:
        raise UnreadableBody(
            response.status_code,
            response.headers.get("Content-Type", ""),
            response.content,
            f"not JSON ({error})",
        ) from error


def is_other_format(response: httpx.Response, *formats: str) -> bool:
    """Tell whether an answer has one of the formats that the operation offers besides JSON."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return media_type in formats


__all__ = ["UnexpectedStatus", "UnreadableBody", "is_other_format", "read_json"]
