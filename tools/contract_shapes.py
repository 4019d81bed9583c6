"""Put an OpenAPI document into the few shapes that everything made from it knows.

OpenAPI 3.1 allows more ways to write the same thing than the generator, the comparison and the
client that reads the contract are made for: `true` for the schema that takes any value, and a path
that only refers to where its operations are described.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from contract_view import resolve

_ONE = ("items", "not", "if", "then", "else", "contains", "propertyNames", "contentSchema")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_DATA = ("example", "examples")  # what stands there is a value, whatever it looks like


def settle(document: dict[str, Any]) -> None:
    """Change a document so that it says the same in the shapes that are known."""
    paths = document.get("paths")
    if isinstance(paths, dict):
        for path, item in paths.items():
            if isinstance(item, dict) and "$ref" in item:
                paths[path] = _path_item(document, item)
    components = document.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    if isinstance(schemas, dict):
        _settle_map(schemas)
    _find_schemas(document)


def _path_item(document: Any, item: Any) -> Any:
    """Return what a path refers to, with what stands beside the reference; itself if nothing."""
    target = resolve(document, item)
    if not isinstance(target, dict) or not target:
        return item
    beside = {name: value for name, value in item.items() if name != "$ref"}
    return {**deepcopy(target), **beside}


def _find_schemas(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            _find_schemas(item)
    if not isinstance(node, dict):
        return
    for name, child in node.items():
        if name == "schema":
            node[name] = _settled(child)
        elif name not in _DATA and not str(name).startswith("x-"):
            _find_schemas(child)


def _settled(schema: Any) -> Any:
    """Return a schema as an object, those inside it as well."""
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    if not isinstance(schema, dict):
        return schema
    for name in _ONE:
        if name in schema:
            schema[name] = _settled(schema[name])
    if isinstance(schema.get("additionalProperties"), dict):  # true and false are known there
        _settled(schema["additionalProperties"])
    for name in _LISTS:
        if isinstance(schema.get(name), list):
            schema[name] = [_settled(one) for one in schema[name]]
    for name in _MAPS:
        if isinstance(schema.get(name), dict):
            _settle_map(schema[name])
    return schema


def _settle_map(schemas: dict[str, Any]) -> None:
    for name, schema in schemas.items():
        schemas[name] = _settled(schema)
