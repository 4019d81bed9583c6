"""What the contract says of the objects in a definition: their members, by both of their names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import contract
from ..contract import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..contract.schemas import Schema

_SCHEMAS = "#/components/schemas/"


class Shape(NamedTuple):
    """An object of the contract.

    Attributes
    ----------
    members : mapping of str to Schema
        The members that it names, as on the wire, references not followed.
    wire : mapping of str to str
        Python name of each member, and how it is called on the wire.
    others : Schema
        What the contract says of members that it does not name.
    user_keys : bool
        The names are the researcher's own: none is respelled.
    required : tuple of str
        The members that must be there.
    """

    members: Mapping[str, Schema]
    wire: Mapping[str, str]
    others: Schema
    user_keys: bool
    required: tuple[str, ...]

    def meant(self, name: str) -> str | None:
        """Guess which member a name that the contract does not know was meant to be."""
        if self.user_keys or not self.members or name in self.members:
            return None
        plain = {re.sub(r"[_-]", "", one).lower(): one for one in self.members}
        near = get_close_matches(re.sub(r"[_-]", "", name).lower(), plain, n=1, cutoff=0.85)
        if near:
            return plain[near[0]]
        return camel(name) if camel(name) != name else None


def camel(name: str) -> str:
    """Give the wire name that a Python name stands for: ``min_label`` is ``minLabel``."""
    return re.sub(r"(?<=[A-Za-z0-9])_+([A-Za-z0-9])", lambda found: found[1].upper(), name)


def reference(name: str) -> Schema:
    """Give a reference to a schema of the contract."""
    return {"$ref": _SCHEMAS + name}


def names(schema: Schema) -> Iterator[str]:
    """Give the names of the schemas that a schema refers to, itself and its alternatives first."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(_SCHEMAS)
        yield name
        yield from names(contract.document()["components"]["schemas"][name])
    for keyword in ("allOf", "oneOf", "anyOf"):
        for part in schema.get(keyword, ()):
            yield from names(part)


def shape(schema: Schema) -> Shape:
    """Read what the contract says of an object."""
    if "$ref" in schema:
        return _named_shape(str(schema["$ref"]))
    return _shape(schema)


@cache
def _named_shape(address: str) -> Shape:
    return _shape({"$ref": address})


def _shape(schema: Schema) -> Shape:
    members: dict[str, Schema] = {}
    required: dict[str, None] = {}
    others: Schema = {}
    user_keys = False
    for part in schemas.parts(contract.document(), schema):
        members |= part.get("properties", {})
        required |= dict.fromkeys(part.get("required", ()))
        given = part.get("additionalProperties")
        others = given if isinstance(given, dict) else others  # pyright: ignore[reportUnknownVariableType]
        user_keys = user_keys or bool(part.get("x-user-keys"))
    wire = {contract.snake(name): name for name in members}
    return Shape(members, wire, others, user_keys, tuple(required))


def settings(schema: Schema, component_type: object) -> Schema:
    """Give the schema of a component's settings, which depends on the component's type.

    Parameters
    ----------
    schema : mapping
        The contract's schema of the settings, or of a map whose values are such settings.
    component_type : object
        What the definition says that the component is.
    """
    resolved = schemas.resolve(contract.document(), schema)
    found = _by_type(resolved, component_type)
    if found is not None:
        return found
    found = _by_type(shape(schema).others, component_type)
    return schema if found is None else {**resolved, "additionalProperties": found}


def _by_type(schema: Schema, component_type: object) -> Schema | None:
    addresses: Mapping[str, str] = schema.get("x-config-schemas", {})
    address = addresses.get(str(getattr(component_type, "value", component_type)))
    return {"$ref": address} if address else None


def list_items(schema: Schema) -> Schema:
    """Give what the contract says of the items of a list."""
    for part in schemas.parts(contract.document(), schema):
        if "items" in part:
            found: Schema = part["items"]
            return found
    return {}


def is_users(schema: Schema) -> bool:
    """Return whether a value may be the researcher's own, so that nothing in it is respelled."""
    forms: list[Any] = list(schemas.alternatives(contract.document(), schema))
    return any(form.get("x-user-keys") and "properties" not in form for form in forms)
