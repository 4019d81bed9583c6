"""From a response that is not a success to the error to raise."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ..exact_json import is_list, is_object, loads
from ..exceptions import (
    AuthenticationError,
    ForbiddenError,
    HyperStudyError,
    NotFoundError,
    RateLimitError,
    ServerError,
    ValidationError,
)
from .retry_policy import parse_retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

__all__ = ["describe_body", "error_for", "first_words", "request_of"]

_CLASSES: dict[int, type[HyperStudyError]] = {
    400: ValidationError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    429: RateLimitError,
}

_HINTS = {
    401: (
        "Check the API key: it may be mistyped, expired or revoked. A key that was just created"
        " can take 5 to 10 seconds to become valid."
    ),
    404: (
        "Check the id. Something that the key's owner may not see looks the same as something"
        " that does not exist."
    ),
    504: (
        "The service took too long to gather the answer; listing the recordings of a large"
        " experiment can take minutes. Ask for less at a time, such as one room, or try later."
    ),
}
_REFUSALS = {401, 403, 405, 406, 451}
_GONE_HINT = (
    "An earlier try of this deletion had no clear answer and may have been carried out: then it is"
    " gone, as it should be. Otherwise check the id."
)
_SERVER_HINT = "The fault is on the service's side. Try again in a few minutes."
_ON_THE_WAY_HINT = (
    "HyperStudy answers in JSON, so this comes from something on the way: a firewall, a proxy, or a"
    " server in front of the service. Show it to those who run your network."
)
_PROXY_HINT = (
    "A proxy on the way asks for a name and a password: write them into the variable that names"
    " it, as in HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT."
)
# How a body begins that gzip packed.
_GZIP = b"\x1f\x8b"
_MOST_BYTES, _MOST_LETTERS = 4000, 160
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


def error_for(response: httpx.Response) -> HyperStudyError:
    """Turn an answer that is not a success into the error to raise.

    Parameters
    ----------
    response
        The answer, its body already read. Any status and any body will do: the service's error
        envelope, an ``error`` that is only a text, a proxy's web page, a list, null, nothing.

    Returns
    -------
    HyperStudyError
        The class follows the status (documented); message, code and details are the service's
        own where it gave them.
    """
    status = response.status_code
    details = _ErrorBody(response)
    tries = response.request.extensions.get("hyperstudy_tries", 1)
    tried = f"It was tried {tries} times." if tries > 1 else None
    maybe_done = response.request.extensions.get("hyperstudy_maybe_done", False)
    gone = status in {404, 410} and response.request.method == "DELETE" and maybe_done
    next_step = _GONE_HINT if gone else _next_step(status, details.details)
    if details.oddity and response.content.strip() and status in _REFUSALS:
        # The service's reasons for these do not apply to what it did not answer.
        next_step = _ON_THE_WAY_HINT
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        next_step = _PROXY_HINT
    parts = (details.oddity, next_step, tried)
    hint = " ".join(part for part in parts if part)
    kind = _class_for(status)
    arguments: dict[str, Any] = {"hint": hint or None, "request": request_of(response)}
    if kind is RateLimitError:
        headers = response.headers
        arguments["retry_after"] = parse_retry_after(
            headers.get("Retry-After"), status, now=headers.get("Date")
        )
        arguments["hint"] = None
    return kind(details.message, details.code, status, details.details, **arguments)


def request_of(response: httpx.Response) -> str:
    """Name the request behind an answer, without the base URL and without its query."""
    request = response.request
    return str(request.extensions.get("hyperstudy_request", f"{request.method} {request.url.path}"))


def _class_for(status: int) -> type[HyperStudyError]:
    return _CLASSES.get(status, ServerError if status >= 500 else HyperStudyError)


def _next_step(status: int, details: Mapping[str, Any]) -> str | None:
    if status == 400 and "parameter" in details:
        given = f" {details['value']!r} was sent" if "value" in details else " was refused"
        wanted = f"; expected: {_listed(details['expected'])}" if "expected" in details else ""
        return f"{details['parameter']}:{given}{wanted}."
    if status == 400 and is_list(details.get("errors")):
        return "\n".join(f"- {_problem(one)}" for one in details["errors"]) or None
    if status == 403:
        needs = f"needs the scope {_listed(details['required'])}" if "required" in details else ""
        has = f"has {_listed(details['provided']) or 'none'}" if "provided" in details else ""
        scopes = "; it ".join(part for part in (needs, has) if part)
        return (
            (f"The key {scopes}. " if scopes else "")
            + "Scopes can be changed in the key's settings in HyperStudy, the key stays the same."
            " If they are right, ask the owner of the experiment to share it with you."
        )
    return _HINTS.get(status, _SERVER_HINT if status >= 500 else None)


def _problem(value: Any) -> str:
    """Describe one of several errors: a text, or a role and the reason (observed)."""
    if not is_object(value):
        return str(value)
    role, reason = value.get("role"), value.get("reason")
    return f"role {role}: {reason}" if role and reason else str(reason or value)


def _listed(value: Any) -> str:
    if is_list(value):
        return ", ".join(str(item) for item in value)
    return str(value)


class _ErrorBody:
    """What a body says about an error: message, code, details, and what is odd about it."""

    def __init__(self, response: httpx.Response) -> None:
        status = response.status_code
        self.message = response.reason_phrase or f"HTTP status {status}"
        if status < 300:
            self.message = "the service reported an error without saying which"
        self.code: str | None = None
        self.details: dict[str, Any] = {}
        self.oddity: str | None = None
        try:
            body = loads(response.content)
        except ValueError:
            self.code = "SERVER_ERROR" if status >= 500 else None
            self.oddity = describe_body(response)
            return
        if is_object(body):
            self._take(body)

    def _take(self, body: dict[str, Any]) -> None:
        error = body.get("error")
        in_envelope = body.get("status") == "error"
        fields = error if is_object(error) else body
        text = error if isinstance(error, str) and error else fields.get("message")
        if text is not None and text != "":
            self.message = str(text)
        code = fields.get("code")
        if code is not None:
            self.code = str(code)
        elif in_envelope or fields is error:
            self.code = "UNKNOWN"
        details = fields.get("details")
        if is_object(details):
            self.details = details
        elif details is not None:
            self.details = {"details": details}


def describe_body(response: httpx.Response) -> str:
    """Describe what a body is that is not JSON, and quote how it begins."""
    if not response.content.strip():
        return "The answer was empty."
    quoted = first_words(response.content, response.headers.get("Content-Type", ""))
    if _is_page(response.content, response.headers.get("Content-Type", "")):
        titled = f" with the title {quoted!r}" if quoted else ""
        return (
            f"The answer was a web page{titled}, not data: it may come from a proxy, a login page"
            " of your network, or a service that is being restarted."
        )
    if quoted is None:
        packed = response.headers.get("Content-Encoding", "").strip()
        if response.content.startswith(_GZIP):
            packed = "gzip"
        if packed:
            return f"The answer is compressed ({packed}) in a way that was not asked for."
        return "The answer was not JSON, and no text."
    return f"The answer was not JSON. It begins: {quoted!r}."


def first_words(content: bytes, content_type: str) -> str | None:
    """Give how a text begins, or the title of a web page; None if it is neither.

    Firewalls and proxies say so why they refuse, and whom to ask.
    """
    text = content[:_MOST_BYTES].decode(errors="replace")
    if _is_page(content, content_type):
        from html import unescape

        title = _TITLE.search(text)
        text = unescape(title[1]) if title else ""
    # What is cut or foreign is no text to quote, and nothing here may steer a terminal.
    words = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not words or words.count("\ufffd") > len(words) // 10 or "\0" in text:
        return None
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"


def _is_page(content: bytes, content_type: str) -> bool:
    return content[:200].lstrip().startswith(b"<") or "html" in content_type
