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

from .exact_json import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "redact",
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
        from .display.traceback import short_traceback

        return short_traceback(self)

    def __str__(self) -> str:
        """Return what happened, to which request, and what to do next."""
        cause = " ".join(str(part) for part in (self.status_code, self.code) if part is not None)
        where = ", ".join(part for part in (cause, self.request) if part)
        text = f"{self.message} ({where})" if where else self.message
        return f"{text}\n{self.hint}" if self.hint else text

    def __repr__(self) -> str:
        """Show the true class, the message, the code and the status."""
        parts = [repr(self.message)]
        if self.code is not None:
            parts.append(f"code={self.code!r}")
        if self.status_code is not None:
            parts.append(f"status_code={self.status_code}")
        return f"{type(self).__name__}({', '.join(parts)})"


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
    """The service could not be reached, did not answer in time, or its answer was cut short.

    Attributes
    ----------
    permanent : bool
        The same request would fail in the same way again, such as one for which a certificate or
        a proxy is in the way.
    """

    permanent: bool = False


class IncompleteDataError(HyperStudyError):
    """Answers that contradict themselves or each other: what came is not what was promised."""


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 120:
        return "1 second" if whole == 1 else f"{whole} seconds"
    return f"{round(whole / 60)} minutes"
