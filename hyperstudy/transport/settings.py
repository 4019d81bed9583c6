"""What a transport is made of, read and checked: address, key, organisation, seconds."""

from __future__ import annotations

import math
import platform
import re

import httpx

from .. import __version__
from ..display.notices import warn_caller
from ..exceptions import AuthenticationError, InputError
from ..validation import character_name, short_repr, without_pasted_marks
from .pace import Pace
from .retry_policy import RetryPolicy

__all__ = [
    "address",
    "key",
    "masked",
    "organization_id",
    "pace",
    "retry_policy",
    "seconds",
    "user_agent",
]

_NOT_IN_HEADERS = re.compile(r"[^!-~]")
# A line of a shell, or of a file with variables, that was copied as a whole.
_ASSIGNED = re.compile(r"^(export\s+|set\s+|\$env:)?HYPERSTUDY_API_KEY\s*=\s*", re.IGNORECASE)
_COPY_AGAIN = "Copy it again: it is one word, without spaces and line ends."
_LOOPBACK = re.compile(r"localhost|127(\.[0-9]+){3}|::1")


def address(base_url: str) -> httpx.URL:
    """Read the API's address.

    Raises
    ------
    InputError
        It is none, or holds a query or a password.
    """
    wrong = f"base_url={base_url!r} is not an address of the API"
    hint = "It looks like https://api.hyperstudy.io/api/v3."
    try:
        url = httpx.URL(without_pasted_marks(base_url).rstrip("/"))
    except httpx.InvalidURL:
        raise InputError(wrong, hint=hint) from None
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.userinfo:
        raise InputError(wrong, hint=hint)
    if url.scheme == "http" and not _LOOPBACK.fullmatch(url.host):
        warn_caller(f"base_url begins with http://: your API key travels to {url.host} unencrypted")
    return url


def key(api_key: str) -> str:
    """Read a key; its form is left to the service.

    Raises
    ------
    AuthenticationError
        It holds characters that cannot be in a header.
    """
    found = _ASSIGNED.sub("", without_pasted_marks(api_key))
    found = without_pasted_marks(found)
    if not found:
        raise AuthenticationError("the API key is empty", "INVALID_API_KEY", hint=_COPY_AGAIN)
    wrong = _NOT_IN_HEADERS.search(found)
    if wrong is None:
        return found
    raise AuthenticationError(
        f"the API key holds {character_name(wrong[0])}, which no key has",
        "INVALID_API_KEY",
        hint=_COPY_AGAIN,
    )


def organization_id(organization: object) -> str | None:
    """Read the id of an organisation.

    Raises
    ------
    InputError
        It holds characters that cannot be in a header.
    """
    if organization is None:
        return None
    if isinstance(organization, str):
        found = without_pasted_marks(organization)
        if found and not _NOT_IN_HEADERS.search(found):
            return found
    raise InputError(f"organization={short_repr(organization)} is not an id of an organisation")


def masked(api_key: str) -> str:
    """Return of a key only what kind it is."""
    kind = re.match(r"hst_[A-Za-z]+_", api_key)
    return f"{kind[0]}…" if kind else "…"


def retry_policy(retry: object) -> RetryPolicy:
    """Read when to try again; None is the default policy.

    Raises
    ------
    InputError
        It is something else.
    """
    if retry is None:
        return RetryPolicy()
    if isinstance(retry, RetryPolicy):
        return retry
    raise InputError(
        f"retry={short_repr(retry)} is not a hyperstudy.RetryPolicy",
        hint="Write for example retry=hyperstudy.RetryPolicy(tries=3).",
    )


def pace(wanted: object) -> Pace | None:
    """Read how fast to go; None is as fast as the service lets it.

    Raises
    ------
    InputError
        It is neither a pace nor the word for the documented one.
    """
    if wanted is None or isinstance(wanted, Pace):
        return wanted
    if wanted == "polite":
        return Pace()
    raise InputError(
        f"pace={short_repr(wanted)} is not known; allowed: None, 'polite' or a hyperstudy.Pace",
        hint="Write for example pace=hyperstudy.Pace(per_minute_per_endpoint=30).",
    )


def seconds(timeout: float) -> float:
    """Read a timeout.

    Raises
    ------
    InputError
        It is not a number above 0, or has no end.
    """
    if isinstance(timeout, (int, float)) and 0 < timeout < math.inf:  # pyright: ignore[reportUnnecessaryIsInstance]
        return float(timeout)
    raise InputError(f"timeout={timeout!r} is not a number of seconds above 0")


def user_agent() -> str:
    """Return who makes the requests."""
    return (
        f"hyperstudy/{__version__} (python {platform.python_version()};"
        f" httpx {httpx.__version__}; {platform.system().lower()})"
    )
