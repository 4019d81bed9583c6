"""Whether the server applied the filters that it was sent: rows that lie outside are counted.

Several filters are documented in general and confirmed for no route, and a server may ignore a
parameter that it does not know. Its rows are the best proof: each has a room, a time, a category.
Where the rows say nothing, the parameters that the answer says were in effect do
(``metadata.query``). What a path names narrows a list, too - an experiment, a room, a participant -
and its rows are judged in the same way.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from attrs import define, field

from .. import contract
from ..contract.typed_rows import TypedRows
from .instants import instant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .query import Request
    from .report import FetchReport
    from .row_accounting import Row

__all__ = ["FilterCheck", "experiment_of_path"]

# They choose the form of an answer or the order of its rows, not which rows there are; `search`
# looks into more members than one.
_NO_FILTERS = frozenset(
    {"limit", "offset", "sort", "order", "format", "export", "view", "detail", "search"}
    | {"aggregationWindow"}
)
# Two sources name the group of questionnaire answers differently: each finds both (inferred).
_QUESTIONNAIRE = frozenset({"questionnaire", "postexperiment"})
_EXPERIMENT = "experimentId"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DEPLOYMENT = "deploymentId"
_ROOM = "roomId"
_PARTICIPANT = "participantId"
# Older rows have their room under another name (documented in guides).
_OTHER_KEYS = {_ROOM: ("sessionId",)}
# Events before the experiment may hold the id of the lobby instead of that of a room (documented):
# by what they are known.
_BEFORE_ROOMS = ("category", "onset")
_BEFORE_EXPERIMENT = "preexperiment"
# What a list of a participant holds of these is inferred, and so is that a message has this key.
_NOT_OF_ONE_PARTICIPANT = frozenset({"chat"})


@define
class _Filter:
    """A filter that was sent.

    Attributes
    ----------
    name, wire_name : str
        Its name in the methods here and on the wire.
    value : object
        What was sent.
    keys : tuple of str
        The keys of a row that tell; the first that has a value counts.
    of_path : bool
        It is what the path names, not a parameter that an answer repeats.
    of_lobby : bool
        Rows that were made before there was a room may name the lobby instead.
    outside, judged : int
        Rows that contradict the filter; rows of which it could be told.
    """

    name: str
    wire_name: str
    value: Any
    keys: tuple[str, ...]
    of_path: bool = False
    of_lobby: bool = False
    outside: int = field(default=0, init=False)
    judged: int = field(default=0, init=False)

    @abstractmethod
    def excludes(self, value: Any) -> bool | None:
        """Return whether a row's value contradicts the filter; None if it cannot be told."""

    def is_echo(self, value: Any) -> bool:
        """Return whether what the server says it used is what was sent."""
        return self.excludes(value) is False

    def values(self, rows: Sequence[Row]) -> Sequence[Any]:
        """Give what each row says; None of rows that say nothing, or need not say the same."""
        values = _values(rows, self.keys[0])
        for key in self.keys[1:]:
            others = _values(rows, key)
            values = [b if a is None else a for a, b in zip(values, others, strict=True)]
        if not self.of_lobby or values.count(self.value) == len(values):
            return values
        before = map(_is_before_rooms, *(_values(rows, key) for key in _BEFORE_ROOMS))
        return [None if early else a for a, early in zip(values, before, strict=True)]

    def count(self, values: Sequence[Any]) -> None:
        """Judge the values of a page; rows in turn mostly share one, and often all do."""
        if values and values.count(values[0]) == len(values):
            self._judge(values[0], len(values))
            return
        for value, run in groupby(values):
            self._judge(value, sum(1 for _ in run))

    def _judge(self, value: Any, rows: int) -> None:
        answer = None if value is None else self.excludes(value)
        if answer is not None:
            self.judged += rows
            self.outside += answer * rows


class _Word(_Filter):
    """An id, or a word of which several spellings coexist."""

    def excludes(self, value: Any) -> bool | None:
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            return None
        if self.wire_name.endswith("Id"):
            return None if value == "" else bool(str(value) != self.value)
        found, wanted = _plain(value), _plain(self.value)
        return found != wanted and not {found, wanted} <= _QUESTIONNAIRE


class _Truth(_Filter):
    """A truth value."""

    def excludes(self, value: Any) -> bool | None:
        return value is not self.value if isinstance(value, bool) else None


@define
class _Bound(_Filter):
    """The start or the end of a span of time, compared to the millisecond."""

    window: int = field(kw_only=True, default=0)
    """Milliseconds that a row stands for, from its time on."""

    def excludes(self, value: Any) -> bool | None:
        moment, bound = _milliseconds(value), _milliseconds(self.value)
        if moment is None or bound is None:
            return None
        if self.wire_name.startswith("start"):
            return moment + self.window < bound
        return moment > bound

    def is_echo(self, value: Any) -> bool:
        return _milliseconds(value) == _milliseconds(self.value)


class FilterCheck:
    """Counts the rows of one list that lie outside of what was asked for.

    Parameters
    ----------
    asked : Request
        What is sent.
    table : str
        Which frame contract the rows have.
    """

    def __init__(self, request: Request, table: str) -> None:
        self._filters = list(_filters(request, table))
        self._echo: Mapping[str, Any] | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of rows that it looks at."""
        looked_at = {key for one in self._filters for key in one.keys}
        if any(one.of_lobby for one in self._filters):
            looked_at.update(_BEFORE_ROOMS)
        return frozenset(looked_at)

    def look_at(self, rows: Sequence[Row]) -> None:
        """Look at the rows of a page."""
        for one in self._filters:
            one.count(one.values(rows))

    def inside(self, rows: Sequence[Row]) -> list[Row]:
        """Give the rows that contradict no filter."""
        outside = {
            place
            for one in self._filters
            for place, value in enumerate(one.values(rows))
            if value is not None and one.excludes(value)
        }
        return [row for place, row in enumerate(rows) if place not in outside]

    def note_echo(self, metadata: Mapping[str, Any]) -> None:
        """Note the parameters that the first answer says were in effect."""
        echo: Any = metadata.get("query")
        if self._echo is None and isinstance(echo, dict):
            self._echo = cast("dict[str, Any]", echo)

    def finish(self, report: FetchReport) -> None:
        """Write into the report of the list what was found."""
        for one in self._filters:
            if one.outside:
                report.outside.append(
                    {"parameter": one.name, "asked": one.value, "rows": one.outside}
                )
            elif one.of_path:
                continue  # rows need not name what all of them belong to
            elif not one.judged and report.received and self._echo is not None:
                _judge_by_echo(one, self._echo, report)


def _judge_by_echo(one: _Filter, echo: Mapping[str, Any], report: FetchReport) -> None:
    setting = f"{one.name}={one.value!r}"
    if one.wire_name not in echo:
        # Not every route repeats every parameter (observed): that proves nothing.
        report.notes.append(f"neither the rows nor the answer show whether {setting} was applied")
    elif not one.is_echo(echo[one.wire_name]):
        report.problems.append(
            f"{setting} was sent, and the server says that it used {echo[one.wire_name]!r}, so "
            "that rows may lie outside of it"
        )


def _filters(request: Request, table: str) -> Iterator[_Filter]:
    yield from _of_path(request, table)
    time = contract.time_of_rows(request.operation.operation_id, table)
    for parameter in request.operation.parameters:
        name, wire_name = parameter.python_name, parameter.name
        value = request.keywords.get(name)
        if parameter.location != "query" or wire_name in _NO_FILTERS or value is None:
            continue
        value = getattr(value, "value", value)
        if parameter.is_time:
            window = request.keywords.get("aggregation_window") or 0
            if time is not None:
                yield _Bound(name, wire_name, value, (time,), window=window)
        elif isinstance(value, bool):
            yield _Truth(name, wire_name, value, _keys(wire_name))
        else:
            yield _word(name, wire_name, str(value), table)


def _of_path(request: Request, table: str) -> Iterator[_Filter]:
    """Give what the path narrows a list to, such as a room or a participant."""
    scope = request.keywords.get("scope")
    scope = getattr(scope, "value", scope)
    for parameter in request.operation.parameters:
        name, wire_name = parameter.python_name, parameter.name
        if parameter.location != "path":
            continue
        wire_name = f"{scope}Id" if name == "scope_id" else wire_name
        if wire_name == _PARTICIPANT and table in _NOT_OF_ONE_PARTICIPANT:
            continue
        if wire_name in {_EXPERIMENT, _DEPLOYMENT, _ROOM, _PARTICIPANT}:
            yield _word(name, wire_name, str(request.keywords[name]), table, of_path=True)


def _word(name: str, wire_name: str, value: str, table: str, *, of_path: bool = False) -> _Filter:
    of_lobby = wire_name == _ROOM and table == "events"
    return _Word(name, wire_name, value, _keys(wire_name), of_path=of_path, of_lobby=of_lobby)


def _keys(wire_name: str) -> tuple[str, ...]:
    return (wire_name, *_OTHER_KEYS.get(wire_name, ()))


def _is_before_rooms(category: Any, onset: Any) -> bool:
    """Return whether an event may have happened before there was a room."""
    if category is not None and _plain(category) == _BEFORE_EXPERIMENT:
        return True
    return isinstance(onset, (int, float)) and onset < 0


def experiment_of_path(request: Request) -> str | None:
    """Give the experiment to which the path narrows a list.

    Its rows name it as ``experimentId``, if they name one.
    """
    return next((one.value for one in _of_path(request, "") if one.wire_name == _EXPERIMENT), None)


def _values(rows: Sequence[Row], key: str) -> Sequence[Any]:
    return rows.watched[key] if isinstance(rows, TypedRows) else [row.get(key) for row in rows]


def _plain(word: object) -> str:
    return str(word).replace("_", "").casefold()


def _milliseconds(value: Any) -> int | None:
    """Read a time, however the server wrote it; None if it is none."""
    moment = instant(value)
    if moment is None:
        from ..frames.conversions import converted

        moment = instant(converted("time", value))
    return None if moment is None else (moment - _EPOCH) // _MILLISECOND
