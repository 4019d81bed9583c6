"""What can go wrong, as one family of exceptions.

Every failure of the service, of the network or of an answer ends in a :class:`HyperStudyError`.
Its text says what happened, to which request, and what to do next. The names and attributes are
those of the published 0.4.1; :class:`RateLimitError`, :class:`NetworkError` and
:class:`IncompleteDataError` are additions.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from .exact_json import is_list, is_object, loads

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

__all__ = [
    "AuthenticationError",
    "ForbiddenError",
    "HyperStudyError",
    "IncompleteDataError",
    "InputError",
    "NetworkError",
    "NotFoundError",
    "RateLimitError",
    "ServerError",
    "ValidationError",
    "error_for",
    "redact",
    "request_of",
    "what_came",
]

_SECRETS = (
    # A password before the host (proxies), then the query of any address: signatures live there.
    (re.compile(r"(?<=://)[^/@\s\"'<>]+@"), "…@"),
    (re.compile(r"(https?://[^\s\"'<>?#]*)[?#][^\s\"'<>]*", re.IGNORECASE), r"\1?…"),
    (
        re.compile(
            r"\?[^\s\"'<>]*(?:signature|credential|token|sig|key)=[^\s\"'<>]*", re.IGNORECASE
        ),
        "?…",
    ),
    (re.compile(r"(hst_[A-Za-z]+_)[A-Za-z0-9_-]+"), r"\1…"),
)


def redact(text: str) -> str:
    """Return a text without API keys, passwords and the queries of addresses (signatures)."""
    for secret, harmless in _SECRETS:
        text = secret.sub(harmless, text)
    return text


def _redact_all(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if is_object(value):
        return {_redact_all(name): _redact_all(member) for name, member in value.items()}
    if is_list(value):
        return [_redact_all(member) for member in value]
    return value


class HyperStudyError(Exception):
    """Anything that went wrong between you and HyperStudy; the base of all errors here.

    Parameters
    ----------
    message
        What happened.
    code
        The service's word for it (``"NOT_FOUND"``), or None when it gave none.
    status_code
        The HTTP status, or None when there was no answer.
    details
        What else the service said, as a dict.
    hint
        What to do next.
    request
        The request that failed, such as ``"GET /data/events/room/room_31"``.

    Attributes
    ----------
    partial : object
        What had already come when it happened, where that can be used; otherwise None.

    Notes
    -----
    Keys and signatures are taken out of every text here, so that an error can be shown and logged.
    """

    def __init__(
        self,
        message: str,
        code: str | None = None,
        status_code: int | None = None,
        details: Mapping[str, Any] | None = None,
        *,
        hint: str | None = None,
        request: str | None = None,
    ) -> None:
        self.message = redact(message)
        super().__init__(self.message)
        self.code = None if code is None else redact(code)
        self.status_code = status_code
        self.details: dict[str, Any] = _redact_all(dict(details or {}))
        self.hint = None if hint is None else redact(hint)
        self.request = None if request is None else redact(request)
        self.partial: Any = None

    def _render_traceback_(self) -> list[str]:
        """Show in Jupyter where the caller's code was, not the way through this package."""
        from ._display import short_traceback

        return short_traceback(self)

    def __str__(self) -> str:
        """Say what happened, to which request, and what to do next."""
        cause = " ".join(str(part) for part in (self.status_code, self.code) if part is not None)
        where = ", ".join(part for part in (cause, self.request) if part)
        text = f"{self.message} ({where})" if where else self.message
        return f"{text}\n{self.hint}" if self.hint else text

    def __repr__(self) -> str:
        """Show the true class, the message, the code and the status."""
        given = [repr(self.message)]
        if self.code is not None:
            given.append(f"code={self.code!r}")
        if self.status_code is not None:
            given.append(f"status_code={self.status_code}")
        return f"{type(self).__name__}({', '.join(given)})"


class ValidationError(HyperStudyError):
    """The service refused a value that was sent (status 400)."""


class InputError(ValidationError, ValueError):
    """A value that cannot be meant, found before any request was made."""


class AuthenticationError(HyperStudyError):
    """The API key is missing or the service does not accept it (status 401)."""


class ForbiddenError(HyperStudyError):
    """The key is good, but not for this: a scope or a permission is missing (status 403)."""


class NotFoundError(HyperStudyError):
    """There is no such thing, or the key may not see it (status 404)."""


class RateLimitError(HyperStudyError):
    """Too many requests, and the time to wait is longer than was allowed (status 429).

    Parameters
    ----------
    message, code, status_code, details, hint, request
        As for :class:`HyperStudyError`.
    retry_after
        Seconds to wait, counted from now; None when nobody knows.

    Attributes
    ----------
    retry_after : float or None
        Seconds to wait, counted from the moment of the error.
    retry_at : datetime.datetime or None
        The moment to come back, in UTC.
    """

    def __init__(
        self,
        message: str,
        code: str | None = None,
        status_code: int | None = None,
        details: Mapping[str, Any] | None = None,
        *,
        hint: str | None = None,
        request: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.retry_after = retry_after
        self.retry_at: datetime | None = None
        if retry_after is not None:
            self.retry_at = datetime.now(UTC) + timedelta(seconds=retry_after)
            hint = (
                hint or f"Come back in {_duration(retry_after)}, at {self.retry_at:%H:%M:%S} UTC."
            )
        super().__init__(message, code, status_code, details, hint=hint, request=request)


class ServerError(HyperStudyError):
    """The service itself failed (status 500 and above)."""


class NetworkError(HyperStudyError):
    """The service could not be reached, did not answer in time, or its answer was cut short."""


class IncompleteDataError(HyperStudyError):
    """Answers that contradict themselves or each other: what came is not what was promised."""


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 120:
        return "1 second" if whole == 1 else f"{whole} seconds"
    return f"{round(whole / 60)} minutes"


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
_GONE_HINT = (
    "An earlier try of this deletion had no clear answer and may have been carried out: then it is"
    " gone, as it should be. Otherwise check the id."
)
_SERVER_HINT = "The fault is on the service's side. Try again in a few minutes."


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
    said = _Said(response)
    tries = response.request.extensions.get("hyperstudy_tries", 1)
    tried = f"It was tried {tries} times." if tries > 1 else None
    maybe_done = response.request.extensions.get("hyperstudy_maybe_done", False)
    gone = status in {404, 410} and response.request.method == "DELETE" and maybe_done
    next_step = _GONE_HINT if gone else _next_step(status, said.details)
    parts = (said.oddity, next_step, tried)
    hint = " ".join(part for part in parts if part)
    kind = _class_for(status)
    arguments: dict[str, Any] = {"hint": hint or None, "request": request_of(response)}
    if kind is RateLimitError:
        from .transport.policy import told_to_wait

        headers = response.headers
        arguments["retry_after"] = told_to_wait(
            headers.get("Retry-After"), status, now=headers.get("Date")
        )
        arguments["hint"] = None
    return kind(said.message, said.code, status, said.details, **arguments)


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
    """Say one of several things that are wrong: a text, or a role and the reason (observed)."""
    if not is_object(value):
        return str(value)
    role, reason = value.get("role"), value.get("reason")
    return f"role {role}: {reason}" if role and reason else str(reason or value)


def _listed(value: Any) -> str:
    if is_list(value):
        return ", ".join(str(item) for item in value)
    return str(value)


class _Said:
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
            self.oddity = what_came(response)
            return
        if is_object(body):
            self._take(body)

    def _take(self, body: dict[str, Any]) -> None:
        error = body.get("error")
        in_envelope = body.get("status") == "error"
        said = error if is_object(error) else body
        text = error if isinstance(error, str) and error else said.get("message")
        if text is not None and text != "":
            self.message = str(text)
        code = said.get("code")
        if code is not None:
            self.code = str(code)
        elif in_envelope or said is error:
            self.code = "UNKNOWN"
        details = said.get("details")
        if is_object(details):
            self.details = details
        elif details is not None:
            self.details = {"details": details}


def what_came(response: httpx.Response) -> str:
    """Say in words what a body is that is not JSON."""
    start = response.content[:200].lstrip().lower()
    if not start:
        return "The answer was empty."
    if start.startswith(b"<") or "html" in response.headers.get("Content-Type", ""):
        return (
            "The answer was a web page, not data: it may come from a proxy, a login page of your"
            " network, or a service that is being restarted."
        )
    return "The answer was not JSON."
