"""What went wrong on the way, in words: from the exceptions of httpx to ours."""

from __future__ import annotations

import os
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from ..exceptions import HyperStudyError, NetworkError
from .proxies import ProxyFailed
from .retry_policy import IDEMPOTENT
from .stall_detection import Stalled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = [
    "CutAnswer",
    "is_permanent",
    "network_error",
    "reading_body",
    "took_too_long",
    "was_never_sent",
]


class CutAnswer(httpx.RemoteProtocolError):
    """The answer ended before it was whole."""


# What the generated client or httpx refuse to send at all: trying again changes nothing.
_UNSENDABLE = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)


@contextmanager
def reading_body() -> Generator[None]:
    """Name a connection that breaks within an answer's body what it is: a cut answer."""
    try:
        yield
    except (httpx.ReadError, httpx.RemoteProtocolError) as error:
        raise CutAnswer(str(error)) from error


def was_never_sent(error: Exception) -> bool:
    """Return whether the request surely did not reach the service."""
    return isinstance(
        error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    )


def took_too_long(error: Exception) -> bool:
    """Return whether the service was reached, and its answer did not come in time."""
    return not was_never_sent(error) and isinstance(error, httpx.TimeoutException)


def is_permanent(error: Exception) -> bool:
    """Return whether the same request would fail in the same way again."""
    if isinstance(error, ProxyFailed):
        return error.permanent
    return isinstance(error, _UNSENDABLE) or _certificate_refused(error)


def network_error(error: Exception, request: httpx.Request, tries: int = 1) -> HyperStudyError:
    """Return what an exception of httpx means.

    Parameters
    ----------
    error
        What httpx raised.
    request
        The request that it was raised for.
    tries
        How often it was sent.
    """
    label = request.extensions.get("hyperstudy_request") or f"{request.method} {request.url.path}"
    host = request.url.host
    if isinstance(error, _UNSENDABLE):
        return HyperStudyError(
            f"the request cannot be sent: {error}", "INVALID_REQUEST", request=label
        )
    code, message, hint = _in_words(error, host)
    if tries > 1:
        hint += f" It was tried {tries} times."
    elif request.method not in IDEMPOTENT and not was_never_sent(error):
        hint += (
            " It was not repeated, because it may have been done: look before you send it again."
        )
    found = NetworkError(message, code, hint=hint, request=label)
    found.permanent = is_permanent(error)
    return found


def _in_words(error: Exception, host: str) -> tuple[str, str, str]:
    again = "Check your internet connection and try again."
    if _certificate_refused(error):
        return (
            "CERTIFICATE_REFUSED",
            f"the certificate of {host} was not accepted{_why_refused(error)}",
            (
                "Some universities inspect traffic with a certificate of their own: ask for it,"
                f" and {_naming_it()}. A client reads it once: make a new one then."
            ),
        )
    if isinstance(error, ProxyFailed):
        proxy = error.proxy
        return (
            "PROXY_FAILED",
            f"no connection through the proxy {proxy.place}: {error}",
            (
                f"{proxy.source[0].upper()}{proxy.source[1:]} names it. Correct it there, or name"
                f" {host} in the variable NO_PROXY if it can be reached directly."
            ),
        )
    if any(isinstance(cause, socket.gaierror) for cause in _causes(error)):
        return "CONNECTION_FAILED", f"the host {host} was not found", f"Check base_url. {again}"
    if isinstance(error, Stalled):
        return "TIMEOUT", f"{error} ({host})", f"{again} A longer timeout= may help."
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return "TIMEOUT", f"no connection to {host} in time", again
    if isinstance(error, httpx.TimeoutException):
        return "TIMEOUT", f"no answer from {host} in time", f"{again} A longer timeout= may help."
    if was_never_sent(error):
        return "CONNECTION_FAILED", f"could not connect to {host}", f"Check base_url. {again}"
    if isinstance(error, CutAnswer | httpx.DecodingError):
        return "INCOMPLETE_ANSWER", f"the answer of {host} was cut short", "Try again."
    return "CONNECTION_LOST", f"the connection to {host} broke", again


def _naming_it() -> str:
    """Return what to do with a certificate where the variable may name another one already."""
    named = os.environ.get("SSL_CERT_FILE")
    if not named:
        return "name its file in the environment variable SSL_CERT_FILE"
    return (
        f"add it to {named!r}, which the environment variable SSL_CERT_FILE names, or correct the"
        " variable"
    )


def _why_refused(error: BaseException) -> str:
    """Give the words of OpenSSL, such as ``self-signed certificate``."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            words = getattr(cause, "verify_message", "")
            return f" ({words})" if words else ""
    return ""


def _certificate_refused(error: BaseException) -> bool:
    return any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
