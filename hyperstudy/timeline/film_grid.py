"""Any timed table on the time of a film, for one room, several, or a whole experiment."""

from __future__ import annotations

import json
from math import ceil, nan
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from .. import validation
from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..exceptions import InputError
from ..study.layout import ROOM
from .pulled_tables import has_table
from .resampling import METHODS, on_grid
from .room_films import RoomFilms, room_films

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from .film_segments import Segment

    Ids: TypeAlias = "tuple[str | None, str | None]"
    Samples: TypeAlias = "dict[Ids, tuple[NDArray[np.float64], NDArray[np.float64]]]"

__all__ = ["TABLES", "film_grid", "films_by_room"]

TABLES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "ratings_continuous": ("get_ratings", {"kind": "continuous"}),
    "ratings_sparse": ("get_ratings", {"kind": "sparse"}),
    "eyetracking": ("get_eyetracking", {}),
    "sync": ("get_sync", {}),
    "events": ("get_events", {}),
    "components": ("get_components", {}),
}
"""The tables whose rows have an onset, and what brings each."""

_EVENT_COLUMNS: Final = (
    "id", "roomId", "sessionId", "participantId", "participantRole", "timestamp", "onset",
    "eventType", "value", "data", "componentId", "stateId", "clockOffsetApplied",
)  # fmt: skip
_SYNC_COLUMNS: Final = (
    "roomId",
    "sessionId",
    "participantId",
    "onset",
    "playbackRate",
    "timeDrift",
)
_PARTICIPANT_COLUMNS: Final = ("id", "participantId", "roomId", "diagnostics")
_MOST_POINTS: Final = 10_000_000


def film_grid(
    source: Any,
    table: str,
    *,
    experiment_id: str | None,
    film: str,
    rate: float,
    value: str,
    method: str,
    wide: bool,
    rooms: str | Iterable[str] | None,
    max_gap: float,
) -> pd.DataFrame:
    """Put a table onto the time of a film, see `Study.on_film_time`."""
    table = validation.choice("table", table, TABLES)
    method = validation.choice("method", method, METHODS)
    rate = validation.number("rate", rate)
    max_gap = validation.number("max_gap", max_gap, 0)
    wide = validation.yes_or_no("wide", wide)
    validation.text("film", film)
    validation.text("value", value)
    if rate <= 0:
        raise InputError(f"rate={rate:g} is too small: give points for each second of the film.")
    wanted = _rooms(rooms)
    if wanted is None and experiment_id is None:
        raise InputError(
            "rooms is missing: give the id of a room, or of several. A study on disk takes all of "
            "its rooms."
        )
    scopes = [("experiment", str(experiment_id))] if wanted is None else [
        ("room", room) for room in wanted
    ]  # fmt: skip
    # Only rows have a column for how sure they are.
    films = films_by_room(source, scopes, measured_clocks=not wide)
    segments = _segments(films, film)
    end = max(one.film_end for of in segments.values() for one in of)
    count = max(1, ceil(end * rate - 1e-6))
    if count * len(segments) > _MOST_POINTS * 10:
        raise InputError(
            f"rate={rate:g} gives {float(count * len(segments)):.3g} points, which is too many."
        )
    read = _samples(source, scopes, table, value)
    samples = {key: one for key, one in read.items() if None not in key}
    nothing = (np.empty(0), np.empty(0))
    columns = {
        key: on_grid(
            of, *samples.get(key, nothing), rate=rate, count=count, method=method, max_gap=max_gap
        )
        for key, of in segments.items()
    }
    result = (_wide if wide else _long)(columns, segments, np.arange(count) / rate, value)
    if left_out := _left_out(read, segments, ownerless=table == "events"):
        with keeping(result):
            warn_caller(
                f"on_film_time: of the column {value} of {table} there are not in the result: "
                f"{'; '.join(left_out)}.",
                IncompleteDataWarning,
            )
    return result


def _left_out(
    samples: Samples, segments: Iterable[tuple[str, str]], *, ownerless: bool
) -> list[str]:
    """Return which values nothing places on the film, of the rooms in which it ran.

    With `ownerless`, rows may be nobody's, as those are that the system writes.
    """
    known = set(segments)
    rooms = {room for room, _ in known}
    of_nobody = without_onset = of_others = 0
    others: list[str] = []
    for (room, person), (onset, values) in samples.items():
        there = np.isfinite(values)
        if room is None or person is None:
            counts = not (ownerless and person is None) and (room is None or room in rooms)
            of_nobody += int(there.sum()) if counts else 0
        elif (room, person) in known:
            without_onset += int((there & ~np.isfinite(onset)).sum())
        elif room in rooms and there.any():
            of_others += int(there.sum())
            others.append(f"{person} in {room}")
    named = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
    found = {
        f"{of_nobody} values whose rows name no room or no participant": of_nobody,
        f"{without_onset} values without an onset": without_onset,
        f"{of_others} values of participants of whom no event tells what they saw ({named})":
        of_others,
    }  # fmt: skip
    return [text for text, count in found.items() if count]


def _rooms(rooms: Any) -> list[str] | None:
    if rooms is None:
        return None
    one = isinstance(rooms, str) or not hasattr(rooms, "__iter__")
    given = [rooms] if one else list(rooms)
    if not given:
        raise InputError("rooms is empty: give at least one id.")
    return [validation.identifier("rooms", one) for one in dict.fromkeys(given)]


def _segments(films: Mapping[str, RoomFilms], film: str) -> dict[tuple[str, str], list[Segment]]:
    """Give the segments of a film, by room and participant."""
    known = sorted(
        {one.media for room in films.values() for of in room.segments.values() for one in of}
    )
    if not known:
        raise InputError("no film ran in any of these rooms: they have no events of a player.")
    validation.choice("film", film, known)
    return {
        (room, person): mine
        for room, of in sorted(films.items())
        for person, segments in sorted(of.segments.items())
        if (mine := [one for one in segments if one.media == film])
    }


# -- what the data come from -----------------------------------------------------------------


def films_by_room(
    source: Any, scopes: Sequence[tuple[str, str]], *, measured_clocks: bool = True
) -> dict[str, RoomFilms]:
    """Find when films ran for each participant, in one reading for all rooms.

    Parameters
    ----------
    source : HyperStudy or study on disk
        Where the events and sync metrics come from.
    scopes : sequence of tuple
        An experiment or several rooms, each as its scope and id.
    measured_clocks : bool, optional
        Ask how far the clock of each participant's browser may be off, which makes films surer.

    Returns
    -------
    dict
        By room.
    """
    import pandas as pd

    events = _frame(source, scopes, "events", _EVENT_COLUMNS)
    sync = pd.DataFrame()
    if has_table(source, "sync"):
        sync = _frame(source, scopes, "sync", _SYNC_COLUMNS)
    owner = _room_of(events)
    if scopes[0][0] == "room" and (unknown := {one for _, one in scopes} - set(owner.dropna())):
        raise InputError(
            f"rooms: there are no events of {', '.join(map(repr, sorted(unknown)))}.",
            hint="get_rooms(...) lists the rooms that there are.",
        )
    of_room = dict(iter(sync.groupby(_room_of(sync)))) if len(sync) else {}
    people = _participants(source, scopes) if measured_clocks else {}
    nothing = pd.DataFrame()
    return {
        str(room): room_films(mine, of_room.get(room, nothing), people.get(room))
        for room, mine in events.groupby(owner)
    }


def _room_of(rows: pd.DataFrame) -> pd.Series[Any]:
    """Give the room of each row, which was called ``sessionId`` until 2026."""
    room = rows["roomId"]
    if "sessionId" in rows:
        room = room.where(room.notna(), rows["sessionId"])
    return room


def _participants(source: Any, scopes: Sequence[tuple[str, str]]) -> dict[Any, pd.DataFrame]:
    """Give the participants of each room, with what is known of their clocks."""
    import pandas as pd

    if not has_table(source, "participants"):
        return {}
    read = _read(source, scopes, "participants", _PARTICIPANT_COLUMNS)
    if read is None:
        frames: list[pd.DataFrame] = [
            source.get_participants(identity, scope=scope).assign(
                **({"roomId": identity} if scope == "room" else {})
            )
            for scope, identity in scopes
        ]
        frame = pd.concat([one for one in frames if len(one)] or frames[:1])
    else:
        frame = pd.DataFrame({name: _column(read[name]) for name in read.columns})
        if "diagnostics" in frame:
            frame["diagnostics"] = [
                json.loads(text) if isinstance(text, str) else None for text in frame["diagnostics"]
            ]
    return dict(iter(frame.groupby("roomId")))


def _frame(
    source: Any, scopes: Sequence[tuple[str, str]], table: str, columns: Sequence[str]
) -> pd.DataFrame:
    import pandas as pd

    read = _read(source, scopes, table, columns)
    if read is not None:
        frame: pd.DataFrame = pd.DataFrame({name: _column(read[name]) for name in read.columns})
        if table == "events":
            is_media_event = (
                frame["eventType"].fillna("").astype(str).str.startswith("media.").to_numpy(bool)
            )
            for name in {"value", "data"}.intersection(frame):
                # Only the payloads of players matter, and reading all of them would take long.
                frame[name] = pd.Series(
                    [
                        json.loads(text) if player and isinstance(text, str) else None
                        for text, player in zip(frame[name], is_media_event, strict=True)
                    ],
                    dtype=object,
                )
        return frame
    get, options = TABLES[table]
    frames = [getattr(source, get)(identity, scope=scope, **options) for scope, identity in scopes]
    rooms = [identity if scope == "room" else None for scope, identity in scopes]
    # A row belongs to the room that was asked for, whatever it calls it.
    marked = [
        one if room is None else one.assign(roomId=room)
        for one, room in zip(frames, rooms, strict=True)
    ]
    with_rows = [one for one in marked if len(one)] or marked[:1]
    joined: pd.DataFrame = with_rows[0] if len(with_rows) == 1 else pd.concat(with_rows)
    return joined.reset_index(drop=True)


def _column(read: Any) -> Any:
    """Turn a column of Polars into one of pandas, of the types that `get_events` gives."""
    import pandas as pd

    if read.dtype.is_numeric():
        return read.cast(float).to_numpy()
    if read.dtype.is_temporal():
        return pd.to_datetime(pd.Series(read.to_numpy()), utc=True)
    return pd.Series(read.to_list(), dtype=object)


def _read(
    source: Any, scopes: Sequence[tuple[str, str]], table: str, columns: Sequence[str]
) -> Any:
    """Read only some columns, which a study on disk can; None if that is not possible.

    Rows that name no room are of the room of their participant, as where a study is asked for a
    room; of several rooms, rows are there also if nothing tells which is theirs.
    """
    scan = getattr(source, "scan", None)
    if scan is None or table not in source.tables:
        return None
    import polars as pl

    lazy = scan(table, raw=True)
    names = lazy.collect_schema().names()
    room = pl.col(ROOM)
    if table != "participants" and "participantId" in names:
        homes = source.rooms_by_participant()
        if homes:
            theirs = pl.col("participantId").replace_strict(
                homes, default=None, return_dtype=pl.String
            )
            room = pl.coalesce(room, theirs)
    lazy = lazy.with_columns(room.alias("roomId"))
    if scopes[0][0] == "room":
        wanted = pl.col("roomId").is_in([identity for _, identity in scopes])
        lazy = lazy.filter(wanted | pl.col("roomId").is_null())
    known = {*names, "roomId"} - {"sessionId"}  # which was the room of older rows
    return lazy.select(one for one in columns if one in known).collect()


def _samples(source: Any, scopes: Sequence[tuple[str, str]], table: str, value: str) -> Samples:
    import pandas as pd

    columns = tuple(dict.fromkeys(("roomId", "sessionId", "participantId", "onset", value)))
    read = _read(source, scopes, table, columns)
    if read is not None and value in read.columns:
        if not read[value].dtype.is_numeric():
            raise _no_numbers(table, value, read[value].dtype)
        return {
            (_id(key[0]), _id(key[1])): (
                part["onset"].cast(float).to_numpy(), part[value].cast(float).to_numpy(),
            )
            for key, part in read.partition_by("roomId", "participantId", as_dict=True).items()
        }  # fmt: skip
    frame = _frame(source, scopes, table, columns) if read is None else None
    if frame is None or value not in frame:
        known = sorted(_numeric(source, table, frame))
        raise InputError(
            f"value={value!r} is no column of {table}.",
            hint=f"Its columns with numbers: {', '.join(known) or 'none'}.",
        )
    if not pd.api.types.is_numeric_dtype(frame[value]) or pd.api.types.is_bool_dtype(frame[value]):
        raise _no_numbers(table, value, frame[value].dtype)
    onset = frame["onset"].to_numpy(np.float64, na_value=nan)
    numbers = frame[value].to_numpy(np.float64, na_value=nan)
    # As objects, since not every pandas groups by what is missing.
    ids = (_room_of(frame), frame["participantId"])
    room, person = (one.astype(object).where(one.notna(), None) for one in ids)
    rows_of: dict[tuple[str | None, str | None], list[int]] = {}
    for place, key in enumerate(zip(map(_id, room), map(_id, person), strict=True)):
        rows_of.setdefault(key, []).append(place)
    return {key: (onset[rows], numbers[rows]) for key, rows in rows_of.items()}


def _id(value: Any) -> str | None:
    return None if value is None else str(value)


def _numeric(source: Any, table: str, frame: pd.DataFrame | None) -> list[str]:
    if frame is None:
        schema = source.scan(table).collect_schema()
        return [name for name, kind in schema.items() if kind.is_numeric()]
    return [str(name) for name in frame.select_dtypes("number").columns]


def _no_numbers(table: str, value: str, kind: object) -> InputError:
    return InputError(
        f"value={value!r} of {table} holds no numbers (it is {kind}), and only numbers can be put "
        "on a grid."
    )


# -- the result ------------------------------------------------------------------------------


def _wide(
    columns: Mapping[tuple[str, str], NDArray[np.float64]],
    segments: Mapping[tuple[str, str], Sequence[Segment]],  # noqa: ARG001
    grid: NDArray[np.float64],
    value: str,  # noqa: ARG001
) -> pd.DataFrame:
    import pandas as pd

    names = pd.MultiIndex.from_tuples(list(columns), names=["roomId", "participantId"])
    index = pd.Index(grid, name="seconds")
    return pd.DataFrame(np.column_stack(list(columns.values())), index=index, columns=names)


def _long(
    columns: Mapping[tuple[str, str], NDArray[np.float64]],
    segments: Mapping[tuple[str, str], Sequence[Segment]],
    grid: NDArray[np.float64],
    value: str,
) -> pd.DataFrame:
    import pandas as pd

    uncertain = [_uncertainty(segments[key], grid) for key in columns]
    count = grid.size
    return pd.DataFrame(
        {
            "roomId": np.repeat(np.array([room for room, _ in columns], dtype=object), count),
            "participantId": np.repeat(
                np.array([person for _, person in columns], dtype=object), count
            ),
            "seconds": np.tile(grid, len(columns)),
            value: np.concatenate(list(columns.values())),
            "uncertainty": np.concatenate(uncertain),
        }
    ).astype({"roomId": "str", "participantId": "str"})


def _uncertainty(segments: Sequence[Segment], grid: NDArray[np.float64]) -> NDArray[np.float64]:
    found = np.full(grid.size, nan)
    for one in reversed(segments):
        found[(grid >= one.film_start - 1e-6) & (grid < one.film_end - 1e-6)] = one.slack
    return found
