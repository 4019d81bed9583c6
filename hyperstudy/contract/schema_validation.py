"""Whether a JSON value fits a schema of the contract, and if not, where and why.

The contract's schemas are JSON Schema 2020-12. Only the keywords that the contract uses are
understood here (a test holds the two together), so that neither authoring nor the sandbox needs
a validator package, and so that a fault is told in a researcher's words, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .schemas import Schema, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence, Sized

__all__ = ["UNDERSTOOD", "Fault", "SchemaCheck", "is_date_time"]

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


class Fault(NamedTuple):
    """One thing that does not fit; its path is like ``states[3].order``, empty at the top."""

    path: str
    message: str

    @property
    def expected(self) -> str:
        """What would have fitted, without what was found."""
        return self.message.split(", is ")[0].split(", has ")[0].removeprefix("must be ")

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def is_date_time(text: str) -> bool:
    """Return whether the text is a moment as RFC 3339 writes it: date, time and offset."""
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return value.is_integer() if isinstance(value, float) else _is_number(value)


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "integer": _is_whole,
    "number": _is_number,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
}

_LIMITS: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minimum": (lambda value, limit: value >= limit, "must be at least {limit}, is {value}"),
    "maximum": (lambda value, limit: value <= limit, "must be at most {limit}, is {value}"),
    "exclusiveMinimum": (lambda value, limit: value > limit, "must be above {limit}, is {value}"),
    "exclusiveMaximum": (lambda value, limit: value < limit, "must be below {limit}, is {value}"),
}

_SIZES: Mapping[str, tuple[type, Callable[[int, int], bool], str]] = {
    "minLength": (str, int.__ge__, "needs {limit} characters or more, has {size}"),
    "maxLength": (str, int.__le__, "may have {limit} characters at most, has {size}"),
    "minItems": (list, int.__ge__, "needs {limit} items or more, has {size}"),
    "maxItems": (list, int.__le__, "may have {limit} items at most, has {size}"),
    "minProperties": (dict, int.__ge__, "needs {limit} members or more, has {size}"),
    "maxProperties": (dict, int.__le__, "may have {limit} members at most, has {size}"),
}

UNDERSTOOD = frozenset(
    {
        *_LIMITS,
        *_SIZES,
        *("$ref", "allOf", "anyOf", "oneOf", "not", "type", "enum", "const", "format", "pattern"),
        *("items", "properties", "required", "additionalProperties", "propertyNames"),
    }
)
"""The keywords that decide; everything else in the contract's schemas only explains."""


class SchemaCheck:
    """Checks values against the schemas of one OpenAPI document.

    Parameters
    ----------
    document
        The OpenAPI document, to follow references in.
    trusted
        Values of these types count as right wherever they stand.
    guesses
        Whether a schema counts whose certainty is ``inferred``.
    nulls
        Whether null counts as right for a member that need not be there.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        *,
        trusted: tuple[type, ...] = (),
        guesses: bool = True,
        nulls: bool = False,
    ) -> None:
        self.document = document
        self._trusted = trusted
        self._guesses = guesses
        self._nulls = nulls

    def faults(self, value: object, schema: Schema, path: str = "") -> list[Fault]:
        """List what does not fit, first fault first; an empty list means that the value fits."""
        # The parts of an allOf can tell the same fault.
        return list(dict.fromkeys(self._faults(value, schema, path)))

    def _faults(self, value: object, schema: Schema, path: str) -> Iterator[Fault]:
        if isinstance(value, self._trusted):
            return
        schema = resolve(self.document, schema)
        if not self._guesses and schema.get("x-certainty") == "inferred":
            return
        for part in schema.get("allOf", ()):
            yield from self._faults(value, part, path)
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                yield from self._alternatives(value, schema[keyword], path)
        if "not" in schema and not self.faults(value, schema["not"], path):
            yield Fault(path, "is not allowed here")
        wrong_kind = _wrong_kind(value, schema)
        if wrong_kind:
            yield Fault(path, wrong_kind)
            return
        yield from (Fault(path, message) for message in _own_faults(value, schema))
        if isinstance(value, Mapping):
            yield from self._members(cast("Mapping[str, object]", value), schema, path)
        elif isinstance(value, list) and "items" in schema:
            for position, item in enumerate(cast("list[object]", value)):
                yield from self._faults(item, schema["items"], f"{path}[{position}]")

    def _alternatives(
        self, value: object, alternatives: Sequence[Schema], path: str
    ) -> Iterator[Fault]:
        """Yield the faults of the alternative that is nearest, when none fits.

        ``oneOf`` is read like ``anyOf``: the contract uses it for "this or null" and for the two
        spellings of one thing, where a value that fits both is welcome.
        """
        tried = [self.faults(value, alternative, path) for alternative in alternatives]
        if all(tried):
            right_kind = [
                faults
                for faults, alternative in zip(tried, alternatives, strict=True)
                if not _wrong_kind(value, resolve(self.document, alternative))
            ]
            yield from min(right_kind or tried, key=len)

    def _members(self, value: Mapping[str, object], schema: Schema, path: str) -> Iterator[Fault]:
        required = schema.get("required", ())
        for name in required:
            if name not in value:
                yield Fault(_member(path, name), "is required, but missing")
        known: Mapping[str, Schema] = schema.get("properties", {})
        others: Schema | bool = schema.get("additionalProperties", True)
        names = schema.get("propertyNames")
        for name, member in value.items():
            place = _member(path, name)
            if names is not None:
                yield from self._faults(name, names, place)
            if name in known:
                if member is None and self._nulls and name not in required:
                    continue
                yield from self._faults(member, known[name], place)
            elif others is False:
                yield Fault(place, "is not known here")
            elif not isinstance(others, bool):
                yield from self._faults(member, others, place)


def _member(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _wrong_kind(value: object, schema: Schema) -> str:
    kinds = schema.get("type")
    if kinds is None:
        return ""
    allowed: Sequence[str] = [kinds] if isinstance(kinds, str) else kinds
    if any(_TYPES[kind](value) for kind in allowed):
        return ""
    actual = next(kind for kind, fits in _TYPES.items() if fits(value))
    return f"must be {' or '.join(allowed)}, is {actual}"


def _own_faults(value: Any, schema: Schema) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        words = ", ".join(map(str, schema["enum"]))
        yield f"must be one of {words}, is {value}{_closest(value, schema['enum'])}"
    if "const" in schema and value != schema["const"]:
        yield f"must be {schema['const']}, is {value}"
    if _is_number(value):
        for keyword, (fits, words) in _LIMITS.items():
            if keyword in schema and not fits(value, schema[keyword]):
                yield words.format(limit=schema[keyword], value=value)
    for keyword, (kind, fits, words) in _SIZES.items():
        if keyword in schema and isinstance(value, kind):
            size = len(cast("Sized", value))
            if not fits(size, schema[keyword]):
                yield words.format(limit=schema[keyword], size=size)
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"must look like {schema['pattern']}"
        if schema.get("format") == "date-time" and not is_date_time(value):
            yield "must be a time such as 2026-03-02T09:00:00.000Z"


def _closest(value: object, words: Sequence[object]) -> str:
    near = get_close_matches(str(value).lower(), [str(one) for one in words], n=1, cutoff=0.7)
    return f" (did you mean {near[0]}?)" if near else ""
