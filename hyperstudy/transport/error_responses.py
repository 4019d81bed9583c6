"""Refuse an answer that is no good before anything tries to make sense of it.

The generated code expects documented statuses and JSON. These hooks see every answer first, those
of the typed calls too, so that a proxy's web page or a status 520 becomes one of our errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exceptions import HyperStudyError
from . import envelope
from .response_body import is_json
from .response_errors import describe_body, error_for, request_of

if TYPE_CHECKING:
    import httpx

__all__ = ["refuse", "refuse_async"]


def refuse(answer: httpx.Response) -> None:
    """Raise the error that an answer is, if it is one.

    Raises
    ------
    HyperStudyError
        The status is not a success, or the body of a success is an error, a web page or nothing.
    """
    if not answer.is_success:
        raise error_for(answer)
    kind = answer.headers.get("Content-Type", "")
    if is_json(answer) or not kind:
        if answer.content or answer.request.method == "GET":
            envelope.parse(answer)
    elif "html" in kind:
        raise HyperStudyError(
            "the answer is not data",
            "UNKNOWN",
            answer.status_code,
            hint=describe_body(answer),
            request=request_of(answer),
        )


async def refuse_async(answer: httpx.Response) -> None:
    """Do the same for asyncio; the body is read already."""
    refuse(answer)
