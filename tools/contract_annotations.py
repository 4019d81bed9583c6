"""Carry our marks (`x-unit`, `x-flatten`, ...) over to a document that describes the same things.

The service's own document does not have them, and the frames, the sandbox and the documentation are
made with them. Two marks are not carried over, because they say how we know what the document now
says itself: `x-source`, and `x-certainty`, which becomes `documented` on operations and schemas.

Names and modules of operations (`operationId` and the first of `tags`) are ours too: people have
them in their scripts, so they stay whatever the service calls its operations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import MutableMapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from contract_view import alternatives, marks, operations, parameters, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

CERTAINTY = "x-certainty"
_REPLACED = frozenset({CERTAINTY, "x-source"})


class Kept(NamedTuple):
    """What became of our marks: how many of each were kept, and which have no place any more."""

    kept: Counter[str]
    lost: list[str]
    names: list[str]
    documented: int

    def report(self) -> str:
        """Put it in words."""
        lines: list[str] = []
        if self.kept:
            counted = ", ".join(f"{name} {count}" for name, count in sorted(self.kept.items()))
            lines.append(f"Marks of ours that the document does not have, kept: {counted}.")
        if self.names:
            lines.append(
                "Names of operations that callers have in their scripts, "
                f"kept ({len(self.names)}): {', '.join(self.names)}."
            )
        if self.documented:
            lines.append(
                f"{self.documented} operations and schemas are marked `{CERTAINTY}: documented`, "
                "since the document describes them; our marks of certainty and source are dropped."
            )
        if self.lost:
            lines.append(f"Marks of ours that are gone, with what they were on ({len(self.lost)}):")
            lines += [f"  - {one}" for one in self.lost]
        return "\n".join(lines)


def is_ours(document: Any) -> bool:
    """Return whether a document has our marks: then they are as its author wants them."""
    return any(name == CERTAINTY for name, _ in _all_marks(document))


def _all_marks(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from marks(node)
        for child in node.values():
            yield from _all_marks(child)
    elif isinstance(node, list):
        for item in node:
            yield from _all_marks(item)


def carry_over(old: dict[str, Any], new: MutableMapping[str, Any]) -> Kept:
    """Add to `new` the marks that `old` has at the same places, and say what became of them."""
    result = Kept(Counter(), [], [], 0)
    if is_ours(new):
        return result
    for place, before, after in _places(old, new):
        for name, value in marks(before):
            if name in _REPLACED:
                continue
            if after is None:
                result.lost.append(f"{name} of {place}")
            elif name not in after:
                after[name] = deepcopy(value)
                result.kept[name] += 1
    if not is_ours(old):
        return result
    result.names.extend(_keep_names(old, new))
    described = list(_described(new))
    for node in described:
        node[CERTAINTY] = "documented"
    return result._replace(documented=len(described))


def _keep_names(old: Any, new: Any) -> Iterator[str]:
    before = operations(old)
    for key, theirs in operations(new).items():
        ours = before.get(key)
        if ours is None:
            continue
        if ours.name != theirs.name:
            yield f"{ours.name} (there {theirs.node.get('operationId', 'without a name')})"
            theirs.node["operationId"] = ours.name
        if ours.tag != theirs.tag:
            theirs.node["tags"] = [ours.tag]


def _described(document: Any) -> Iterator[MutableMapping[str, Any]]:
    yield from (operation.node for operation in operations(document).values())
    schemas = (document.get("components") or {}).get("schemas") or {}
    yield from (schema for schema in schemas.values() if "$ref" not in schema)


Place = tuple[str, Any, Any]


def _places(old: Any, new: Any) -> Iterator[Place]:
    """Give the elements of `old` that can have marks, each with its twin in `new`, if any."""
    yield "the document", old, new
    before, after = operations(old), operations(new)
    for key, operation in before.items():
        twin = after.get(key)
        name = operation.name
        yield name, operation.node, twin.node if twin else None
        found = parameters(new, twin) if twin else {}
        for place, parameter in parameters(old, operation).items():
            where = f"parameter `{parameter['name']}` of {name}"
            other = found.get(place)
            yield where, parameter, other
            yield from _schema_places(where, parameter.get("schema"), (other or {}).get("schema"))
        body, other_body = (
            resolve(document, one.node.get("requestBody")) if one else None
            for document, one in ((old, operation), (new, twin))
        )
        yield from _media_places(f"request body of {name}", body, other_body)
        for status, answer in (operation.node.get("responses") or {}).items():
            answers = (twin.node.get("responses") or {}) if twin else {}
            other = resolve(new, answers.get(status))
            yield from _media_places(f"answer {status} of {name}", resolve(old, answer), other)
    yield from _component_places(old, new)


def _media_places(where: str, old: Any, new: Any) -> Iterator[Place]:
    if not old:
        return
    yield where, old, new
    found = (new or {}).get("content") or {}
    for kind, media in (old.get("content") or {}).items():
        other = found.get(kind)
        yield f"format {kind} of {where}", media, other
        yield from _schema_places(where, media.get("schema"), (other or {}).get("schema"))


def _component_places(old: Any, new: Any) -> Iterator[Place]:
    before, after = (document.get("components") or {} for document in (old, new))
    for kind in ("schemas", "securitySchemes", "headers"):
        found = after.get(kind) or {}
        for name, node in (before.get(kind) or {}).items():
            other = found.get(name)
            yield from _schema_places(name, node, other)
            inner = (other or {}).get("schema")
            yield from _schema_places(f"schema of {name}", node.get("schema"), inner)


def _schema_places(where: str, old: Any, new: Any) -> Iterator[Place]:
    if not isinstance(old, dict):
        return
    refers = "$ref" in old
    twin = new if isinstance(new, MutableMapping) and ("$ref" in new) == refers else None
    yield where, old, twin
    if refers:
        return
    other = twin or {}
    found = other.get("properties") or {}
    for name, schema in (old.get("properties") or {}).items():
        yield from _schema_places(f"property `{name}` of {where}", schema, found.get(name))
    for part in ("items", "additionalProperties"):
        yield from _schema_places(f"{part} of {where}", old.get(part), other.get(part))
    pairs = [
        *zip(alternatives(old), alternatives(other), strict=False),
        *zip(old.get("allOf") or [], other.get("allOf") or [], strict=False),
    ]
    for one, its_twin in pairs:
        yield from _schema_places(f"part of {where}", one, its_twin)
