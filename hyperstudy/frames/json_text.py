"""JSON values as text, for frames that cannot hold Python objects."""

from __future__ import annotations

from math import isfinite, isinf
from typing import TYPE_CHECKING, Any, cast

import orjson

from hyperstudy.exact_json import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NULL = "null"


def json_texts(values: Sequence[Any], *, finite: bool = False) -> list[str | None]:
    """Give the text of each value; None stays None.

    With `finite`, the caller knows that no number in them is infinite or none at all.
    """
    try:
        texts = [None if value is None else orjson.dumps(value).decode() for value in values]
    except TypeError:
        return [None if value is None else json_text(value) for value in values]
    if finite:
        return texts
    return [
        text if text is None or _is_exact(text, value) else _written(value)
        for text, value in zip(texts, values, strict=True)
    ]


def json_lines(objects: Sequence[dict[str, Any]], *, finite: bool = False) -> bytes:
    """Write objects as JSON, as :func:`json_text` does, each on a line of its own.

    With `finite`, the caller knows that no number in them is infinite or none at all.
    """
    try:
        content = b"\n".join([orjson.dumps(one) for one in objects])
    except TypeError:
        content = None
    # As many as there are Nones: none of them stands for a number that is not finite.
    if content is None or not (
        finite
        or not (nulls := content.count(_NULL.encode()))
        or nulls == sum([list(one.values()).count(None) for one in objects])
    ):
        return "\n".join(map(json_text, objects)).encode("utf-8", "surrogatepass")
    return content


def json_text(value: Any) -> str:
    """Write a value as JSON without spaces.

    Integers of any size and nesting of any depth are written; so is text with half a surrogate
    pair, as an escape. A number beyond what a float holds stays beyond it (``1e999``), and a NaN,
    which is no JSON but is sent by some, stays one.
    """
    try:
        text = orjson.dumps(value).decode()
    except TypeError:  # more than 64 bits, not valid Unicode, or too deep
        return _written(value)
    # A number that is not finite becomes null, and is not to be told from one that came.
    return text if _is_exact(text, value) else _written(value)


def _is_exact(text: str, value: Any) -> bool:
    count = text.count(_NULL)
    # As many as there are Nones: none of them stands for a number. No need to look deeper.
    if not count or (is_object(value) and list(value.values()).count(None) == count):
        return True
    return _finite(value)


def _finite(value: Any) -> bool:
    # Most are texts and nulls in one object, and there are millions: no call for each of them.
    inside: Iterable[Any]
    if is_object(value):
        inside = value.values()
    elif is_list(value):
        inside = value
    else:
        return not isinstance(value, float) or isfinite(value)
    for one in inside:
        if one is None or isinstance(one, (str, int)):
            continue
        if not (isfinite(one) if isinstance(one, float) else _finite(one)):
            return False
    return True


def _scalar(value: Any) -> str:
    import json

    if isinstance(value, float) and isinf(value):
        return "1e999" if value > 0 else "-1e999"
    return json.dumps(value)


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
                inside += [_Sign(f"{',' if inside else ''}{json.dumps(str(key))}:"), inner]
            waiting += [_Sign("}"), *reversed(inside), _Sign("{")]
        elif isinstance(item, (list, tuple)):
            inside = []
            for inner in cast("Sequence[Any]", item):
                inside += [_Sign(","), inner] if inside else [inner]
            waiting += [_Sign("]"), *reversed(inside), _Sign("[")]
        else:
            parts.append(_scalar(item))
    return "".join(parts)
