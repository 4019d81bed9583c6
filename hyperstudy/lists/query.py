"""What a caller asks for, checked against the contract and turned into a request.

Paths and parameter names come from the generated operation; types, limits and allowed values from
the contract. Nothing of the API is typed here a second time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .. import contract, validation
from ..exact_json import id_text
from ..exceptions import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from attrs import Attribute

    from ..contract import Operation, Parameter

ONLY_PATH_PARAMETER = "*"
"""Stands for the one id in the path of operations that name it differently."""


def _check_filter(_: Query, __: Attribute[Any], where: Mapping[str, str | None]) -> None:
    # No server looks at these: what cannot be right would find nothing, without a word.
    for member, wanted in where.items():
        if wanted is not None:
            name = contract.snake(member)
            (validation.identifier if name.endswith("_id") else validation.text)(name, wanted)


@frozen
class Query:
    """A question to one operation that answers with rows.

    Attributes
    ----------
    operation : str
        The contract's operationId.
    table : str
        Which frame contract the rows have, see :func:`hyperstudy.contract.columns`.
    values : mapping of str to object
        Python name and value of each parameter; None is not sent.
    limit, offset : int or None, int
        Rows wanted and rows to skip, for paged operations.
    fixed : tuple of mappings
        Values that are sent besides; several mean one fetch for each, merged.
    thing : str
        What the rows are called in words, where the operation's name does not say it.
    starts_with, where : mapping of str to str
        Local filters: how the text of a member must start, what a member must be.
    """

    operation: str
    table: str
    values: Mapping[str, Any]
    limit: int | None = None
    offset: int = 0
    fixed: tuple[Mapping[str, str], ...] = ({},)
    thing: str = ""
    starts_with: Mapping[str, str] = field(factory=dict[str, str])
    where: Mapping[str, str | None] = field(
        factory=dict[str, "str | None"], validator=_check_filter
    )

    @property
    def filtered(self) -> bool:
        """Whether rows are filtered here rather than by the server."""
        return bool(self.starts_with) or any(one is not None for one in self.where.values())

    def keeps(self, row: Mapping[str, Any]) -> bool:
        """Return whether a row passes the local filters."""
        for member, start in self.starts_with.items():
            if not str(row.get(member) or "").startswith(start):
                return False
        wanted = [(member, one) for member, one in self.where.items() if one is not None]
        return all(id_text(row.get(member)) == one for member, one in wanted)


@frozen
class Request:
    """A checked request, which pages fill with limit and offset.

    Attributes
    ----------
    operation : Operation
        What is asked.
    what : str
        What is asked for, in words.
    keywords : dict
        Name and value of each parameter.
    notes : tuple of str
        How what was given was read, where it could be read in another way.
    unknown_words : dict
        For each parameter with a word that hardly can be right, and is taken all the same, since
        the parameter takes any: what is wrong with it.
    """

    operation: Operation
    what: str
    keywords: dict[str, Any]
    _build: Callable[..., dict[str, Any]]
    notes: tuple[str, ...] = ()
    unknown_words: dict[str, str] = field(factory=dict[str, str])

    def page(self, **paging: int) -> dict[str, Any]:
        """Give the arguments of the HTTP request for one page."""
        if self.operation.paged or not paging:
            return self._build(**self.keywords, **paging)
        # The server said that more follows where the contract knows no pages.
        arguments = self._build(**self.keywords)
        return {**arguments, "params": {**arguments.get("params", {}), **paging}}

    @property
    def unknown_id_hint(self) -> str | None:
        """What to try when no such id is known: where ids are listed, what else it may be of."""
        return "\n".join(filter(None, (self._listing_hint(), self._scope_hint()))) or None

    def _listing_hint(self) -> str | None:
        path = [one.python_name for one in self.operation.parameters if one.location == "path"]
        things = (_thing_of(name, self.keywords) for name in path)
        method = next(
            (validation.LISTINGS[thing] for thing in things if thing in validation.LISTINGS), None
        )
        return method and f"{method}() lists what the key may see, names with their ids."

    def _scope_hint(self) -> str | None:
        scope = next((one for one in self.operation.parameters if one.name == "scope"), None)
        if scope is None or len(scope.allowed or ()) < 2:
            return None
        read = str(_plain(self.keywords.get("scope", scope.default)))
        others = " or ".join(f"scope={one!r}" for one in scope.allowed if one != read)
        thing = validation.with_article(read)
        return f"It was read as the id of {thing}: for that of another, give {others}."


def build_request(
    operation_id: str, values: Mapping[str, Any], thing: str = "", *, body: Any = None
) -> Request:
    """Check values against an operation of the contract.

    Parameters
    ----------
    operation_id : str
        The contract's operationId.
    values : mapping of str to object
        Python name and value of its parameters; None is not sent.
    thing : str, optional
        What is asked for, in words; default: from the operation's name.
    body : object, optional
        What the generated operation takes as its body.

    Raises
    ------
    InputError
        If a value is missing or not allowed.
    """
    operation = contract.operation(operation_id)
    arguments = _by_parameter(operation, values)
    keywords: dict[str, Any] = {}
    unknown_words: dict[str, str] = {}
    for parameter in operation.parameters:
        name = parameter.python_name
        value = arguments.get(name)
        if value is not None:
            read = _read(parameter, operation, arguments, unknown_words)
            # What the server assumes anyway is not sent, and requests stay what they were.
            if read is not False or parameter.default is not False:
                keywords[name] = read
        else:
            _check_absence(operation, parameter, arguments)
    _check_interval(arguments)
    if body is not None:
        keywords["body"] = body
    module = import_module(f"hyperstudy_api.api.{operation.tag}.{operation_id}")
    accepted: Callable[..., dict[str, Any]] = module._get_kwargs
    what = _what(operation, arguments, thing)
    notes = _notes(operation, arguments)
    return Request(operation, what, keywords, accepted, notes, unknown_words)


def _notes(operation: Operation, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how what was given was read, where it could be read in another way."""
    notes: list[str] = []
    for name in [one.python_name for one in operation.parameters if one.is_time]:
        value = arguments.get(name)
        if value is None:
            continue
        if validation.is_day(value):
            if name.startswith("end"):
                notes.append(f"{name}={value!s} includes that whole day (UTC)")
        elif validation.has_no_zone(value):
            notes.append(f"{name}={value!s} has no time zone and was read as UTC")
    return tuple(notes)


def _by_parameter(operation: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    arguments = dict(values)
    if ONLY_PATH_PARAMETER in arguments:
        (only,) = (one for one in operation.parameters if one.location == "path")
        arguments[only.python_name] = arguments.pop(ONLY_PATH_PARAMETER)
    return arguments


def _read(
    parameter: Parameter,
    operation: Operation,
    arguments: Mapping[str, Any],
    unknown_words: dict[str, str],
) -> Any:
    name = parameter.python_name
    value = arguments[name]
    if parameter.allowed and not parameter.open:
        return validation.choice(name, value, parameter.allowed)
    if known := parameter.allowed or _columns(parameter, operation):
        return _word(name, value, known, unknown_words)
    if parameter.location == "path" or name.endswith("_id"):
        identifier = validation.identifier(name, value, _thing_of(name, arguments))
        if validation.is_missing_as_text(identifier):
            unknown_words[name] = (
                f"{name}={identifier!r} looks like a missing value that was made text."
            )
        return identifier
    if parameter.kind == "integer":
        limits = (
            None if one is None else int(one) for one in (parameter.minimum, parameter.maximum)
        )
        return validation.whole_number(name, value, *limits)
    if parameter.kind == "boolean":
        return validation.yes_or_no(name, value)
    if parameter.is_time:
        read = validation.last_moment if name.startswith("end") else validation.moment
        return read(name, value)[1]
    return validation.text(name, value)


def _thing_of(name: str, arguments: Mapping[str, Any]) -> str:
    """Give what an id is of: ``room`` of ``room_id``, and of ``scope_id`` what the scope says."""
    return str(_plain(arguments.get("scope"))) if name == "scope_id" else name.removesuffix("_id")


def _columns(parameter: Parameter, operation: Operation) -> tuple[str, ...]:
    """Give what rows may be sorted by, where the contract lists no words: their members."""
    tables = (table for table, (name, _) in contract.ROWS.items() if name == operation.operation_id)
    if parameter.name != "sort" or not (table := next(tables, None)):
        return ()
    return tuple(one.name for one in contract.columns(table) if len(one.path) == 1)


def _word(name: str, value: Any, known: tuple[str, ...], unknown_words: dict[str, str]) -> str:
    word = validation.text(name, value)
    try:
        return validation.choice(name, word, known)
    except InputError as error:
        unknown_words[name] = error.message
        return word


def _check_absence(
    operation: Operation, parameter: Parameter, arguments: Mapping[str, Any]
) -> None:
    name = parameter.python_name
    if parameter.required:
        raise InputError(
            f"{name} is missing; {operation.operation_id} cannot do without it.",
            hint=(
                validation.for_row_without_id(_thing_of(name, arguments))
                if name.endswith("_id")
                else None
            ),
        )
    when = {contract.snake(one): word for one, word in parameter.required_when.items()}
    if when and all(_plain(arguments.get(one)) == word for one, word in when.items()):
        case = " and ".join(f"{one}={word!r}" for one, word in when.items())
        raise InputError(
            f"{name} is missing: with {case} it is needed too, since a participant can have been "
            "in several rooms.",
            hint="get_participants(...) of the experiment tells who was in which room.",
        )


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def _check_interval(arguments: Mapping[str, Any]) -> None:
    start, end = arguments.get("start_time"), arguments.get("end_time")
    if start is not None and end is not None:
        validation.interval(("start_time", start), ("end_time", end))


def _what(operation: Operation, arguments: Mapping[str, Any], thing: str) -> str:
    """Describe what is asked for, such as ``events of room room_31``."""
    thing = (thing or operation.operation_id.partition("_")[2]).replace("_", " ")
    ids = [
        str(arguments[one.python_name])
        for one in operation.parameters
        if one.location == "path" and one.python_name != "scope"
    ]
    words = [str(_plain(arguments["scope"])), *ids] if arguments.get("scope") else ids
    return f"{thing} of {' '.join(words)}" if words else thing
