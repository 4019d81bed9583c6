"""Values put together from the examples that the contract has."""

from __future__ import annotations

from typing import Any

from hyperstudy import contract
from hyperstudy.contract import schemas

DOCUMENT = contract.document()


def example_of(schema: schemas.Schema) -> Any:
    """Give a value that fits a schema, with every member of which the contract has an example."""
    schema = schemas.resolve(DOCUMENT, schema)
    for known in (*schema.get("examples", ()), *schema.get("enum", ())):
        return known
    if "default" in schema:
        return schema["default"]
    for form in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        return example_of(form)
    members = schemas.members(DOCUMENT, schema)
    if members:
        return {name: example_of(member.schema) for name, member in members.items()}
    if schema.get("type") == "array":
        return [example_of(schema.get("items", {}))]
    if "allOf" in schema:
        return example_of(schema["allOf"][0])
    return {"object": {}, "boolean": True}.get(schema.get("type", ""), "example")


def request_of(operation: contract.Operation) -> dict[str, Any]:
    """Give arguments for a generated function: every parameter, and the body."""
    path = DOCUMENT["paths"][operation.path]
    node = path[operation.method.lower()]
    found: dict[str, Any] = {}
    for raw in (*path.get("parameters", ()), *node.get("parameters", ())):
        parameter = schemas.resolve(DOCUMENT, raw)
        value = example_of(parameter["schema"])
        found[contract.snake(parameter["name"].replace("-", "_"))] = value
    if "requestBody" in node:
        content = schemas.resolve(DOCUMENT, node["requestBody"])["content"]
        found["body"] = example_of(content["application/json"]["schema"])
    return found
