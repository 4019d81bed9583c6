"""What the contract says of the rows of each data type: their columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hyperstudy.contract import schemas

from .calls import answer, operation
from .openapi import document, known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hyperstudy.contract.schemas import Kind, Schema

ROWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events": ("get_events", ("data",)),
    "recordings": ("get_recordings", ("data",)),
    "chat": ("get_chat", ("data",)),
    "videochat": ("get_videochat", ("data",)),
    "sync": ("get_sync", ("data",)),
    "ratings_continuous": ("get_continuous_ratings", ("data",)),
    "ratings_sparse": ("get_sparse_ratings", ("data",)),
    "components": ("get_components", ("data",)),
    "participants": ("get_participants", ("data",)),
    "rooms": ("get_rooms", ("data",)),
    "eyetracking": ("get_eyetracking", ("data",)),
    "variables": ("get_variables", ("data",)),
    "variables_timeline": ("get_variables", ("metadata", "timeline")),
    "agent_decisions": ("get_experiment_agent_decisions", ("data",)),
    "agent_runs": ("get_agent_runs", ("data",)),
    "experiments": ("list_experiments", ("data",)),
    "deployments": ("list_deployments", ("data",)),
    "sessions": ("get_deployment_sessions", ("data",)),
    "personas": ("list_personas", ("data",)),
}
"""Where the rows of each data type stand: an operation, and the members of its answer that lead to
them. Everything else about the rows comes from the contract."""

COUNTED: Mapping[str, str] = {
    "events": "events",
    "recordings": "recordings",
    "textchat": "chat",
    "videochat": "videochat",
    "sync": "sync",
    "continuousRatings": "ratings_continuous",
    "sparseRatings": "ratings_sparse",
    "components": "components",
    "eyetracking": "eyetracking",
}
"""The data type by its name among the counts of a participant (``get_counts``): `textchat` and
`sync` are observed, the others inferred."""

LISTS = frozenset(operation for operation, _ in ROWS.values())
"""The operations whose data are a list of rows."""

DATA_TYPES: tuple[str, ...] = tuple(ROWS)
"""The data types that :func:`columns` knows."""


class Column(NamedTuple):
    """A column that the contract names for a data type.

    Attributes
    ----------
    name : str
        Name of the column; for a flattened member ``<property>_<member>``.
    kind : Kind
        What its values are.
    path : tuple of str
        Where the value stands in a row: the key, and the member for a flattened column.
    unit : str or None
        Unit as the contract writes it, such as ``"ms"``.
    description : str
        What it means.
    certainty : str or None
        ``documented``, ``observed`` or ``inferred``.
    nullable : bool
        Null is allowed. Any column may be missing in a row all the same.
    example : object
        An invented value; None if the contract has none.
    flatten : bool
        Its members have columns of their own, beside it.
    words : tuple of str
        The words that it may be, as far as the contract knows them; a server may send others.
    """

    name: str
    kind: Kind
    path: tuple[str, ...]
    unit: str | None = None
    description: str = ""
    certainty: str | None = None
    nullable: bool = False
    example: Any = None
    flatten: bool = False
    words: tuple[str, ...] = ()


@cache
def columns(data_type: str) -> tuple[Column, ...]:
    """Give the columns that the contract names for a data type, in its order.

    Parameters
    ----------
    data_type : str
        One of :data:`DATA_TYPES`.

    Returns
    -------
    tuple of Column
        The members of a row, then the members of those that are flattened.

    Raises
    ------
    ValueError
        If there is no such data type.
    """
    rows = schemas.members(document(), *_row(data_type))
    plain = [_column((name,), member) for name, member in rows.items()]
    flattened = [
        _column((name, inner), inner_member)
        for name, member in rows.items()
        if _is_flat(member.schema)
        for inner, inner_member in schemas.members(
            document(), member.schema, member.certainty
        ).items()
    ]
    return (*plain, *flattened)


@cache
def identifier(data_type: str) -> str | None:
    """Give the name of the member that identifies a row; None if rows have none.

    Raises
    ------
    ValueError
        If there is no such data type.
    """
    schema, _ = _row(data_type)
    found = (form.get("x-identifier") for form in schemas.parts(document(), schema))
    return next((one for one in found if one), None)


def _row(data_type: str) -> tuple[Schema, str | None]:
    """Give the schema of a row of a data type, and how certain it is."""
    operation_id, place = ROWS[known("data type", data_type, DATA_TYPES)]
    schema, certainty = answer(operation_id), None
    for step in place:
        member = schemas.members(document(), schema, certainty)[step]
        schema, certainty = schemas.items(document(), member.schema), member.certainty
    return schema, certainty


@cache
def time_of_rows(operation_id: str, data_type: str) -> str | None:
    """Give the member by whose time an operation finds and orders rows; None if none is known."""
    sorts = {one.name: one.default for one in operation(operation_id).parameters}
    times = {one.name for one in columns(data_type) if one.kind == "time"}
    default = sorts.get("sort") or "timestamp"
    return default if default in times else None


@cache
def flattened_names() -> tuple[str, ...]:
    """Give the properties whose members become columns, in whichever record they stand."""
    return tuple(dict.fromkeys(one.name for one in _properties() if one.flatten))


@cache
def time_names() -> frozenset[str]:
    """Give the properties that are times in every record that the contract lists them for."""
    times = {one.name for one in _properties() if one.kind == "time"}
    return frozenset(times - {one.name for one in _properties() if one.kind != "time"})


def _column(path: tuple[str, ...], member: schemas.Member) -> Column:
    schema = member.schema
    return Column(
        name="_".join(path),
        kind=schemas.kind(document(), schema),
        path=path,
        unit=schema.get("x-unit"),
        description=" ".join([schema.get("description", "").strip(), *_known_words(schema)]),
        certainty=member.certainty,
        nullable=schemas.nullable(document(), schema),
        example=next(iter(schema.get("examples", ())), None),
        flatten=len(path) == 1 and _is_flat(schema),
        words=_words(schema),
    )


def _words(schema: Schema) -> tuple[str, ...]:
    named = [*schema.get("x-known-values", ()), *schemas.words(document(), schema)]
    return tuple(dict.fromkeys(str(one) for one in named))


def _known_words(schema: Schema) -> list[str]:
    words = [f"`{one}`" for one in schema.get("x-known-values", ())]
    return [f"Known: {', '.join(words)}."] if words else []


def _is_flat(schema: Schema) -> bool:
    forms = [schema, *schemas.alternatives(document(), schema)]
    return any(form.get("x-flatten") for form in forms)


def _properties() -> list[Column]:
    """Give the properties of every record, a name as often as there are records with it."""
    every = [one for data_type in DATA_TYPES for one in columns(data_type)]
    return [one for one in every if len(one.path) == 1]
