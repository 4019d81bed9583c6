"""Which operation of the contract a request means, and whether its values are allowed.

The contract decides: its path templates, methods, parameters with their types, limits and defaults,
and request bodies. So the sandbox follows it without a second list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import orjson
from attrs import Factory, define

from hyperstudy.contract import schemas
from hyperstudy.contract.schema_validation import SchemaCheck

from .contract_operations import Operation, Parameter, read
from .refusal import Refusal, invalid_body, invalid_parameter, not_found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hyperstudy.contract.schemas import Schema

__all__ = ["ContractRouter"]

_INTEGER = re.compile(r"[+-]?\d+")
_FAR = 2**53
"""Integers are taken up to here: beyond any table, and exact in JSON everywhere."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


@define
class _Step:
    """One segment of the paths: what may follow, by fixed word or by id."""

    words: dict[str, _Step] = Factory(dict[str, "_Step"])
    any_id: _Step | None = None
    operations: dict[str, Operation] = Factory(dict[str, Operation])


class ContractRouter:
    """Finds operations and checks requests against the contract.

    Parameters
    ----------
    document
        The OpenAPI document as a dict.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.check = SchemaCheck(document)
        self.base_path = urlsplit(str(document["servers"][0]["url"])).path.rstrip("/")
        self.operations = {each.id: each for each in read(document)}
        self._root = _Step()
        for operation in self.operations.values():
            step = self._root
            for segment in operation.template.strip("/").split("/"):
                if segment.startswith("{"):
                    step.any_id = step.any_id or _Step()
                    step = step.any_id
                else:
                    step = step.words.setdefault(segment, _Step())
            step.operations[operation.method] = operation

    def match(self, method: str, raw_path: str) -> tuple[Operation, dict[str, str]]:
        """Find the operation of a request and the values in its path.

        Parameters
        ----------
        method
            The HTTP method.
        raw_path
            The path under the base path, still percent-encoded: an id may hold any character.

        Raises
        ------
        Refusal
            404 when the contract has no such path, 405 when it has no such method there.
        """
        segments = [unquote(segment) for segment in raw_path.strip("/").split("/")]
        found = _end_of(self._root, segments)
        if found is None:
            raise not_found(f"Route {method} {raw_path}")
        operations, ids = found
        if operation := operations.get(method.upper()):
            return operation, dict(zip(operation.names("path"), ids, strict=True))
        allowed = ", ".join(sorted(operations))
        raise Refusal(
            405,
            "METHOD_NOT_ALLOWED",
            f"{method} is not possible for this path; possible: {allowed}",
            headers={"Allow": allowed},
        )

    def parameters(
        self, operation: Operation, path: Mapping[str, str], query: str
    ) -> dict[str, Any]:
        """Read and check the values of the path and the query; unset ones get their default.

        Unknown query parameters are ignored, as the service does.

        Raises
        ------
        Refusal
            400 ``INVALID_PARAMETER``; 404 when an enumerated word in the path is unknown.
        """
        given = dict(parse_qsl(query, keep_blank_values=True))
        values: dict[str, Any] = {}
        for parameter in operation.parameters:
            if parameter.place == "path":
                values[parameter.name] = self._path_value(parameter, path[parameter.name])
            elif parameter.place == "query":
                values[parameter.name] = self._query_value(parameter, given.get(parameter.name))
        return values

    def body(self, operation: Operation, content: bytes) -> Any:
        """Read and check the JSON body; None for an operation without one.

        Raises
        ------
        Refusal
            400 ``VALIDATION_ERROR`` when there is no JSON to read, or it does not fit.
        """
        if operation.body is None:
            return None
        if not content.strip():
            if operation.body_required:
                raise invalid_body("The request needs a JSON body", ["the body is empty"])
            return None
        try:
            value = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise invalid_body("The request's body is not valid JSON", [str(error)]) from None
        faults = self.check.faults(value, operation.body)
        if faults:
            raise invalid_body(f"Invalid request body: {faults[0]}", [str(each) for each in faults])
        return value

    def _path_value(self, parameter: Parameter, text: str) -> str:
        if self.check.faults(text, parameter.schema):
            raise not_found(f"Route with {parameter.name} '{text}'")
        return text

    def _query_value(self, parameter: Parameter, text: str | None) -> Any:
        if text is None:
            if parameter.required:
                raise invalid_parameter(parameter.name, None, "a value, it is required here")
            return parameter.default
        kinds = self._kinds(parameter.schema)
        expected = " or ".join(kinds)
        for value in _readings(text, kinds):
            faults = self.check.faults(value, parameter.schema)
            if not faults:
                return value if parameter.most is None else min(value, int(parameter.most))
            expected = faults[0].expected
        raise invalid_parameter(parameter.name, text, expected)

    def _kinds(self, schema: Schema) -> list[str]:
        """List the JSON types that a schema admits, through references and alternatives."""
        schema = schemas.resolve(self._document, schema)
        alternatives = [
            *schema.get("anyOf", ()),
            *schema.get("oneOf", ()),
            *schema.get("allOf", ()),
        ]
        kinds = schema.get("type", [] if alternatives else "string")
        found = [kinds] if isinstance(kinds, str) else list(kinds)
        for alternative in alternatives:
            found += self._kinds(alternative)
        return list(dict.fromkeys(found))


def _end_of(
    step: _Step, segments: Sequence[str]
) -> tuple[Mapping[str, Operation], list[str]] | None:
    """Follow a path, fixed words before ids; give the operations at its end, and the ids."""
    if not segments:
        return (step.operations, []) if step.operations else None
    first, *rest = segments
    if first in step.words and (found := _end_of(step.words[first], rest)):
        return found
    if first and step.any_id is not None and (found := _end_of(step.any_id, rest)):
        operations, ids = found
        return operations, [first, *ids]
    return None


def _readings(text: str, kinds: Sequence[str]) -> Iterator[Any]:
    """Read the text of a query value in the ways that its JSON types admit."""
    if "integer" in kinds and _INTEGER.fullmatch(text):
        # A number of thousands of digits is refused by int() itself.
        far = _FAR if len(text) > 20 else min(abs(int(text)), _FAR)
        yield -far if text.startswith("-") else far
    if "number" in kinds and _NUMBER.fullmatch(text):
        yield float(text)
    if "boolean" in kinds and text in {"true", "false"}:
        yield text == "true"
    if "string" in kinds:
        yield text
