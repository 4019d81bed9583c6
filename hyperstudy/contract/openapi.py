"""The contract as a whole: where it is, and what stands at its root."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hyperstudy.contract import schemas

if TYPE_CHECKING:
    from collections.abc import Iterable


class RateLimits(NamedTuple):
    """How many requests the service takes: for one endpoint in a minute, for a key in an hour."""

    per_minute_and_endpoint: int
    per_hour_and_key: int


@cache
def document() -> dict[str, Any]:
    """Give the whole contract: an OpenAPI 3.1 document as a dict. Do not change it.

    Raises
    ------
    FileNotFoundError
        If the installation lacks it.
    """
    # Found without an import: that of the generated client would load httpx.
    from importlib.util import find_spec
    from pathlib import Path

    import orjson

    spec = find_spec("hyperstudy_api")
    for folder in (spec and spec.submodule_search_locations) or ():
        file = Path(folder) / "openapi.json"
        if file.is_file():
            return orjson.loads(file.read_bytes())  # type: ignore[no-any-return]
    raise FileNotFoundError(
        "The API's contract (hyperstudy_api/openapi.json) is not part of this installation. "
        "Install hyperstudy anew; in a clone of the repository, run: nox -s regenerate"
    )


@cache
def enum(name: str) -> tuple[str, ...]:
    """Give the words of one of the contract's enumerations, such as ``"DataScope"``.

    Raises
    ------
    ValueError
        If the contract has no enumeration of that name.
    """
    found = {key: one for key, one in document()["components"]["schemas"].items() if "enum" in one}
    return tuple(schemas.words(document(), found[known("enumeration", name, found)]))


def servers() -> tuple[str, ...]:
    """Give the addresses of the service; the first one is production."""
    return tuple(one["url"] for one in document()["servers"])


def rate_limits() -> RateLimits:
    """Give the service's limits on the number of requests."""
    limits = document()["x-rate-limits"]
    return RateLimits(
        per_minute_and_endpoint=limits["requestsPerMinutePerEndpoint"],
        per_hour_and_key=limits["requestsPerHourPerKey"],
    )


def snake(name: str) -> str:
    """Give the Python name of a member or parameter of the API."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def known(what: str, name: str, names: Iterable[str]) -> str:
    """Give back a name that exists, or say which one may be meant."""
    names = list(names)
    if name in names:
        return name
    from difflib import get_close_matches

    close = get_close_matches(str(name), names, n=1)
    meant = f"Did you mean {close[0]!r}? " if close else ""
    raise ValueError(f"There is no {what} {name!r}. {meant}Known: {', '.join(sorted(names))}.")
