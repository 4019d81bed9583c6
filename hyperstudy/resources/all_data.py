"""Everything of one participant, or of several in one room, in as few requests as it takes.

Some lists are parts of others: the answers to the questionnaire are events. They are taken from
the list that is fetched anyway.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import contract
from ..display.notices import keeping, warn_caller
from ..exact_json import id_text
from ..exceptions import HyperStudyError
from ..lists.local_fetch import LocalFetcher
from ..lists.query import Query
from ..lists.results import Collector, warn_of_findings
from ..transport.envelope import Envelope
from ..transport.future_waits import wait_for
from .data_methods import DataMethods
from .list_methods import ListMethods

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..lists.fetch import Fetcher
    from ..lists.query import Request
    from ..lists.report import FetchReport
    from ..lists.row_accounting import Row

_OF_A_PARTICIPANT: dict[str, tuple[str, dict[str, str]]] = {
    "events": ("get_events", {}),
    "recordings": ("get_recordings", {}),
    "chat": ("get_chat", {}),
    "videochat": ("get_videochat", {}),
    "sync": ("get_sync", {}),
    "ratings_continuous": ("get_ratings", {"kind": "continuous"}),
    "ratings_sparse": ("get_ratings", {"kind": "sparse"}),
    "components": ("get_components", {}),
    "eyetracking": ("get_eyetracking", {}),
    "questionnaire": ("get_questionnaire", {}),
    "instructions": ("get_instructions", {}),
    "consent": ("get_consent", {}),
}


class Queries(DataMethods, ListMethods):
    """Gives the query that a method would fetch, without fetching it."""

    def _frame(self, query: Query, output: str, progress: bool) -> Any:  # noqa: ARG002
        return query


def participant_key(table: str) -> str:
    """Give the member of a row that names its participant.

    A text message is its sender's (documented); everything else says ``participantId``.
    """
    return "senderId" if table == "chat" else "participantId"


def lists(room_id: str, participant_id: str | None = None) -> dict[str, Query]:
    """Give the lists of one participant in a room, or of everybody in it, by their names.

    For one participant no wider list is cheaper: a part has no more pages than the whole.
    """
    ask: Any = Queries()
    given = {"scope_id": room_id, "scope": "room"}
    if participant_id is not None:
        given = {"scope_id": participant_id, "scope": "participant", "room_id": room_id}
    queries = {
        name: getattr(ask, method)(**given, **options)
        for name, (method, options) in _OF_A_PARTICIPANT.items()
    }
    queries["agent_decisions"] = ask.get_agent_decisions(
        room_id, scope="room", participant_id=participant_id
    )
    return queries


def fetch(
    fetcher: Fetcher,
    queries: Mapping[str, Query],
    output: str,
    participants: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Fetch several lists at the same time, none of them twice.

    Parameters
    ----------
    fetcher : Fetcher
        Makes the requests.
    queries : mapping of str to Query
        What is asked for, by the name in the result.
    output : str
        Kind of the frames.
    participants : sequence of str, optional
        Keep only rows of these participants; default: all rows.

    Raises
    ------
    HyperStudyError
        If a list cannot be fetched; the others are in `partial`.
    """
    parts = _parts(queries)
    wholes = {
        name: _List(query, output, participants, [queries[one] for one in parts.get(name, ())])
        for name, query in queries.items()
        if not any(name in names for names in parts.values())
    }
    made: dict[str, tuple[Any, FetchReport]] = {}
    failed: list[HyperStudyError] = []
    pool = ThreadPoolExecutor(len(wholes), thread_name_prefix="hyperstudy-types")
    with pool, fetcher.stoppable() as stop:
        running = {name: pool.submit(one.run, fetcher, stop) for name, one in wholes.items()}
        wait_for(running.values())
        for name, future in running.items():
            try:
                report = future.result()
                made[name] = wholes[name].finish(report), report
                held = {part: queries[part] for part in parts.get(name, ())}
                apart = wholes[name].ask_apart(held.values(), fetcher, stop)
                for part, query in held.items():
                    made[part] = wholes[name].part(query, report, apart)
            except HyperStudyError as error:
                failed.append(error)
    result = {name: made[name][0] for name in queries if name in made}
    if failed:
        failed[0].partial = result
        raise failed[0]
    absent = set(participants or ()).difference(*(one.met for one in wholes.values()))
    with keeping(result):
        for name in result:
            warn_of_findings(made[name][1])
        if absent:
            warn_caller(f"no row names {', '.join(sorted(absent))}: was everybody in this room?")
    return result


def _parts(queries: Mapping[str, Query]) -> dict[str, list[str]]:
    """Find the lists that hold others, which are only asked for with more conditions."""
    return {
        name: found
        for name, whole in queries.items()
        if whole.fixed == ({},)
        and not whole.filtered
        and (found := [part for part, query in queries.items() if _is_part(query, whole)])
    }


def _is_part(query: Query, whole: Query) -> bool:
    return (
        query.operation == whole.operation
        and _given(query) == _given(whole)
        and all(_members(query, fixed) for fixed in query.fixed)
    )


def is_among(row: Row, part: Query) -> bool:
    """Return whether a row of a list is one that is asked for with more conditions.

    Parameters
    ----------
    row : dict
        The row, or its members that tell.
    part : Query
        What asks for it.
    """
    return any(_meets(row, _members(part, fixed)) for fixed in part.fixed) and part.keeps(row)


def _given(query: Query) -> tuple[Any, ...]:
    sent = {name: value for name, value in query.values.items() if value is not None}
    return sent, query.limit, query.offset


def _members(query: Query, fixed: Mapping[str, str]) -> dict[str, str]:
    """Turn fixed parameters into what they ask of a row; empty if rows do not say it.

    ``category`` is "one category name" (documented), and each event says its own. Servers that
    find both groups of questionnaire answers by either name (inferred) give the same in the end,
    because both names are asked for.
    """
    columns = {one.name for one in contract.columns(query.table)}
    named = {one.python_name: one.name for one in contract.operation(query.operation).parameters}
    values = {named[name]: word for name, word in fixed.items()}
    return values if values.keys() <= columns else {}


class _List:
    """A list on its way into a frame, from which parts are taken.

    Attributes
    ----------
    met : set of str
        The participants whose rows came, if only some are wanted.
    """

    def __init__(
        self,
        query: Query,
        output: str,
        participants: Iterable[str] | None,
        parts: Iterable[Query],
    ) -> None:
        self._query = query
        self._output = output
        self._participants = None if participants is None else frozenset(participants)
        self._whose = participant_key(query.table)
        self._asked = [_members(part, fixed) for part in parts for fixed in part.fixed]
        self._rows: list[Row] = []
        self._collector = Collector(query.table, output)
        self.met: set[str] = set()

    def run(self, fetcher: Fetcher, stop: threading.Event) -> FetchReport:
        """Fetch it."""
        # Rows that are looked into before they become a frame are read as what they are.
        read = self._collector.read if self._participants is None else None
        return fetcher.rows(self._query, self._take, stop=stop, read=read)

    def _take(self, rows: Sequence[Row]) -> None:
        rows = self._of_participants(rows)
        self._collector.add(rows)
        if self._asked:
            self._rows += [row for row in rows if any(_meets(row, one) for one in self._asked)]

    def _of_participants(self, rows: Sequence[Row]) -> Sequence[Row]:
        if self._participants is None:
            return rows
        named = [(id_text(row.get(self._whose)), row) for row in rows]
        self.met.update(one for one, _ in named if one is not None)
        return [row for one, row in named if one in self._participants]

    def finish(self, report: FetchReport) -> Any:
        """Give its frame."""
        return self._collector.finish(report)

    def ask_apart(
        self, parts: Iterable[Query], fetcher: Fetcher, stop: threading.Event
    ) -> dict[str, _SeparateList]:
        """Ask once for each kind of which the list holds nothing: a server may keep it apart.

        Parameters
        ----------
        parts : iterable of Query
            The parts of the list.
        fetcher : Fetcher
            Makes the requests.
        stop : threading.Event
            Ends them when it is set.
        """
        found: dict[str, _SeparateList] = {}
        lacking = [query for query in parts if not any(map(query.keeps, self._rows_of(query)))]
        for query, fixed in [(one, fixed) for one in lacking for fixed in one.fixed]:
            key = _key(fixed)
            if key not in found:
                rows: list[Row] = []
                alone = Query(query.operation, query.table, query.values, fixed=(fixed,))
                report = fetcher.rows(alone, rows.extend, stop=stop)
                found[key] = _SeparateList(self._of_participants(rows), report)
        return found

    def _rows_of(self, query: Query) -> list[Row]:
        members_asked_for = [_members(query, fixed) for fixed in query.fixed]
        return [row for row in self._rows if any(_meets(row, one) for one in members_asked_for)]

    def part(
        self, query: Query, whole: FetchReport, apart: Mapping[str, _SeparateList]
    ) -> tuple[Any, FetchReport]:
        """Give the frame of a part and its report, as if it had been asked for alone."""
        collector = Collector(query.table, self._output)
        within = not apart or any(map(query.keeps, self._rows_of(query)))
        reports = [whole] if within else [apart[_key(fixed)].report for fixed in query.fixed]

        def rows_of(fixed: Mapping[str, str]) -> Sequence[Row]:
            # What was asked for alone is what it was asked for, whether its rows say so or not.
            if not within:
                return apart[_key(fixed)].rows
            members = _members(query, fixed)
            return [row for row in self._rows if _meets(row, members)]

        report = _Part(rows_of, query, reports).rows(query, collector.add)
        for one in reports:
            lost = [f"{one.missing} of its rows did not come"] if one.missing else []
            report.problems += [f"{one.what}: {text}" for text in (*one.problems, *lost)]
            report.outside += one.outside
            report.notes += one.notes
        return collector.finish(report), report


class _SeparateList(NamedTuple):
    """The rows of one kind that were asked for alone, and their report."""

    rows: Sequence[Row]
    report: FetchReport


def _key(fixed: Mapping[str, str]) -> str:
    return repr(sorted(fixed.items()))


def _meets(row: Row, members: Mapping[str, str]) -> bool:
    return all(row.get(member) == word for member, word in members.items())


class _Part(LocalFetcher):
    """Answers what is asked of a part of a list from the rows of the whole."""

    def __init__(
        self,
        rows_of: Callable[[Mapping[str, str]], Sequence[Row]],
        query: Query,
        reports: Iterable[FetchReport],
    ) -> None:
        super().__init__()
        self._rows_of = rows_of
        self._query = query
        self._warnings = [text for one in reports for text in one.server_warnings]

    def send(
        self,
        request: Request,
        stop: threading.Event | None = None,  # noqa: ARG002
        read: Callable[[bytes], Any] | None = None,  # noqa: ARG002
        **paging: int,  # noqa: ARG002
    ) -> Envelope:
        """Answer with all rows of the part."""
        fixed = {name: str(request.keywords[name]) for one in self._query.fixed for name in one}
        rows = self._rows_of(fixed)
        metadata = {"pagination": {"total": len(rows), "hasMore": False}}
        return Envelope(rows, metadata, tuple(dict.fromkeys(self._warnings)), request.what)
