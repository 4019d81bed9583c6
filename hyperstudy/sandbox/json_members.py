"""Reading members of JSON objects that may be missing or null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["list_in", "object_in"]


def object_in(thing: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Read a member that is an object; empty when there is none."""
    value: object = thing.get(name)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def list_in(thing: Mapping[str, Any], name: str) -> list[Any]:
    """Read a member that is a list; empty when there is none."""
    value: object = thing.get(name)
    return list(cast("Iterable[Any]", value)) if isinstance(value, list) else []
