"""JSON values as text, for frames that cannot hold Python objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence


def json_texts(values: Sequence[Any]) -> list[str | None]:
    """Give the text of each value; None stays None."""
    try:
        return [None if value is None else orjson.dumps(value).decode() for value in values]
    except TypeError:
        return [None if value is None else json_text(value) for value in values]


def json_text(value: Any) -> str:
    """Write a value as JSON without spaces.

    Integers of any size and nesting of any depth are written; so is text with half a surrogate
    pair, as an escape.
    """
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # more than 64 bits, not valid Unicode, or too deep
        return _written(value)


class _Sign(str):
    """Punctuation and keys that are already written."""

    __slots__ = ()


def _written(value: Any) -> str:
    # With a stack of its own, since a server may nest deeper than Python may recurse.
    import json

    parts: list[str] = []
    waiting: list[Any] = [value]
    while waiting:
        item: Any = waiting.pop()
        if isinstance(item, _Sign):
            parts.append(item)
        elif isinstance(item, dict):
            entries = cast("dict[str, Any]", item)
            inside: list[Any] = []
            for key, inner in entries.items():
                inside += [_Sign(f"{',' if inside else ''}{json.dumps(key)}:"), inner]
            waiting += [_Sign("}"), *reversed(inside), _Sign("{")]
        elif isinstance(item, list):
            inside = []
            for inner in cast("Sequence[Any]", item):
                inside += [_Sign(","), inner] if inside else [inner]
            waiting += [_Sign("]"), *reversed(inside), _Sign("[")]
        else:
            parts.append(json.dumps(item))
    return "".join(parts)
