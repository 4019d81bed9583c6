"""Reads schemas of an OpenAPI 3.1 document: what a value is, and which members an object has.

Everything here is a function of the document that it is given; `contract` applies it to the
one that is shipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind: TypeAlias = Literal["text", "integer", "number", "boolean", "time", "json"]
"""What the values of a column are; ``json`` is everything that no plain column can hold."""

Schema: TypeAlias = "Mapping[str, Any]"
"""A JSON Schema, as it stands in the document."""

_KIND_OF_TYPE: Mapping[str, Kind] = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "object": "json",
    "array": "json",
}
_KIND_OF_CONSTANT: Mapping[type, Kind] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
}
_TOGETHER: Mapping[frozenset[Kind], Kind] = {
    frozenset(["text"]): "text",
    frozenset(["time"]): "time",
    frozenset(["text", "time"]): "text",
    frozenset(["integer"]): "integer",
    frozenset(["number"]): "number",
    frozenset(["integer", "number"]): "number",
    frozenset(["boolean"]): "boolean",
}


class Member(NamedTuple):
    """A member of an object: its schema with all references followed, and who vouches for it."""

    schema: Schema
    certainty: str | None


def resolve(document: Schema, schema: Schema) -> Schema:
    """Follow the references of a schema.

    Parameters
    ----------
    document : mapping
        The OpenAPI document.
    schema : mapping
        A schema of it, or anything else there that may be a ``$ref``.

    Returns
    -------
    mapping
        What is referred to; members that stand beside a ``$ref`` win over those behind it.
    """
    while "$ref" in schema:
        target: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def alternatives(document: Schema, schema: Schema) -> Iterator[Schema]:
    """Give each form that a value may have: the branches of ``oneOf`` and ``anyOf``, or itself."""
    schema = resolve(document, schema)
    branches = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    if not branches:
        yield schema
    for branch in branches:
        yield from alternatives(document, branch)


def parts(document: Schema, schema: Schema) -> Iterator[Schema]:
    """Give every schema that says something of a value: its forms, and the parts of ``allOf``."""
    for form in alternatives(document, schema):
        yield form
        for part in form.get("allOf", ()):
            yield from parts(document, part)


def types(schema: Schema) -> frozenset[str]:
    """Give the names in a schema's ``type``, be it one name, a list of them, or absent."""
    named = schema.get("type", ())
    return frozenset([named] if isinstance(named, str) else named)


def nullable(document: Schema, schema: Schema) -> bool:
    """Return whether a value may be null."""
    return any("null" in types(form) for form in alternatives(document, schema))


def kind(document: Schema, schema: Schema) -> Kind:
    """Return which kind of column holds every value of a schema exactly.

    Parameters
    ----------
    document : mapping
        The OpenAPI document.
    schema : mapping
        A schema of it.

    Returns
    -------
    Kind
        Null does not count. Integers among numbers are numbers, times among text are text;
        any other mixture, an object, a list, and a value without a type is ``json``.
    """
    found: set[Kind] = set()
    for form in alternatives(document, schema):
        found.update(_kinds(document, form))
    return _TOGETHER.get(frozenset(found), "json")


def _kinds(document: Schema, schema: Schema) -> Iterator[Kind]:
    named = types(schema)
    if "string" in named and schema.get("format") == "date-time":
        yield "time"
        named -= {"string"}
    for name in sorted(named - {"null"}):
        yield _KIND_OF_TYPE[name]
    if "type" in schema:
        return
    if "allOf" in schema:
        # Each part holds for the value, so that the part that says most about it decides.
        parts: list[Kind] = [kind(document, part) for part in schema["allOf"]]
        parts.sort(key=lambda part: part == "json")
        yield parts[0]
    elif "const" in schema or "enum" in schema:
        constants: list[object] = schema.get("enum", [schema.get("const")])
        for value in constants:
            if value is not None:
                yield _KIND_OF_CONSTANT.get(type(value), "json")
    else:
        yield "json"


def words(document: Schema, schema: Schema) -> Iterator[str]:
    """Give the words that a value may be, from the enumerations that its schema leads to."""
    for form in alternatives(document, schema):
        yield from (word for word in form.get("enum", ()) if word is not None)
        for part in form.get("allOf", ()):
            yield from words(document, part)


def members(document: Schema, schema: Schema, certainty: str | None = None) -> dict[str, Member]:
    """Give the members of an object in the order in which the document has them.

    Parameters
    ----------
    document : mapping
        The OpenAPI document.
    schema : mapping
        Schema of the object. The parts of ``allOf`` are put together; where the object may have
        one of several forms, the members of all of them.
    certainty : str, optional
        What to assume where neither the member nor the schema around it has ``x-certainty``.

    Returns
    -------
    dict of str to Member
        A member with different schemas in different forms has ``anyOf`` of them.
    """
    found: dict[str, Member] = {}
    for form in alternatives(document, schema):
        around = form.get("x-certainty", certainty)
        own: dict[str, Member] = {}
        for part in form.get("allOf", ()):
            own.update(members(document, part, around))
        for name, one in form.get("properties", {}).items():
            own[name] = Member(resolve(document, one), one.get("x-certainty", around))
        for name, member in own.items():
            known = found.get(name)
            if known is None or known.schema == member.schema:
                found.setdefault(name, member)
            else:
                both = {**known.schema, "anyOf": [known.schema, member.schema]}
                both.pop("type", None)
                found[name] = Member(both, known.certainty)
    return found


def items(document: Schema, schema: Schema) -> Schema:
    """Give the schema of the rows, of a list or of the one object that stands for it.

    A list comes first where the document admits both.
    """
    forms = list(alternatives(document, schema))
    for form in forms:
        if "items" in form:
            return resolve(document, form["items"])
    return next(form for form in forms if types(form) - {"null"} or "type" not in form)
