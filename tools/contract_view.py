"""Look at an OpenAPI document as a reader does: references followed, types in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_WORDS = {
    ("string", "date-time"): "time",
    ("string", "date"): "day",
    ("string", "binary"): "file",
    ("string", None): "text",
    ("number", None): "number",
    ("integer", None): "whole number",
    ("boolean", None): "yes or no",
    ("object", None): "object",
    ("null", None): "null",
}


class Operation(NamedTuple):
    """One operation, with what its path says for it too."""

    method: str
    path: str
    node: Any
    item: Any

    @property
    def key(self) -> str:
        """What makes it the same operation in two documents: names in the path do not."""
        return f"{self.method.upper()} {re.sub(r'{[^}]*}', '{}', self.path)}"

    @property
    def address(self) -> str:
        """Method and path as the document writes them."""
        return f"{self.method.upper()} {self.path}"

    @property
    def name(self) -> str:
        """The name of its function; its address if the document gives none."""
        return str(self.node.get("operationId") or self.address)

    @property
    def tag(self) -> str:
        """The module of its function."""
        return str((self.node.get("tags") or ["default"])[0])


def operations(document: Any) -> dict[str, Operation]:
    """Return the operations of a document by `Operation.key`."""
    found = (
        Operation(method, path, item[method], item)
        for path, item in (document.get("paths") or {}).items()
        for method in METHODS
        if method in item
    )
    return {one.key: one for one in found}


def resolve(document: Any, node: Any) -> Any:
    """Return what a reference of the document leads to, or the node itself; {} if nowhere."""
    for _ in range(20):
        if not isinstance(node, dict) or "$ref" not in node:
            return node
        node = _target(document, str(node["$ref"]))
    return {}


def _target(document: Any, reference: str) -> Any:
    start, _, steps = reference.partition("#/")
    target = document if not start else {}
    for step in unquote(steps).split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(target, list):
            target = target[int(name)] if name.isdecimal() and int(name) < len(target) else {}
        else:
            target = target.get(name, {}) if isinstance(target, dict) else {}
    return target


def parameters(document: Any, operation: Operation) -> dict[tuple[str, str], Any]:
    """Return the parameters of an operation by place and name; those in the path by position."""
    listed = [*(operation.item.get("parameters") or []), *(operation.node.get("parameters") or [])]
    order = re.findall(r"{([^}]*)}", operation.path)
    found: dict[tuple[str, str], Any] = {}
    for one in (resolve(document, given) for given in listed):
        name, place = one.get("name", ""), one.get("in", "")
        if place == "path" and name in order:
            found[place, str(order.index(name))] = one
        else:
            found[place, name] = one
    return found


def reference_name(node: Any) -> str | None:
    """Return the name of the schema that a node refers to and adds nothing to."""
    if "$ref" in node:
        return str(node["$ref"]).rsplit("/", 1)[-1]
    parts = node.get("allOf") or []
    return reference_name(parts[0]) if len(parts) == 1 and "properties" not in node else None


def alternatives(schema: Any) -> list[Any]:
    """Return the ways in which a value may be right, apart from being null."""
    listed = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    return [one for one in listed if one.get("type") != "null"]


def types(schema: Any) -> list[str]:
    """Return the types of a schema, apart from null."""
    kinds = schema.get("type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [one for one in listed if one not in {None, "null"}]


def is_nullable(schema: Any) -> bool:
    """Return whether a value may be null, in the ways of OpenAPI 3.0 and 3.1."""
    choices = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    kinds = schema.get("type")
    return (
        bool(schema.get("nullable"))
        or kinds == "null"
        or (isinstance(kinds, list) and "null" in kinds)
        or any(is_nullable(one) for one in choices)
        or None in (schema.get("enum") or [])
    )


def in_words(schema: Any) -> str:
    """Return what kind of value a schema describes, apart from null and from its words."""
    if schema is True or not isinstance(schema, dict):
        return "any value"
    name = reference_name(schema)
    if name is not None:
        return name
    choices = list(dict.fromkeys(in_words(one) for one in alternatives(schema)))
    if choices:
        return " or ".join(choices)
    if schema.get("allOf"):
        return "object"
    if schema.get("not") == {}:
        return "no value"
    if "const" in schema:
        return f"always {schema['const']!r}"
    named = [_type_in_words(one, schema) for one in types(schema)]
    if not named and "properties" in schema:
        named = ["object"]
    return " or ".join(named) or "any value"


def _type_in_words(kind: str, schema: Any) -> str:
    if kind == "array":
        return f"list of {in_words(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        if "properties" not in schema:
            return f"map to {in_words(schema['additionalProperties'])}"
    elif (kind, schema.get("format")) in _WORDS:
        return _WORDS[kind, schema.get("format")]
    return _WORDS.get((kind, None), kind)


class Members(NamedTuple):
    """The members of an object, with those of the parts that it is put together from."""

    properties: dict[str, Any]
    required: set[str]
    included: list[str]


def members(schema: Any) -> Members:
    """Return the members of an object; `included` names the schemas that it takes others from."""
    found = Members(dict(schema.get("properties") or {}), set(schema.get("required") or []), [])
    for part in schema.get("allOf") or []:
        name = reference_name(part)
        if name is not None:
            found.included.append(name)
            continue
        inner = members(part)
        found.properties.update(inner.properties)
        found.required.update(inner.required)
        found.included.extend(inner.included)
    return found


class Use(NamedTuple):
    """Who meets a schema: callers who send it, callers who receive it."""

    sent: bool
    received: bool


def uses(document: Any) -> dict[str, Use]:
    """Return for each named schema whether requests or answers lead to it."""
    sent: set[str] = set()
    received: set[str] = set()
    for operation in operations(document).values():
        for parameter in parameters(document, operation).values():
            _collect(document, parameter, sent)
        _collect(document, operation.node.get("requestBody"), sent)
        _collect(document, operation.node.get("responses"), received)
    names = (document.get("components") or {}).get("schemas") or {}
    return {name: Use(name in sent, name in received) for name in names}


def _collect(document: Any, node: Any, names: set[str]) -> None:
    if isinstance(node, list):
        for item in node:
            _collect(document, item, names)
    elif isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            is_schema = reference.startswith("#/components/schemas/")
            name = reference.rsplit("/", 1)[-1]
            if not is_schema or name not in names:
                if is_schema:
                    names.add(name)
                _collect(document, resolve(document, node), names)
            return
        for child in node.values():
            _collect(document, child, names)


def content(document: Any, node: Any) -> dict[str, Any]:
    """Return the schemas of a body or an answer by media type."""
    found = resolve(document, node) or {}
    return {kind: media.get("schema", {}) for kind, media in (found.get("content") or {}).items()}


def scopes(document: Any, operation: Operation) -> set[str]:
    """Return the ways in, each as the scopes that a key needs for it."""
    needs = operation.node.get("security", document.get("security") or [])
    return {", ".join(sorted(scope for given in one.values() for scope in given)) for one in needs}


def ways_in(document: Any, operation: Operation) -> set[str]:
    """Return how an operation can be asked, each as where the keys for it go."""
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    return {
        " and ".join(sorted(_place(document, schemes.get(name), name) for name in one)) or "no key"
        for one in operation.node.get("security", document.get("security") or [])
    }


def _place(document: Any, scheme: Any, name: str) -> str:
    found = resolve(document, scheme) or {}
    kind = found.get("type", f"scheme {name}")
    if kind == "apiKey":
        return f"{found.get('in')} `{found.get('name')}`"
    return " ".join([str(kind), *([str(found["scheme"]).lower()] if "scheme" in found else [])])


def headers(document: Any, answer: Any) -> dict[str, Any]:
    """Return the headers of an answer by name; capitals make no difference to them."""
    found = (resolve(document, answer) or {}).get("headers") or {}
    return {name.lower(): {"name": name, **resolve(document, one)} for name, one in found.items()}


def marks(node: Any) -> Iterator[tuple[str, Any]]:
    """Give the extension members (x-...) of a node."""
    if isinstance(node, dict):
        yield from ((name, value) for name, value in node.items() if str(name).startswith("x-"))
