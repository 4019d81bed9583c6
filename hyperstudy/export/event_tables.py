"""What happened in a room, of all tables that tell moments, as rows of events of each person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import contract
from ..imports.optional_packages import load
from ..study.tables import KEPT_APART
from .bids_names import column_name
from .cell_text import MISSING, cells, second_cells
from .described_columns import DescribedColumn, data_type_of, describe_column
from .room_origin import ROOM_FROM, describe_room_from, has_rows_by_session, room_from_cells
from .study_rows import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from ..offline.reader import StudyReader
    from .pseudonyms import Labels
    from .redaction import Redaction

EVENT_TABLES = (
    *("events", "components", "ratings_sparse", "chat", "videochat", "sync"),
    *KEPT_APART,
)
"""Tables whose rows are moments, or stretches, of which there are not many a second."""

# These stand in the file's name, in columns of BIDS, or once for all.
NOT_COPIED = ("experimentId", "roomId", "participantId", "onset", "onset_sec", "duration")

_FIXED = (
    DescribedColumn(
        "onset",
        "Start, on the room's clock: seconds since the start of the first state of the room.",
        "s",
    ),
    DescribedColumn(
        "duration",
        "Length; of a component the time to its answer, of a rating the time until it was given. "
        "Not there for moments, and where the server sent one below zero.",
        "s",
    ),
    DescribedColumn("trial_type", "What happened: kind of event, or the table that has the row."),
    DescribedColumn("source_table", "Table of the HyperStudy API that has the row."),
    DescribedColumn(
        "actor",
        "Who caused it. Not there for what happened to the whole room; such a row stands in the "
        "events of each of its members.",
    ),
    DescribedColumn("reported_duration", "Length as the server sent it.", "ms"),
)


class RoomEvents(NamedTuple):
    """The rows of a room, in the order of time.

    Attributes
    ----------
    persons : Array
        Ids of who caused them; null for the room.
    tables : Array
        Tables that have them.
    columns : list of Array
        Their cells.
    """

    persons: Any
    tables: Any
    columns: list[Any]


class EventColumns:
    """The columns that all events files of a study have."""

    def __init__(
        self,
        study: StudyReader,
        redaction: Redaction,
        tables: Iterable[str],
        rooms: AbstractSet[str],
    ) -> None:
        self.tables = tuple(tables)
        self._fixed = [
            DescribedColumn(one.name, one.description, one.unit, one.words) for one in _FIXED
        ]
        if any(has_rows_by_session(study, table, rooms) for table in self.tables):
            self._fixed.append(describe_room_from())
        self._more: dict[str, DescribedColumn] = {}
        self._sources: dict[str, dict[str, str]] = {}
        kinds: dict[str, tuple[str, str | None]] = {}
        taken = {one.name for one in self._fixed}
        for table in self.tables:
            sources: dict[str, str] = {}
            there = columns_of(study, table)
            for name in there:
                # `actor` says who it was, but not which of the two columns names them.
                twice = name == "participantId" and "senderId" in there
                if (name in NOT_COPIED and not twice) or redaction.drops(table, name):
                    continue
                described = describe_column(table, name)
                kind = (_kind(table, name), described.unit)
                others = taken | ({*there} - {name})
                if kinds.setdefault(name, kind) != kind:
                    others.add(name)
                shown = column_name(name, table, others)
                sources[shown] = name
                if shown in self._more:
                    words = (*self._more[shown].words, *described.words)
                    self._more[shown].words = tuple(dict.fromkeys(words))
                else:
                    described.name = shown
                    self._more[shown] = described
            self._sources[table] = sources

    @property
    def names(self) -> list[str]:
        """Their names, in order."""
        return [one.name for one in self._fixed] + list(self._more)

    def sidecar(self) -> dict[str, Any]:
        """Give what BIDS wants to know of them."""
        return {one.name: one.sidecar() for one in (*self._fixed, *self._more.values())}

    def note(self, shown: RoomEvents) -> None:
        """Note the words that stand in them."""
        for column, described in zip(
            shown.columns[len(self._fixed) :], self._more.values(), strict=True
        ):
            if described.words:
                described.note(column.unique().to_pylist())

    def build(
        self, rows: dict[str, Any], redaction: Redaction, labels: Labels
    ) -> RoomEvents | None:
        """Put the rows of a room together; None if there are none.

        Parameters
        ----------
        rows : dict of str to Table
            By table, as they stand in the study.
        redaction : Redaction
            Takes out what names a person.
        labels : Labels
            Labels of people.
        """
        arrow, compute = load("pyarrow"), load("pyarrow.compute")
        parts = [self._part(table, rows[table], redaction, labels) for table in rows]
        if not parts:
            return None
        together = arrow.concat_tables(parts)
        place = arrow.array(range(together.num_rows), arrow.int64())
        together = together.append_column("_place", place)
        # Rows without an onset come last: that is what pyarrow does unless it is told otherwise.
        order = compute.sort_indices(
            together,
            sort_keys=[("_onset", "ascending"), ("_place", "ascending")],
        )
        together = together.take(order).combine_chunks()
        names = self.names
        return RoomEvents(
            together["_person"],
            together["source_table"],
            [together[name].combine_chunks() for name in names],
        )

    def _part(self, table: str, rows: Any, redaction: Redaction, labels: Labels) -> Any:
        arrow, compute = load("pyarrow"), load("pyarrow.compute")
        kept = redaction.apply(table, rows)
        count = rows.num_rows
        persons = person_column(rows)
        duration = _duration(table, rows)
        reported = rows["duration"] if "duration" in rows.column_names else None
        missing = arrow.array([MISSING] * count, arrow.string())
        columns: dict[str, Any] = {
            "_person": persons,
            "_onset": compute.cast(rows["onset"], arrow.float64()),
            "onset": second_cells(rows["onset"]),
            "duration": missing if duration is None else second_cells(duration),
            "trial_type": _trial_type(table, rows),
            "source_table": arrow.array([table] * count, arrow.string()),
            "actor": actors(persons, labels),
            "reported_duration": missing if reported is None else cells(reported),
        }
        if any(one.name == ROOM_FROM for one in self._fixed):
            columns[ROOM_FROM] = room_from_cells(rows)
        sources = self._sources[table]
        for shown in self._more:
            name = sources.get(shown)
            columns[shown] = missing if name is None else cells(kept[name])
        return arrow.table(columns)


def person_column(rows: Any) -> Any:
    """Give who a row is about, by id."""
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    names = [one for one in ("participantId", "senderId") if one in rows.column_names]
    if not names:
        return arrow.nulls(rows.num_rows, arrow.string())
    # An empty text is nobody's id.
    there = [
        compute.if_else(compute.equal(rows[name], ""), None, rows[name].cast(arrow.string()))
        for name in names
    ]
    found = compute.coalesce(*there) if len(there) > 1 else there[0]
    return found.cast(arrow.string())


def count_empty_ids(rows: Any) -> int:
    """Count the rows of nobody that have an empty text for an id."""
    compute = load("pyarrow.compute")
    if "participantId" not in rows.column_names:
        return 0
    empty = compute.fill_null(compute.equal(rows["participantId"], ""), False)
    nobody = compute.and_(empty, compute.is_null(person_column(rows)))
    return int(compute.sum(nobody).as_py() or 0)


def actors(persons: Any, labels: Labels) -> Any:
    """Give the labels of people; ``n/a`` for nobody."""
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    ids = list(labels.persons)
    if not ids:
        return arrow.array([MISSING] * len(persons), arrow.string())
    known = arrow.array(ids, arrow.string())
    shown = arrow.array([labels.person(one) for one in ids], arrow.string())
    return compute.fill_null(shown.take(_flat(compute.index_in(persons, known))), MISSING)


def _flat(array: Any) -> Any:
    arrow = load("pyarrow")
    return array.combine_chunks() if isinstance(array, arrow.ChunkedArray) else array


def seconds(milliseconds: Any) -> Any:
    """Turn milliseconds into seconds; 4250 is 4.25 exactly as it is written."""
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    return compute.divide(compute.cast(milliseconds, arrow.float64()), 1000.0)


def _duration(table: str, rows: Any) -> Any:
    compute = load("pyarrow.compute")
    there = rows.column_names
    if table == "components":
        found = rows["responseTime"] if "responseTime" in there else None
    elif table == "ratings_sparse":
        ends = "ratingEndOnset" in there
        found = compute.subtract(rows["ratingEndOnset"], rows["onset"]) if ends else None
    else:
        found = rows["duration"] if "duration" in there else None
    if found is None:
        return None
    return compute.if_else(compute.greater_equal(found, 0), found, None)


def _trial_type(table: str, rows: Any) -> Any:
    arrow, compute = load("pyarrow"), load("pyarrow.compute")
    fixed = {
        "components": "component",
        "ratings_sparse": "rating.sparse",
        "chat": "chat.message",
        "sync": "sync",
    }
    if table in fixed:
        return arrow.array([fixed[table]] * rows.num_rows, arrow.string())
    named = [rows[one] for one in ("eventType", "category") if one in rows.column_names]
    if not named:
        return arrow.array([table] * rows.num_rows, arrow.string())
    return _flat(compute.fill_null(cells(compute.coalesce(*named), missing=None), table))


def _kind(table: str, name: str) -> str:
    for column in contract.columns(data_type_of(table)):
        if column.name == name:
            return "number" if column.kind == "integer" else column.kind
    return "json"
