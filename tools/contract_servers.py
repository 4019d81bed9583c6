"""The addresses of the service in a newer document, as clients can use them.

OpenAPI lets a document leave them out, write them relative to its own address, or with variables.
Clients begin at the first of them, so they need whole addresses.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import MutableMapping


def settle(old: dict[str, Any], new: MutableMapping[str, Any], address: str | None) -> str:
    """Give `new` whole addresses: its own where they can be made out, else those of `old`.

    Parameters
    ----------
    old, new
        The contract, and the document that takes its place.
    address
        Where `new` was read; None if that was a file.

    Returns
    -------
    str
        What was done, in words; empty if nothing was.
    """
    written = [str(one["url"]) for one in new.get("servers") or []]
    whole = [_whole(one, address) for one in new.get("servers") or []]
    if whole and all(whole):
        for server, url in zip(new["servers"], whole, strict=True):
            if server["url"] != url:
                server["url"] = url
                server.pop("variables", None)
        read = [f"{one} as {url}" for one, url in zip(written, whole, strict=True) if one != url]
        return f"Addresses of the service, read in full: {', '.join(read)}." if read else ""
    if not old.get("servers"):
        return ""
    new["servers"] = deepcopy(old["servers"])
    kept = ", ".join(str(one["url"]) for one in old["servers"])
    reason = (
        f"gives addresses that are not whole ({', '.join(written)})"
        if written
        else "gives no address of the service"
    )
    return f"The document {reason}; those of the contract are kept: {kept}."


def _whole(server: Any, address: str | None) -> str | None:
    """Return an address with its variables filled in, None if it cannot be made out."""
    variables = server.get("variables") or {}

    def value(found: re.Match[str]) -> str:
        return str((variables.get(found[1]) or {}).get("default", found[0]))

    try:
        url = urljoin(address or "", re.sub(r"{([^{}]*)}", value, str(server["url"])))
        parts = urlsplit(url)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return url if is_web and not re.search(r"[{}?#@]", url) else None
