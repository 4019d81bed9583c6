"""The server's part of a question, answered from the files: scope, filters, order, one page.

The rules are those of the service as far as they are known; what is not documented is decided as
the contract infers it. Tests compare each method with an online client.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..exceptions import HyperStudyError, NotFoundError
from ..lists.merged_rows import merged
from ..lists.query import build_request
from ..study import layout
from ..study.parquet_files import opened
from ..study.rows import parse, room_of
from ..study.tables import KEPT_APART, NAMES, table
from ..transport.envelope import Envelope
from .filters import categories, conditions, in_room, is_any, word_of
from .placement import Placement
from .row_selection import Selection
from .sync_windows import aggregated, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from ..lists.query import Query, Request
    from ..lists.report import FetchReport
    from ..lists.row_accounting import Row
    from ..study.manifest import Manifest, TableEntry
    from ..study.tables import Table


AVERAGED_HERE = (
    "Sync metrics were averaged over windows here, not by the server, whose way of doing it is not "
    "published: means of the numbers, by participant."
)


class QueryEngine:
    """What the files of a study answer.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._rooms: dict[str | None, set[str]] | None = None
        self._participants: set[str] | None = None
        self._schemas: dict[str, Any] = {}
        self._placement = Placement(folder, manifest, self._schema_of)
        tables = [table(name, str(manifest.experiment["id"])) for name in NAMES]
        self._tables = {one.name: one for one in tables}
        self._by_operation = {one.query.operation: one for one in tables[::-1]}

    @property
    def folder(self) -> Path:
        """The study."""
        return self._folder

    @property
    def manifest(self) -> Manifest:
        """Its manifest."""
        return self._manifest

    def rows_where(self, table: str, room: str | None, words: Mapping[str, str]) -> list[Row]:
        """Give the rows of a table that have these words at these members.

        Parameters
        ----------
        table : str
            Its name.
        room : str or None
            Look only into this room.
        words : mapping of str to str
            What rows have to have.

        Raises
        ------
        HyperStudyError
            If the table was not pulled.
        """
        if table not in self._manifest.tables:
            raise not_pulled(table, self._manifest.tables)
        of = self._tables[table]
        schema = self.schema(of)
        if not words.keys() <= set(schema.names):
            return []
        wanted = [is_any(name, [word]) for name, word in words.items()]
        if room is not None:
            wanted.insert(0, in_room(room))
        return parse(Selection(self._folder, self.entry(of).files, schema, wanted).lines())

    def rooms_by_participant(self) -> dict[str, str]:
        """Give the room of each participant who was in one room only."""
        return self._placement.rooms_by_participant()

    def check_experiment(self, experiment: str) -> None:
        """Refuse a question about another experiment.

        Raises
        ------
        NotFoundError
            If it is another one.
        """
        if experiment != self._manifest.experiment["id"]:
            raise NotFoundError(
                f"this study holds the experiment {self._manifest.experiment['id']!r}, not "
                f"{experiment!r}",
                "NOT_FOUND",
                hint=self._scope_of(experiment),
            )

    def _scope_of(self, thing: object) -> str | None:
        """Return what an id is of that is no experiment's, where it is of this study."""
        tables = self._manifest.tables
        if "rooms" in tables and thing in self._rooms_of(None):
            return "It is a room of this study: give scope='room'."
        if "participants" in tables and thing in self._all_participants():
            return "It is a participant of this study: give scope='participant', and room_id."
        return None

    def table_of(self, request: Request) -> Table:
        """Return which table a question is about.

        Raises
        ------
        HyperStudyError
            If the study has no such table.
        """
        operation, arguments = request.operation.operation_id, request.keywords
        name = operation.replace("_room_agent", "_experiment_agent")
        found = self._by_operation.get(name)
        if found is not None and arguments.get("detail"):
            found = self._tables[f"{found.name}_detail"]
        if found is None or found.name not in self._manifest.tables:
            raise not_pulled(found.name if found else request.what, self._manifest.tables)
        return found

    def tables_of(self, request: Request) -> list[Table]:
        """Return which tables have rows that a question is about.

        These are more than one where the server keeps a category of its events apart.

        Raises
        ------
        HyperStudyError
            If the study has no such table.
        """
        of = self.table_of(request)
        category = request.keywords.get("category")
        if category is None:
            return [of]
        return [of, *(one for one in self._kept_apart(of) if category in categories(one))]

    def _kept_apart(self, of: Table) -> list[Table]:
        there = [self._tables[name] for name in KEPT_APART if name in self._manifest.tables]
        return [one for one in there if one.query.operation == of.query.operation]

    def unknown_words(self, request: Request) -> list[str]:
        """Say what becomes of words that hardly can be right, such as a column to sort by."""
        texts: list[str] = []
        for name, text in request.unknown_words.items():
            if name != "sort":
                then = "Rows are searched for it all the same; a word that no row has finds nothing"
            elif self._has_column(request):
                continue
            else:
                then = "No row of this study has it, so it sorts nothing"
            texts.append(f"{text} {then}.")
        return texts

    def _has_column(self, request: Request) -> bool:
        sort = str(request.keywords["sort"])
        return any(_is_column(sort, self.schema(of)) for of in self.tables_of(request))

    def add_pull_findings(self, query: Query, report: FetchReport) -> None:
        """Note in a report what was wrong when the table was pulled."""
        parts = [
            build_request(query.operation, {**query.values, **fixed}, query.thing)
            for fixed in query.fixed
        ]
        if any(_window(part) for part in parts):
            report.notes.append(AVERAGED_HERE)
        found = {one.name: one for part in parts for one in self.tables_of(part)}
        for of in found.values():
            findings = [
                text for text in self.entry(of).findings() if not text.startswith("server: ")
            ]
            report.problems += [f"when {of.name} was pulled: {text}" for text in findings]
        for part in parts:
            for of in self.tables_of(part):
                rooms = self._rooms_asked(of, part.keywords)
                if rooms is not None:
                    gaps = self._placement.gaps(of, part.keywords, rooms, self._rooms_of)
                    report.problems += [text for text in gaps if text not in report.problems]

    def envelope(
        self,
        request: Request,
        read: Callable[[bytes], Any] | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Envelope:
        """Answer a question for one page, as the server would."""
        tables = self.tables_of(request)
        warnings = tuple(dict.fromkeys(text for one in tables for text in self.entry(one).warnings))
        if (
            read is not None
            and request.operation.paged
            and not _window(request)
            and len(tables) == 1
        ):
            chosen = self.select(request)
            stop = None if limit is None else offset + limit
            lines = chosen.lines(offset, stop)
            data = read(b'{"data":[' + ",".join(lines).encode() + b"]}")["data"]
            return Envelope(
                data, _pagination(len(chosen), offset, len(lines)), warnings, request.what
            )
        rows, total, cut = self.rows(request, limit, offset)
        pagination = _pagination(total, offset, len(rows)) if request.operation.paged else {}
        return Envelope(
            rows, pagination | ({"truncated": True} if cut else {}), warnings, request.what
        )

    def entry(self, of: Table) -> TableEntry:
        """Give what the manifest says of a table."""
        return self._manifest.tables[of.name]

    def schema(self, of: Table) -> Any:
        """Give the Arrow schema of the files of a table."""
        return self._schema_of(self.entry(of))

    def _schema_of(self, entry: TableEntry) -> Any:
        path = entry.files[0].path
        if path not in self._schemas:
            with opened(self._folder, path) as parquet:
                self._schemas[path] = parquet.schema_arrow
        return self._schemas[path]

    def select(self, request: Request, of: Table | None = None) -> Selection:
        """Give the rows of a table that a question is about, in the order that it asks for.

        Parameters
        ----------
        request : Request
            The question.
        of : Table, optional
            One of its tables; default: the first.

        Raises
        ------
        NotFoundError
            If the study has no such experiment, room or participant.
        HyperStudyError
            If the table was not pulled.
        """
        of = self.table_of(request) if of is None else of
        arguments = request.keywords
        rooms = self._rooms_asked(of, arguments)
        schema = self.schema(of)
        files = [] if rooms is None else self.entry(of).files
        wanted = [self._placement.in_room(of, room) for room in rooms or ()]
        wanted += conditions(of, arguments, set(schema.names), self._rooms_of)
        whole = _window(request) is None
        sort = self._sort(of, arguments, schema) if whole else []
        descending = whole and word_of(arguments.get("order")) == "desc"
        return Selection(self._folder, files, schema, wanted, sort, descending=descending)

    def rows(self, request: Request, limit: int | None, offset: int) -> tuple[list[Row], int, bool]:
        """Give rows that a question is about.

        Returns
        -------
        tuple
            The rows, how many there are in all, and whether a limit for each room cut them.
        """
        stop = None if limit is None else offset + limit
        tables = self.tables_of(request)
        if len(tables) > 1:
            rows = self._rows_of_several(request, tables)
            return rows[offset:stop], len(rows), False
        chosen = self.select(request)
        window = _window(request)
        if window is not None:
            rows = self._aggregated(parse(chosen.lines()), window, request.keywords)
            return rows[offset:stop], len(rows), False
        rows = parse(chosen.lines(offset, stop))
        if request.operation.paged or "limit" not in _names(request):
            return rows, len(chosen), False
        kept = _capped(rows, request.keywords.get("limit") or _default(request, "limit"))
        return kept, len(kept), len(kept) < len(rows)

    def _rows_of_several(self, request: Request, tables: Iterable[Table]) -> list[Row]:
        parts = [(one, parse(self.select(request, one).lines())) for one in tables]
        of = parts[0][0]
        rows, _ = merged(
            [rows for _, rows in parts],
            of.identifier,
            str(request.keywords.get("sort") or of.time),
            descending=word_of(request.keywords.get("order")) == "desc",
        )
        return rows

    # Scope

    def _rooms_asked(self, of: Table, arguments: Mapping[str, Any]) -> list[str] | None:
        """Give the rooms that rows have to be of, all of them; None if no row can be meant."""
        experiment = arguments.get("experiment_id")
        scope = word_of(arguments.get("scope"))
        scope_id = arguments.get("scope_id")
        if scope == "experiment":
            experiment = scope_id
        if experiment is not None:
            if of.name == "deployments" and experiment != self._manifest.experiment["id"]:
                return None
            self.check_experiment(experiment)
        rooms = [arguments["room_id"]] if "room_id" in arguments else []
        if scope == "room":
            rooms.append(scope_id)
        if scope == "room" or (rooms and "scope" not in arguments):
            self._check_room(rooms[-1])
        if scope == "participant":
            self._check_participant(str(scope_id))
        return [str(room) for room in rooms]

    def _check_room(self, room: Any) -> None:
        if "rooms" in self._manifest.tables and room in self._rooms_of(None):
            return
        # Older rows may be of rooms that the list does not have.
        if not any(
            len(Selection(self._folder, entry.files, self.schema(self._tables[name]), [wanted]))
            for wanted in [in_room(str(room))]
            for name, entry in self._manifest.tables.items()
        ) and room not in self._rooms_of(None):
            raise NotFoundError(
                f"this study has no room {room!r}",
                "NOT_FOUND",
                hint="get_rooms(...) of the study lists its rooms, with their ids in id.",
            )

    def _check_participant(self, participant: str) -> None:
        if "participants" in self._manifest.tables and participant not in self._all_participants():
            raise NotFoundError(
                f"this study has no participant {participant!r}",
                "NOT_FOUND",
                hint="get_participants(...) of the study lists them, with their ids in "
                "participantId.",
            )

    def _all_participants(self) -> set[str]:
        if self._participants is None:
            of = self._tables["participants"]
            schema = self.schema(of)
            names = [name for name in ("id", "participantId") if name in schema.names]
            found = Selection(self._folder, self.entry(of).files, schema).columns(names)
            self._participants = {
                one for name in names for one in found.column(name).to_pylist() if one is not None
            }
        return self._participants

    def _rooms_of(self, deployment: str | None) -> set[str]:
        """Give the rooms of a deployment, or all rooms."""
        if "rooms" not in self._manifest.tables:
            # What there is of rooms is not known, so that "none" would be a guess.
            raise not_pulled("rooms", self._manifest.tables)
        if self._rooms is None:
            self._rooms = {None: set()}
            of = self._tables["rooms"]
            chosen = Selection(self._folder, self.entry(of).files, self.schema(of))
            for row in chosen.columns(["id", "deploymentId"]).to_pylist():
                self._rooms[None].add(row["id"])
                self._rooms.setdefault(row["deploymentId"], set()).add(row["id"])
        return self._rooms.get(deployment, set())

    # Order

    def _sort(self, of: Table, arguments: Mapping[str, Any], schema: Any) -> list[str]:
        sort = arguments.get("sort")
        if sort is None or str(sort) == of.time or not _is_column(str(sort), schema):
            return []
        ties = [of.identifier] if of.identifier in schema.names else []
        return [str(sort), *(one for one in ties if one is not None)]

    def _aggregated(self, rows: list[Row], window: int, arguments: Mapping[str, Any]) -> list[Row]:
        made = aggregated(rows, window)
        sort = arguments.get("sort")
        if sort is not None:
            made.sort(key=lambda row: place_of(row.get(str(sort))))
        return made[::-1] if word_of(arguments.get("order")) == "desc" else made


def _is_column(name: str, schema: Any) -> bool:
    """Return whether rows have a column, which is none that only files have."""
    return name in schema.names and name not in layout.OURS


def _names(request: Request) -> set[str]:
    return {one.name for one in request.operation.parameters}


def _default(request: Request, name: str) -> Any:
    return next(one.default for one in request.operation.parameters if one.name == name)


def _capped(rows: list[Row], most: int) -> list[Row]:
    """Keep so many decisions of each room; its runs are not counted (observed)."""
    seen: Counter[Any] = Counter()
    kept: list[Row] = []
    for row in rows:
        decided = row.get("_type") == "decision"
        room = room_of(row)
        seen[room] += decided
        if not decided or seen[room] <= most:
            kept.append(row)
    return kept


def _window(request: Request) -> int | None:
    return request.keywords.get("aggregation_window")


def _pagination(total: int, offset: int, count: int) -> dict[str, Any]:
    """Write the pagination block of an answer."""
    end = offset + count
    more = count > 0 and end < total
    return {"pagination": {"total": total, "hasMore": more, "nextOffset": end if more else None}}


def not_pulled(what: str, tables: Iterable[str]) -> HyperStudyError:
    """Make the error that something is not part of the study."""
    here = ", ".join(tables) or "none"
    way = (
        f"Pull it, too: hs.pull(..., types=[{what!r}])" if what in NAMES else "It cannot be pulled"
    )
    return HyperStudyError(
        f"{what} is not part of this study on disk",
        "NOT_PULLED",
        hint=f"Tables here: {here}. {way}; or ask the server.",
    )
