"""What the contract says of operations and their parameters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hyperstudy.contract import schemas

from .openapi import document, known, snake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hyperstudy.contract.schemas import Kind, Schema

_TIME_FORMATS = frozenset({"date-time", "iso-8601"})
_METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options", "trace"})


class Parameter(NamedTuple):
    """A parameter of an operation.

    Attributes
    ----------
    name : str
        Its name on the wire.
    location : str
        ``path``, ``query`` or ``header``.
    required : bool
        The server refuses a request without it.
    kind : Kind
        What its value is.
    default : object
        What the server assumes without it; None if it assumes nothing.
    allowed : tuple of str
        The words that it may be; empty if any value is allowed.
    minimum, maximum : float or None
        Limits of a number, inclusive.
    description : str
        What it does.
    certainty : str or None
        ``documented``, ``observed`` or ``inferred``.
    open : bool
        The server takes other words than the allowed ones too.
    required_when : mapping of str to str
        Values of other parameters with which this one is needed.
    is_time : bool
        It is a text that holds a time.
    """

    name: str
    location: str
    required: bool
    kind: Kind
    default: Any
    allowed: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    description: str
    certainty: str | None
    open: bool
    required_when: Mapping[str, str]
    is_time: bool

    @property
    def python_name(self) -> str:
        """Its name in the generated client and in the methods here."""
        return snake(self.name)


class Operation(NamedTuple):
    """An operation of the API.

    Attributes
    ----------
    operation_id : str
        Its name, which is also the name of its module in the generated client.
    method : str
        ``GET``, ``POST``, ``PUT`` or ``DELETE``.
    path : str
        Path template, such as ``/data/events/{scope}/{scopeId}``.
    tag : str
        The group of operations that it belongs to.
    scopes : tuple of str
        The scopes that the API key needs.
    parameters : tuple of Parameter
        Those of the path come first.
    certainty : str or None
        ``documented``, ``observed`` or ``inferred``.
    summary, description : str
        What it does, in a line and in full.
    definition : mapping
        The operation as it stands in the contract.
    """

    operation_id: str
    method: str
    path: str
    tag: str
    scopes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    certainty: str | None
    summary: str
    description: str
    definition: Schema

    @property
    def paged(self) -> bool:
        """It answers in pages, of which ``limit`` and ``offset`` choose one."""
        return {"limit", "offset"} <= {one.name for one in self.parameters}

    @property
    def formats(self) -> tuple[str, ...]:
        """The media types that it can answer with."""
        return tuple(_success(self.definition).get("content", ()))

    @property
    def may_be_bare(self) -> bool:
        """Its answer may come without the envelope, because the sources contradict each other."""
        forms = schemas.alternatives(document(), answer(self.operation_id))
        return any("data" not in form.get("required", ()) for form in forms)


def page_size(operation_id: str) -> int | None:
    """Give the number of rows of a page if none is asked for; None if it has no pages.

    Raises
    ------
    ValueError
        If there is no such operation.
    """
    defaults = {one.name: one.default for one in operation(operation_id).parameters}
    # A limit without an offset is a cap, not the size of a page.
    size: int | None = defaults.get("limit") if "offset" in defaults else None
    return size


def operation(operation_id: str) -> Operation:
    """Give what the contract says of an operation.

    Raises
    ------
    ValueError
        If there is no such operation.
    """
    found = operations()
    return found[known("operation", operation_id, found)]


@cache
def operations() -> dict[str, Operation]:
    """Give all operations by their ids, in the contract's order."""
    return {one.operation_id: one for one in _operations()}


def _operations() -> Iterator[Operation]:
    for path, entry in document()["paths"].items():
        for method, raw in entry.items():
            if method not in _METHODS:
                continue
            security = raw.get("security", document().get("security", ()))
            parameters = [
                _parameter(schemas.resolve(document(), one))
                for one in (*entry.get("parameters", ()), *raw.get("parameters", ()))
            ]
            yield Operation(
                operation_id=raw["operationId"],
                method=method.upper(),
                path=path,
                tag=next(iter(raw.get("tags", ())), ""),
                scopes=tuple(
                    dict.fromkeys(
                        scope for one in security for scopes in one.values() for scope in scopes
                    )
                ),
                parameters=tuple(sorted(parameters, key=lambda one: one.location != "path")),
                certainty=raw.get("x-certainty"),
                summary=raw.get("summary", ""),
                description=raw.get("description", ""),
                definition=raw,
            )


def _parameter(raw: Schema) -> Parameter:
    schema = schemas.resolve(document(), raw.get("schema", {}))
    return Parameter(
        name=raw["name"],
        location=raw["in"],
        required=raw.get("required", False),
        kind=schemas.kind(document(), schema),
        default=schema.get("default"),
        allowed=tuple(schemas.words(document(), schema)),
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
        description=raw.get("description", schema.get("description", "")),
        certainty=raw.get("x-certainty"),
        open=any(
            not list(schemas.words(document(), form))
            for form in schemas.alternatives(document(), schema)
        ),
        required_when=raw.get("x-required-when", {}),
        is_time=schema.get("format") in _TIME_FORMATS,
    )


def answer(operation_id: str) -> Schema:
    """Give the schema of the JSON that a success brings."""
    content = _success(operation(operation_id).definition)["content"]
    schema: Schema = content["application/json"]["schema"]
    return schema


def _success(definition: Schema) -> Schema:
    answers: Mapping[str, Any] = definition["responses"]
    status = min(status for status in answers if status.startswith("2"))
    return schemas.resolve(document(), answers[status])
