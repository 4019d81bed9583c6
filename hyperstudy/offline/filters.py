"""What rows have to meet: the filters of the service, as conditions on columns of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import contract, validation
from ..imports.optional_packages import load
from ..resources.all_data import participant_key
from ..study.layout import ROOM
from .row_selection import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..study.tables import Table

# Two sources name the group of questionnaire answers differently: each finds both (inferred).
_QUESTIONNAIRE = ("questionnaire", "post_experiment")


def conditions(
    of: Table,
    arguments: Mapping[str, Any],
    names: set[str],
    rooms_of: Callable[[str], Iterable[str]],
) -> Iterator[Condition]:
    """Give the conditions that rows have to meet.

    Parameters
    ----------
    of : Table
        Their table.
    arguments : mapping of str to object
        The parameters of the request.
    names : set of str
        Columns of the files.
    rooms_of : callable
        Gives the rooms of a deployment.
    """
    for one in _wanted(of, arguments):
        # No row meets a condition on something that no row has.
        there = set(one.columns) <= names
        yield one if there else Condition((), _none)
    if "deployment_id" in arguments:
        yield _of_deployment(arguments["deployment_id"], rooms_of, names)


def categories(of: Table) -> frozenset[str]:
    """Give the categories of events that a table was asked for."""
    return frozenset(one["category"] for one in of.query.fixed if "category" in one)


def word_of(value: Any) -> str:
    """Give a word that may stand in an enumeration; "" if there is none."""
    return str(getattr(value, "value", value) or "")


def is_any(name: str, words: Sequence[str]) -> Condition:
    """Give the condition that a column holds one of these words."""
    values = load("pyarrow").array(list(words), load("pyarrow").large_string())
    test = _compared(load("pyarrow.compute").is_in, name, values)
    return Condition((name,), test, low=min(words, default=None), high=max(words, default=None))


def in_room(room: str) -> Condition:
    """Give the condition that a row belongs to a room, which whole row groups fail to meet."""
    same = load("pyarrow.compute").equal
    return Condition((ROOM,), _compared(same, ROOM, room), low=room, high=room)


def _wanted(of: Table, arguments: Mapping[str, Any]) -> Iterator[Condition]:
    pc = load("pyarrow.compute")
    if word_of(arguments.get("scope")) == "participant":
        yield is_any(participant_key(of.columns), [arguments["scope_id"]])
    time = of.time or "timestamp"
    if "start_time" in arguments:
        start = validation.moment("start_time", arguments["start_time"])[0]
        yield Condition((time,), _compared(pc.greater_equal, time, start), low=start)
    if "end_time" in arguments:
        end = validation.moment("end_time", arguments["end_time"])[0]
        yield Condition((time,), _compared(pc.less_equal, time, end), high=end)
    if "category" in arguments:
        word = str(arguments["category"])
        yield is_any("category", _QUESTIONNAIRE if word in _QUESTIONNAIRE else [word])
    if "completed" in arguments:
        done: bool = arguments["completed"]
        yield Condition(("completed",), _compared(_equal, "completed", done))
    for name in ("stateId", "status"):
        if contract.snake(name) in arguments:
            yield is_any(name, [word_of(arguments[contract.snake(name)])])
    for name in ("componentType", "completionCode"):
        if contract.snake(name) in arguments:
            yield _spelled(name, word_of(arguments[contract.snake(name)]))


def _equal(values: Any, wanted: bool) -> Any:
    """Compare truth values; a missing one is no."""
    pc = load("pyarrow.compute")
    return pc.equal(pc.fill_null(values, False), wanted)


def _compared(compare: Callable[[Any, Any], Any], name: str, value: Any) -> Callable[[Any], Any]:
    def test(table: Any) -> Any:
        return compare(table.column(name), value)

    return test


def _spelled(name: str, word: str) -> Condition:
    """Three spellings of these words coexist: ``ShowVideo``, ``showvideo``, ``show_video``."""
    pc, plain = load("pyarrow.compute"), word.replace("_", "").lower()

    def test(table: Any) -> Any:
        found = pc.utf8_lower(pc.replace_substring(table.column(name), "_", ""))
        return pc.equal(found, plain)

    return Condition((name,), test)


def _of_deployment(
    deployment: str, rooms_of: Callable[[str], Iterable[str]], names: set[str]
) -> Condition:
    """Rows that say so, and rows from before they did whose room is one of its rooms."""
    pc, pa = load("pyarrow.compute"), load("pyarrow")
    columns = ("deploymentId", ROOM) if "deploymentId" in names else (ROOM,)

    def test(table: Any) -> Any:
        nothing = pa.nulls(len(table), pa.large_string())
        named = table.column("deploymentId") if "deploymentId" in columns else nothing
        room = table.column(ROOM)
        is_named = pc.equal(named, deployment)
        silent = pc.is_null(named)
        if not pc.any(pc.and_(silent, pc.is_valid(room))).as_py():
            return is_named
        rooms = pa.array(sorted(rooms_of(deployment)), pa.large_string())
        return pc.if_else(silent, pc.is_in(room, value_set=rooms), is_named)

    return Condition(columns, test)


def is_missing(name: str) -> Condition:
    """Give the condition that a column holds nothing."""

    def test(table: Any) -> Any:
        return load("pyarrow.compute").is_null(table.column(name))

    return Condition((name,), test, missing=True)


def _none(table: Any) -> Any:
    return load("pyarrow").array([False] * len(table))
