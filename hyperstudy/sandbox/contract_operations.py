"""The operations of the contract, as a server needs to know them.

Everything here is read from the OpenAPI document: path templates, methods, parameters with their
types, limits and defaults, request bodies, scopes, and the shape of ``data`` in the answer.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from hyperstudy.contract import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hyperstudy.contract.schemas import Schema

__all__ = ["Operation", "Parameter", "read"]

_METHODS = ("get", "post", "put", "patch", "delete")


@frozen
class Parameter:
    """A parameter of an operation: ``place`` is path, query or header."""

    name: str
    place: str
    schema: Schema
    required: bool
    default: object
    """What counts when the caller says nothing."""
    most: float | None = None
    """Larger numbers are taken for this one (``x-suggested-maximum``)."""


@frozen
class Operation:
    """One operation of the contract, with what a server must know to serve it."""

    id: str
    method: str
    template: str
    parameters: tuple[Parameter, ...]
    scopes: tuple[tuple[str, ...], ...]
    """Alternatives; each lists the scopes that are needed together. Empty: no key needed."""
    body: Schema | None
    body_required: bool
    status: int
    """The HTTP status of success."""
    shape: str
    """How ``data`` comes: ``list``, ``one`` (a list of exactly one) or ``object``."""
    formats: tuple[str, ...]
    tag: str

    def parameter(self, name: str) -> Parameter:
        """Find a parameter by name; the contract must have it."""
        return next(parameter for parameter in self.parameters if parameter.name == name)

    def names(self, place: str) -> tuple[str, ...]:
        """List the names of the parameters in the path, the query or the headers."""
        return tuple(each.name for each in self.parameters if each.place == place)


def read(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Read the operations of an OpenAPI document."""
    for template, item in document["paths"].items():
        shared = item.get("parameters", ())
        for method in _METHODS:
            if method in item:
                yield _operation(document, template, method, item[method], shared)


def _operation(
    document: Mapping[str, Any],
    template: str,
    method: str,
    source: Mapping[str, Any],
    shared: Sequence[Mapping[str, Any]],
) -> Operation:
    resolve = partial(schemas.resolve, document)
    parameters = {
        (each["in"], each["name"]): each
        for each in map(resolve, [*shared, *source.get("parameters", ())])
    }
    in_path = re.findall(r"{([^}]+)}", template)
    status, answer = next(
        (int(code), resolve(answer))
        for code, answer in sorted(source["responses"].items())
        if str(code).startswith("2")
    )
    body = resolve(source.get("requestBody", {}))
    media: Mapping[str, Any] = answer.get("content", {})
    return Operation(
        id=source["operationId"],
        method=method.upper(),
        template=template,
        parameters=tuple(
            _parameter(document, each)
            for each in sorted(
                parameters.values(),
                key=lambda each: in_path.index(each["name"]) if each["in"] == "path" else 99,
            )
        ),
        scopes=_scopes(source.get("security", document.get("security", []))),
        body=body.get("content", {}).get("application/json", {}).get("schema"),
        body_required=bool(body.get("required", False)),
        status=status,
        shape=_shape(document, media.get("application/json", {}).get("schema", {})),
        formats=tuple(media),
        tag=source.get("tags", [""])[0],
    )


def _parameter(document: Schema, source: Mapping[str, Any]) -> Parameter:
    schema = schemas.resolve(document, source.get("schema", {}))
    return Parameter(
        name=source["name"],
        place=source["in"],
        schema=schema,
        required=bool(source.get("required", False)),
        default=schema.get("default"),
        most=source.get("x-suggested-maximum"),
    )


def _shape(document: Schema, envelope: Schema) -> str:
    data = schemas.members(document, envelope).get("data")
    schema: Schema = data.schema if data else {}
    if schema.get("type") != "array":
        return "object"
    return "one" if schema.get("maxItems") == 1 else "list"


def _scopes(security: Sequence[Mapping[str, Sequence[str]]]) -> tuple[tuple[str, ...], ...]:
    """Read the alternatives; an empty one, or none at all, means that no key is needed."""
    if not all(security):
        return ()
    return tuple(tuple(scope for need in each.values() for scope in need) for each in security)
