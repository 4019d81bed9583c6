"""What can be pulled: each table of a study, and the request that brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import contract, validation
from ..lists.query import Query
from ..resources.all_data import Queries, is_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..lists.row_accounting import Row

# Lists whose rows change as long as the experiment runs, in any place: read anew each time.
_CHANGING = frozenset({"participants", "rooms", "recordings"})
# Lists that belong to the experiment, not to its rooms.
_OF_NO_ROOM = frozenset({"rooms", "deployments"})

# By name, the method that asks for it, and with what besides.
_METHODS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "rooms": ("get_rooms", {}),
    "participants": ("get_participants", {}),
    "events": ("get_events", {}),
    "components": ("get_components", {}),
    "ratings_sparse": ("get_ratings", {"kind": "sparse"}),
    "ratings_continuous": ("get_ratings", {"kind": "continuous"}),
    "chat": ("get_chat", {}),
    "videochat": ("get_videochat", {}),
    "recordings": ("get_recordings", {}),
    "sync": ("get_sync", {}),
    "eyetracking": ("get_eyetracking", {}),
    "deployments": ("list_deployments", {}),
    "agent_runs": ("get_agent_runs", {}),
    "agent_decisions": ("get_agent_decisions", {}),
    "agent_decisions_detail": ("get_agent_decisions", {"detail": True}),
}
# Events that a server may keep apart from the others: by name, the methods that ask for them. Here
# is all that their categories hold, such as attempts to understand the instructions.
_KEPT_APART: Mapping[str, tuple[str, ...]] = {
    "questionnaire": ("get_questionnaire",),
    "pre_experiment": ("get_instructions", "get_consent"),
}
# What no list brings: by name, whose ids are asked for one by one, and the operation. Sessions look
# like rooms with fewer members, but no source says that they are.
_EACH: Mapping[str, tuple[str, str]] = {
    "variables": ("rooms", "get_variables"),
    "sessions": ("deployments", "get_deployment_sessions"),
    "deployment_details": ("deployments", "get_deployment"),
    "agent_spend": ("deployments", "get_agent_spend"),
}

ANSWERS = frozenset(_EACH)
"""Tables of which each row is an answer about a room or a deployment."""

EVENTS = "events"
"""The table whose rows a server may keep in several places."""

KEPT_APART: tuple[str, ...] = tuple(_KEPT_APART)
"""Tables that are only there if the server keeps these rows apart from its events."""

NAMES: tuple[str, ...] = (*_METHODS, *_KEPT_APART, *_EACH)
"""The tables, the ones that others need first."""


class Table(NamedTuple):
    """A table of a study.

    Attributes
    ----------
    name : str
        Its name in the study.
    query : Query
        What brings all its rows.
    columns : str
        Which frame contract the rows have; of answers, the member that says what one is about.
    identifier : str or None
        The member that identifies a row.
    time : str or None
        The member by whose time the server orders the rows.
    page_size : int or None
        Rows of a page; None if the table comes in one answer.
    changing : bool
        Whether rows anywhere in the list may change.
    in_rooms : bool
        Whether the rows belong to rooms.
    each : str or None
        The table for each of whose rows a request is made; None if one list brings all rows.
    kinds : tuple of Query
        Of rows that a server may keep apart from its events: the kinds that there are.
    """

    name: str
    query: Query
    columns: str
    identifier: str | None
    time: str | None
    page_size: int | None
    changing: bool
    in_rooms: bool
    each: str | None = None
    kinds: tuple[Query, ...] = ()

    def lacking(self, events: Iterable[Row]) -> bool:
        """Return whether a kind of these rows is not among the events, so that it is asked for.

        Parameters
        ----------
        events : iterable of dict
            Category and type of the events, each pair once.
        """
        there = list(events)
        return not all(any(is_among(row, kind) for row in there) for kind in self.kinds)


def table(name: str, experiment_id: str) -> Table:
    """Give a table of an experiment.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`.
    experiment_id : str
        Id of the experiment.
    """
    if name in _EACH:
        return _table_of_answers(name)
    if name in _KEPT_APART:
        return _table_kept_apart(name, experiment_id)
    method, options = _METHODS[name]
    ask = getattr(Queries(), method)
    query: Query = (
        ask(experiment_id=experiment_id, **options)
        if name == "deployments"
        else ask(experiment_id, **options)
    )
    return Table(
        name=name,
        query=query,
        columns=query.table,
        identifier=contract.identifier(query.table),
        time=_time(query),
        page_size=contract.page_size(query.operation),
        changing=name in _CHANGING,
        in_rooms=name not in _OF_NO_ROOM,
    )


def _table_of_answers(name: str) -> Table:
    """Give a table of which each row is an answer: about what, and all that was said."""
    source, operation = _EACH[name]
    about = next(one for one in contract.operation(operation).parameters if one.location == "path")
    return Table(
        name=name,
        query=Query(operation, name, {}),
        columns=about.name,
        identifier=about.name,
        time=None,
        page_size=None,
        changing=True,
        in_rooms=source == "rooms",
        each=source,
    )


def _table_kept_apart(name: str, experiment_id: str) -> Table:
    """Give a table of events that a server may keep apart from the others."""
    ask = Queries()
    kinds: list[Query] = [getattr(ask, one)(experiment_id) for one in _KEPT_APART[name]]
    first = kinds[0]
    query = Query(first.operation, first.table, first.values, fixed=first.fixed, thing=name)
    return Table(
        name=name,
        query=query,
        columns=query.table,
        identifier=contract.identifier(query.table),
        time=_time(query),
        page_size=None,
        changing=True,
        in_rooms=True,
        kinds=tuple(kinds),
    )


def _time(query: Query) -> str | None:
    sorts = {one.name: one.default for one in contract.operation(query.operation).parameters}
    times = {one.name for one in contract.columns(query.table) if one.kind == "time"}
    default = sorts.get("sort")
    return default if default in times else None


def chosen(types: Iterable[str] | str | None) -> tuple[str, ...]:
    """Read which tables are wanted, and which ones these need; None means all.

    Raises
    ------
    InputError
        If there is no such table, naming the closest one.
    """
    if types is None:
        return NAMES
    named = [types] if isinstance(types, str) else list(types)
    wanted = {validation.choice("types", one, NAMES) for one in named}
    wanted |= {_EACH[one][0] for one in wanted & _EACH.keys()}
    if wanted & {EVENTS, *KEPT_APART}:
        wanted |= {EVENTS, *KEPT_APART}
    return tuple(name for name in NAMES if name in wanted)
