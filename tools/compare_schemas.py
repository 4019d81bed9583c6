"""Describe how two schemas differ, and what that does to those who send or receive values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contract_view import (
    Use,
    alternatives,
    in_words,
    is_nullable,
    marks,
    members,
    reference_name,
    types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# More of the first, or less of the second, refuses values that were right before.
_LOWER_LIMITS = ("minimum", "exclusiveMinimum", "minItems", "minLength", "minProperties")
_UPPER_LIMITS = ("maximum", "exclusiveMaximum", "maxItems", "maxLength", "maxProperties")
_OTHER_RULES = ("default", "pattern", "multipleOf", "uniqueItems")
ORIGINS = ("x-certainty", "x-source")


class Change(NamedTuple):
    """One difference. `breaks` says what happens to callers, if they notice."""

    kind: str
    what: str
    breaks: str = ""
    operation: str = ""


def compare_schema(where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
    """Give the differences of two schemas at the same place, with those of what is inside them."""
    before, after = in_words(old), in_words(new)
    if before != after:
        fine = (not use.sent or _covers(after, before)) and (
            not use.received or _covers(before, after)
        )
        broken = "" if fine else "values have another type"
        yield Change("changed", f"type of {where}: {before} -> {after}", broken)
    if is_nullable(old) != is_nullable(new):
        nullable = is_nullable(new)
        yield Change(
            "changed",
            f"{where} {'may be null now' if nullable else 'is never null any more'}",
            "null arrives"
            if nullable and use.received
            else "null is refused"
            if use.sent and not nullable
            else "",
        )
    if before != after or reference_name(old) is not None:
        return
    yield from _enum(where, old.get("enum"), new.get("enum"), use)
    yield from _rules(where, old, new, use)
    yield from mark_changes(where, old, new)
    yield from _inside(where, old, new, use)


def _inside(where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
    if "array" in types(old) and "array" in types(new):
        items = (one.get("items") or {} for one in (old, new))
        yield from compare_schema(f"items of {where}", *items, use)
    maps = [one.get("additionalProperties") for one in (old, new)]
    if all(isinstance(one, dict) for one in maps):
        yield from compare_schema(f"values of {where}", *maps, use)
    elif (maps[0] is False) != (maps[1] is False):
        yield Change(
            "changed",
            f"{where} {'has' if maps[0] is False else 'forbids'} members without a name",
            "members that were right are refused" if maps[1] is False and use.sent else "",
        )
    for one, other in zip(alternatives(old), alternatives(new), strict=False):
        if reference_name(one) is None:
            yield from compare_schema(f"{in_words(one)} of {where}", one, other, use)
    yield from _members(where, old, new, use)


def _members(where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
    before, after = members(old), members(new)
    for name in before.included:
        if name not in after.included:
            yield Change("removed", f"members of {name} in {where}", "they may be gone")
    for name in after.included:
        if name not in before.included:
            yield Change("added", f"members of {name} in {where}")
    for name, schema in before.properties.items():
        place = f"property `{name}` of {where}"
        if name not in after.properties:
            yield Change("removed", place, "" if use == Use(False, False) else "it is gone")
            continue
        if (name in before.required) != (name in after.required):
            yield required_change(place, needed=name in after.required, use=use)
        yield from compare_schema(place, schema, after.properties[name], use)
    for name, schema in after.properties.items():
        if name not in before.properties:
            needed = name in after.required
            yield Change(
                "added",
                f"property `{name}` of {where} "
                f"({in_words(schema)}, {'required' if needed else 'optional'})",
                "requests without it are refused" if needed and use.sent else "",
            )


def _covers(wide: str, narrow: str) -> bool:
    """Return whether each value of one type in words is also one of another."""
    kinds = set(wide.split(" or "))
    return (
        wide == "any value"
        or set(narrow.split(" or ")) <= kinds
        or (narrow == "whole number" and "number" in kinds)
    )


def required_change(where: str, *, needed: bool, use: Use) -> Change:
    """Describe that something must be there now, or need not be there any more."""
    if needed:
        broken = "requests without it are refused" if use.sent else ""
        return Change("changed", f"{where} is required now", broken)
    broken = "it may be missing" if use.received else ""
    return Change("changed", f"{where} is not required any more", broken)


def _enum(where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
    before, after = ([one for one in given or [] if one is not None] for given in (old, new))
    for value in before:
        if value not in after and after:
            broken = "it is refused" if use.sent else "its constant is gone"
            yield Change("removed", f"value {value!r} of {where}", broken)
    for value in after:
        if value not in before and before:
            yield Change("added", f"value {value!r} of {where}")
    if bool(before) != bool(after):
        says = f"is one of {', '.join(map(repr, after))} now" if after else "takes any value now"
        broken = "other values are refused" if after and use.sent else ""
        yield Change("changed", f"{where} {says}", broken)


def _rules(where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
    for rule in (*_LOWER_LIMITS, *_UPPER_LIMITS, *_OTHER_RULES):
        before, after = old.get(rule), new.get(rule)
        if before == after:
            continue
        if rule in _LOWER_LIMITS:
            tighter = after is not None and (before is None or after > before)
        elif rule in _UPPER_LIMITS:
            tighter = after is not None and (before is None or after < before)
        else:
            tighter = after is not None and rule != "default"
        yield Change(
            "changed",
            f"{rule} of {where}: {_value(before)} -> {_value(after)}",
            "values that were right are refused" if tighter and use.sent else "",
        )


def mark_changes(where: str, old: Any, new: Any) -> Iterator[Change]:
    """Give the differences in extension members, apart from those that say how we know."""
    before, after = dict(marks(old)), dict(marks(new))
    for name in (one for one in before | after if one not in ORIGINS):
        one, other = before.get(name), after.get(name)
        if one != other:
            broken = "numbers mean something else" if name == "x-unit" and one and other else ""
            yield Change("changed", f"{name} of {where}: {_value(one)} -> {_value(other)}", broken)


def _value(given: Any) -> str:
    return "none" if given is None else str(given)
