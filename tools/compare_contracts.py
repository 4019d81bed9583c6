"""Describe how two OpenAPI documents differ, and which differences break callers."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from compare_schemas import ORIGINS, Change, compare_schema, mark_changes, required_change
from contract_view import (
    Operation,
    Use,
    content,
    headers,
    operations,
    parameters,
    resolve,
    scopes,
    uses,
    ways_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = ("title", "summary", "description", "example", "examples", "externalDocs")

_RECEIVED = Use(sent=False, received=True)
_OPERATION = "\0"  # stands for the operation in differences that many operations share


def compare(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return the differences of two documents, in the order of the document."""
    sharing: dict[Change, list[str]] = {}
    for change in _Comparison(old, new).changes():
        sharing.setdefault(change._replace(operation=""), []).append(change.operation)
    return [
        change._replace(what=change.what.replace(_OPERATION, _listed(names)))
        for change, names in sharing.items()
    ]


def _listed(names: list[str]) -> str:
    if len(names) <= 4:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more operations"


def report(changes: list[Change]) -> str:
    """Put the differences in words, those that break callers marked with `!`."""
    if not changes:
        return "Nothing of the API changed."
    lines: list[str] = []
    for kind in ("removed", "changed", "added"):
        found = [one for one in changes if one.kind == kind]
        if found:
            lines += [f"{kind.capitalize()} ({len(found)})"]
            lines += [f"  {'!' if one.breaks else '-'} {_sentence(one)}" for one in found]
    breaking = sum(1 for one in changes if one.breaks)
    lines.append(
        f"{breaking} of {len(changes)} differences break callers (marked with !)."
        if breaking
        else "None of these differences breaks callers."
    )
    return "\n".join(lines)


def _sentence(change: Change) -> str:
    return f"{change.what}. Breaks callers: {change.breaks}." if change.breaks else change.what


class _Comparison:
    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self.old = old
        self.new = new

    def changes(self) -> Iterator[Change]:
        yield from self._document()
        before, after = operations(self.old), operations(self.new)
        yield from _named("operation", _titles(before), _titles(after), "the operation is gone")
        for key, operation in before.items():
            if key in after:
                yield from self._operation(operation, after[key])
        yield from self._schemas()
        yield from self._texts()

    def _document(self) -> Iterator[Change]:
        before, after = self.old.get("openapi"), self.new.get("openapi")
        if before != after:
            yield Change("changed", f"openapi: {before or 'none'} -> {after or 'none'}")
        before, after = _addresses(self.old), _addresses(self.new)
        if before != after:
            yield Change(
                "changed",
                f"servers: {', '.join(before) or 'none'} -> {', '.join(after) or 'none'}",
                "" if before[:1] == after[:1] else "the address that clients begin at is another",
            )
        yield from mark_changes("the document", self.old, self.new)

    # --- operations --------------------------------------------------------------------------

    def _operation(self, old: Operation, new: Operation) -> Iterator[Change]:
        if old.name != new.name:
            yield Change(
                "changed", f"name of {new.address}: {old.name} -> {new.name}", "code uses the name"
            )
        if old.tag != new.tag:
            yield Change(
                "changed",
                f"tag of {new.name}: {old.tag} -> {new.tag}",
                "its module has another name",
            )
        if not old.node.get("deprecated") and new.node.get("deprecated"):
            yield Change("changed", f"{new.name} is deprecated")
        before, after = scopes(self.old, old), scopes(self.new, new)
        if before != after:
            yield Change(
                "changed",
                f"{new.name} needs {_alternatives(before)} -> {_alternatives(after)}",
                "" if before < after else "keys that were enough may be refused",
            )
        yield from mark_changes(new.name, old.node, new.node)
        for change in chain(
            self._keys(old, new),
            self._parameters(old, new),
            self._body(old.node.get("requestBody"), new.node.get("requestBody")),
            self._answers(old.node.get("responses") or {}, new.node.get("responses") or {}),
        ):
            yield change._replace(operation=new.name)

    def _keys(self, old: Operation, new: Operation) -> Iterator[Change]:
        before, after = ways_in(self.old, old), ways_in(self.new, new)
        # Whether there is a key at all is told with the scopes.
        if before and after and before != after:
            yield Change(
                "changed",
                f"key of {_OPERATION}: {_alternatives(before)} -> {_alternatives(after)}",
                "" if before < after else "the key goes elsewhere",
            )

    def _parameters(self, old: Operation, new: Operation) -> Iterator[Change]:
        before, after = parameters(self.old, old), parameters(self.new, new)
        for key, parameter in before.items():
            where = f"parameter `{parameter['name']}` of {_OPERATION}"
            if key not in after:
                yield Change("removed", where, "nobody reads it any more")
                continue
            twin = after[key]
            if parameter["name"] != twin["name"]:
                yield Change("changed", f"name of {where}: {twin['name']}", "it is passed by name")
            if bool(parameter.get("required")) != bool(twin.get("required")):
                yield required_change(
                    where, needed=bool(twin.get("required")), use=Use(True, False)
                )
            yield from mark_changes(where, parameter, twin)
            yield from compare_schema(
                where, parameter.get("schema") or {}, twin.get("schema") or {}, Use(True, False)
            )
        for key, parameter in after.items():
            if key not in before:
                needed = parameter.get("required")
                kind = f"{parameter['in']}, {'required' if needed else 'optional'}"
                yield Change(
                    "added",
                    f"parameter `{parameter['name']}` of {_OPERATION} ({kind})",
                    "calls without it are refused" if needed else "",
                )

    def _body(self, old: Any, new: Any) -> Iterator[Change]:
        where = f"request body of {_OPERATION}"
        before, after = resolve(self.old, old), resolve(self.new, new)
        if not before and not after:
            return
        if not before or not after:
            needed = bool(after and after.get("required"))
            yield Change(
                "added" if after else "removed",
                f"{where} ({'required' if needed else 'optional'})" if after else where,
                "calls without it are refused" if needed else "" if after else "it is not taken",
            )
            return
        if bool(before.get("required")) != bool(after.get("required")):
            yield required_change(where, needed=bool(after.get("required")), use=Use(True, False))
        yield from self._content(where, before, after, Use(True, False))

    def _answers(self, before: Any, after: Any) -> Iterator[Change]:
        for status, answer in before.items():
            where = f"answer {status} of {_OPERATION}"
            # Errors become exceptions, whatever their body is.
            success = not str(status).startswith(("4", "5"))
            if status not in after:
                yield Change("removed", where, "it is what they read" if success else "")
            else:
                yield from self._headers(where, answer, after[status])
                yield from self._content(where, answer, after[status], Use(False, success))
        for status in after:
            if status not in before:
                yield Change("added", f"answer {status} of {_OPERATION}")

    def _headers(self, where: str, old: Any, new: Any) -> Iterator[Change]:
        before, after = headers(self.old, old), headers(self.new, new)
        for key, header in before.items():
            place = f"header `{header['name']}` of {where}"
            if key not in after:
                yield Change("removed", place, "it may not come any more")
                continue
            twin = after[key]
            if bool(header.get("required")) != bool(twin.get("required")):
                yield required_change(place, needed=bool(twin.get("required")), use=_RECEIVED)
            yield from mark_changes(place, header, twin)
            yield from compare_schema(
                place, header.get("schema") or {}, twin.get("schema") or {}, _RECEIVED
            )
        for key, header in after.items():
            if key not in before:
                yield Change("added", f"header `{header['name']}` of {where}")

    def _content(self, where: str, old: Any, new: Any, use: Use) -> Iterator[Change]:
        before, after = content(self.old, old), content(self.new, new)
        for kind, schema in before.items():
            if kind not in after:
                broken = "" if use == Use(False, False) else "it is not spoken any more"
                yield Change("removed", f"format {kind} of {where}", broken)
            else:
                yield from compare_schema(where, schema, after[kind], use)
        yield from (
            Change("added", f"format {kind} of {where}") for kind in after if kind not in before
        )

    # --- schemas -----------------------------------------------------------------------------

    def _schemas(self) -> Iterator[Change]:
        before, after = (
            (document.get("components") or {}).get("schemas") or {}
            for document in (self.old, self.new)
        )
        used_before, used_after = uses(self.old), uses(self.new)
        titles = ({name: name for name in given} for given in (before, after))
        yield from _named("schema", *titles, "its class is gone")
        for name, schema in before.items():
            if name in after:
                one, other = used_before[name], used_after[name]
                use = Use(one.sent or other.sent, one.received or other.received)
                yield from compare_schema(name, schema, after[name], use)

    # --- words -------------------------------------------------------------------------------

    def _texts(self) -> Iterator[Change]:
        for what, names in (
            ("descriptions, titles or examples", _TEXTS),
            ("marks of certainty or source", ORIGINS),
        ):
            count = _reworded(self.old, self.new, names)
            if count:
                yield Change("changed", f"{what} in {count} place{'s' if count > 1 else ''}")


def _addresses(document: Any) -> list[str]:
    return [str(one.get("url")).rstrip("/") for one in document.get("servers") or []]


def _titles(found: dict[str, Operation]) -> dict[str, str]:
    return {
        key: one.address if one.name == one.address else f"{one.address} ({one.name})"
        for key, one in found.items()
    }


def _named(what: str, old: dict[str, str], new: dict[str, str], broken: str) -> Iterator[Change]:
    for key, title in old.items():
        if key not in new:
            yield Change("removed", f"{what} {title}", broken)
    for key, title in new.items():
        if key not in old:
            yield Change("added", f"{what} {title}")


def _alternatives(given: set[str]) -> str:
    return " or ".join(sorted(one or "a key" for one in given)) or "no key"


def _reworded(old: Any, new: Any, names: tuple[str, ...]) -> int:
    """Count the texts of these names that differ at places that both documents have."""
    if isinstance(old, list) and isinstance(new, list):
        return sum(_reworded(one, other, names) for one, other in zip(old, new, strict=False))
    if not isinstance(old, dict) or not isinstance(new, dict):
        return 0
    count = 0
    for name in old.keys() | new.keys():
        one, other = old.get(name), new.get(name)
        if name in names and not isinstance(one, dict) and not isinstance(other, dict):
            count += one != other
        elif name in old and name in new:
            count += _reworded(one, other, names)
    return count
