"""Proxies: which one the environment names for an address, and what is wrong with it.

What a variable holds may be a password. So no message quotes it: only the variable is named, and
of a proxy that can be read its host and port.
"""

from __future__ import annotations

import os
import socket
import ssl
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

import httpx
from attrs import frozen

from ..exceptions import NetworkError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Proxy", "ProxyFailed", "proxy_failures", "proxy_for"]

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PLAIN, _SOCKS = ("http", "https"), ("socks5", "socks5h")
_FORMS = (
    "Possible forms: http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT, and with a name and "
    "a password http://NAME:PASSWORD@HOST:PORT. In a password, @ is written %40, # is %23, / is "
    "%2F, : is %3A and % is %25."
)

# The most usual mistake: the name of the variable says https, so its value seems to have to.
_SPEAKS_HTTP = "Most proxies are named with http://, in HTTPS_PROXY too"


@frozen
class Proxy:
    """A proxy that requests go through.

    Attributes
    ----------
    address
        With name and password, as httpx takes it; never shown.
    place
        Host and port, for messages.
    source
        What names it, in words, such as ``"the variable HTTPS_PROXY"``.
    """

    address: httpx.URL
    place: str
    source: str

    def __repr__(self) -> str:
        return f"Proxy({self.place!r}, {self.source!r})"


class ProxyFailed(httpx.ProxyError):
    """A request did not get through a proxy; it never reached the service."""

    def __init__(self, proxy: Proxy, problem: str, *, permanent: bool = False) -> None:
        super().__init__(problem)
        self.proxy = proxy
        self.permanent = permanent


def proxy_for(url: httpx.URL) -> Proxy | None:
    """Return the proxy that the environment names for an address (``HTTPS_PROXY``, ``NO_PROXY``).

    httpx reads these only when it makes its connections by itself, and many universities need them.

    Raises
    ------
    NetworkError
        What is named cannot be used as a proxy.
    """
    if url.host in _LOOPBACK or proxy_bypass(url.host):
        return None
    proxies = getproxies()
    kind = next((kind for kind in (url.scheme, "all") if proxies.get(kind)), None)
    if kind is None:
        return None
    return _read(proxies[kind].strip().strip("'\""), _source(kind))


def proxy_failures(proxy: Proxy | None, error: httpx.TransportError) -> httpx.TransportError:
    """Return what a failure on the way means: the proxy's own fault, or `error` as it is."""
    if proxy is None or not isinstance(
        error, (httpx.ProxyError, httpx.ConnectError, httpx.ConnectTimeout)
    ):
        return error
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return error
    if isinstance(error, httpx.ProxyError):
        return _refused(proxy, str(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return ProxyFailed(proxy, "there is no host of that name")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        if proxy.address.scheme != "https":
            return error
        return ProxyFailed(proxy, f"it does not speak TLS. {_SPEAKS_HTTP}", permanent=True)
    may_be = f". {_SPEAKS_HTTP}" if proxy.address.scheme == "https" else ""
    if isinstance(error, httpx.ConnectTimeout):
        return ProxyFailed(proxy, f"it did not answer in time{may_be}")
    return ProxyFailed(proxy, f"it cannot be connected to{may_be}")


def _refused(proxy: Proxy, message: str) -> ProxyFailed:
    status = message[:3] if message[:3].isdecimal() else ""
    if status == "407":
        return ProxyFailed(proxy, "it asks for a name and a password (407)", permanent=True)
    if status:
        return ProxyFailed(
            proxy, f"it refused the connection ({status})", permanent=status in {"403", "405"}
        )
    # Of SOCKS: the proxy's word for why it could not reach the host, or a refused password.
    return ProxyFailed(proxy, f"it refused the connection ({message or 'without saying why'})")


def _source(kind: str) -> str:
    """Name what a proxy stands in; on Windows and macOS it may be the settings of the system."""
    for name in (f"{kind}_proxy", f"{kind}_proxy".upper()):
        if os.environ.get(name):
            return f"the variable {name}"
    for name, value in os.environ.items():
        if name.lower() == f"{kind}_proxy" and value:
            return f"the variable {name}"
    return "the network settings of this computer"


def _read(text: str, source: str) -> Proxy:
    # Without a scheme curl and others mean HTTP.
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "http", text
    scheme = scheme.lower()
    if scheme not in (*_PLAIN, *_SOCKS):
        known = scheme if scheme in {"socks", "socks4", "socks4a"} else None
        problem = f"is of the kind {known}://" if known else "does not begin with a kind of proxy"
        raise _unusable(f"{source} {problem}, which cannot be used", _or_socks5(known))
    userinfo, _, place = rest.rpartition("@")
    if any(sign in userinfo for sign in "#?/@") or place.rstrip("/").count("/"):
        raise _unusable(f"{source} cannot be read: it is no address of a proxy", _FORMS)
    try:
        address = httpx.URL(f"{scheme}://{rest}")
        port = address.port
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise _unusable(f"{source} cannot be read: its host or its port is none", _FORMS) from None
    if not address.host or address.query or address.fragment or (port and not 0 < port < 65536):
        raise _unusable(f"{source} cannot be read: its host or its port is none", _FORMS)
    if scheme in _SOCKS and find_spec("socksio") is None:
        raise _unusable(
            f"{source} names a SOCKS proxy, for which a package is missing",
            'Install it: pip install "hyperstudy[socks]". Or name a proxy of the form '
            "http://HOST:PORT.",
        )
    place = f"{address.host}:{port}" if port else address.host
    if scheme == "socks5h":  # httpcore always lets the proxy look names up; httpx 0.27 knows this
        address = address.copy_with(scheme="socks5")
    return Proxy(address, place, source)


def _or_socks5(known: str | None) -> str:
    may = "Most such proxies speak SOCKS 5: try socks5://HOST:PORT. " if known else ""
    return may + _FORMS


def _unusable(problem: str, hint: str) -> NetworkError:
    found = NetworkError(
        f"{problem[0].upper()}{problem[1:]}",
        "PROXY_UNUSABLE",
        hint=f"{hint} For addresses that need no proxy there is the variable NO_PROXY.",
    )
    found.permanent = True
    return found


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
