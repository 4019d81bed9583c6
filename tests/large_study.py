"""A study with as many rows of eye tracking as one wants, on disk, in minutes instead of hours.

    python tests/large_study.py FOLDER [--rooms 22] [--minutes 60] [--hertz 200]

Everything but the eye tracking is pulled from the sandbox. The eye tracking is written as a pull
would write it, but in columns. An hour at 200 Hz of the 40 people whose rooms began are 28.8
million rows.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import hyperstudy
from hyperstudy.files import atomic
from hyperstudy.sandbox import start
from hyperstudy.study import layout, manifest, reading, tables
from hyperstudy.study.changes import STEP
from hyperstudy.study.manifest import Changes, DataFile, TableEntry
from hyperstudy.study.parquet_files import open_writer, stored_schema, sync_and_hash
from hyperstudy.study.parts import RoomRows, assign
from hyperstudy.study.schema import Extras, Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hyperstudy.client.study import Study

TABLE = "eyetracking"
ROOMS, MINUTES, HERTZ = 22, 60.0, 200
OTHERS = ("rooms", "participants", "events", "recordings", "sync")
_GROUP_ROWS = 32_768
_FIRST_ONSET = 18_529
"""Milliseconds: the sandbox's film begins then."""
_BLINK_EVERY, _BLINK = 1500, 24
_SEATS = 10**8


class _Room(NamedTuple):
    """A room, who is in it, and its place in the table."""

    id: str
    number: int
    people: tuple[str, ...]
    zero: int
    first: int
    rows: int


def large_study(
    folder: Path,
    rooms: int = ROOMS,
    minutes: float = MINUTES,
    hertz: int = HERTZ,
    types: tuple[str, ...] = OTHERS,
) -> Study:
    """Write a study, and open it.

    Parameters
    ----------
    folder : Path
        Where to; must not be there.
    rooms : int
        Rooms, of two people each. In some nobody's film began (the sandbox's 8th and 18th).
    minutes : float
        Length of the film, and of the eye tracking of each person.
    hertz : int
        Samples a second of each person.
    types : tuple of str
        What else is in it, from the sandbox.
    """
    with start("movie-dyads", rooms=rooms, minutes=minutes) as sandbox, sandbox.client() as hs:
        wanted = [one for one in types if one != TABLE]
        hs.pull(sandbox.experiment_id, folder, types=wanted, progress=False)
    add_eyetracking(folder, round(minutes * 60 * hertz), hertz)
    return hyperstudy.open_study(folder)


def add_eyetracking(folder: Path, samples: int, hertz: int) -> None:
    """Write the eye tracking of everybody into a study that has none.

    Parameters
    ----------
    folder : Path
        A study of the sandbox, with rooms and participants.
    samples : int
        Samples of each person.
    hertz : int
        Samples a second; one after the other in a room, as they would be listed by time.
    """
    study = manifest.read(folder)
    assert study is not None
    assert TABLE not in study.tables
    experiment = study.experiment["id"]
    schema = Schema(TABLE, Extras())
    found = _rooms(hyperstudy.open_study(folder), samples)
    placed = assign([], [RoomRows(one.id, one.rows, one.first) for one in found])
    by_id = {one.id: one for one in found}
    files: list[DataFile] = []
    for number, rooms in enumerate(placed, 1):
        name = layout.data_file(TABLE, number)
        with open_writer(folder / name, stored_schema(schema.arrow, TABLE)) as writer:
            for room in rooms:
                for group in _groups(schema, experiment, by_id[str(room.room)], hertz):
                    writer.write_table(group, row_group_size=_GROUP_ROWS)
        sha256 = sync_and_hash(folder / name)
        size = (folder / name).stat().st_size
        files.append(DataFile(name, sum(one.rows for one in rooms), size, sha256))
    rows = sum(one.rows for one in files)
    study.tables[TABLE] = TableEntry(
        pull=len(study.pulls), asked=reading.asked(tables.table(TABLE, experiment)), promised=rows,
        rows=rows, repeated=0, twice=0, read_from=0, problems=[], warnings=[],
        schema=schema.described,
        extras=Extras().to_list(), files=files, changes=Changes(new=rows),
    )  # fmt: skip
    study.pulls[-1]["tables"].append(TABLE)
    atomic.write(folder / layout.MANIFEST, study.to_bytes())


def _rooms(study: Study, samples: int) -> list[_Room]:
    experiment = study.experiment_id
    people: dict[str, list[str]] = {}
    for one in study.get_participants(experiment, scope="experiment", output="dict"):
        if one.get("roomId"):
            people.setdefault(one["roomId"], []).append(one["participantId"])
    found: list[_Room] = []
    first = STEP
    for number, room in enumerate(study.get_rooms(experiment, output="dict"), 1):
        who = tuple(sorted(people.get(room["id"], ())))
        if not who or room["startTime"] is None:
            continue
        started = np.datetime64(room["startTime"].removesuffix("Z"), "ms").astype(np.int64)
        rows = samples * len(who)
        found.append(_Room(room["id"], number, who, int(started), first, rows))
        first += rows * STEP
    return found


def _groups(schema: Schema, experiment: str, room: _Room, hertz: int) -> Iterator[pa.Table]:
    for begin in range(0, room.rows, _GROUP_ROWS):
        yield _group(schema, experiment, room, hertz, begin, min(begin + _GROUP_ROWS, room.rows))


def _group(
    schema: Schema, experiment: str, room: _Room, hertz: int, begin: int, end: int
) -> pa.Table:
    """Make rows of a room, with the JSON text that the server would have sent for them."""
    place = np.arange(begin, end)
    number, seat = np.divmod(place, len(room.people))
    onset = _FIRST_ONSET + number * 1000 // hertz + seat
    rng = np.random.default_rng([room.number, begin])
    fixation = number // 56
    jitter = rng.integers(-300, 300, (2, len(place)))
    x = 20_000 + (fixation * 7919 + seat * 31_337 + room.number * 101) % 60_000 + jitter[0]
    y = 20_000 + (fixation * 104_729 + seat * 1_299_709) % 60_000 + jitter[1]
    pupil = 3000 + 400 * seat + rng.integers(0, 300, len(place))
    confidence = rng.integers(860, 1000, len(place))
    blink = number % _BLINK_EVERY < _BLINK
    confidence[blink] = 0
    moment = pa.array(room.zero + onset).cast(pa.timestamp("ms"))
    name = pa.array((10 + seat) * _SEATS + number).cast(pa.large_string())
    values: dict[str, Any] = {
        "id": _text(f"gaze_{room.number:04}_", pc.utf8_slice_codeunits(name, 1)),
        "experimentId": _same(experiment, len(place)),
        "roomId": _same(room.id, len(place)),
        "participantId": pc.take(
            pa.array(room.people, pa.large_string()), pa.array(seat, pa.int64())
        ),
        "timestamp": _text(
            "", pc.utf8_replace_slice(moment.cast(pa.large_string()), 10, 11, "T"), "Z"
        ),
        "onset": pa.array(onset),
        "stateId": _same("film_1", len(place)),
        "gazeX": pa.array(x / 1e5, mask=blink),
        "gazeY": pa.array(y / 1e5, mask=blink),
        "pupilDiameter": pa.array(pupil / 1e3, mask=blink),
        "confidence": pa.array(confidence / 1e3),
        "sampleCount": pa.array(number + 1),
        "source": _same("neon", len(place)),
    }
    stored = values | {
        "timestamp": moment.cast(pa.timestamp("us", tz="UTC")),
        "onset": pa.array(onset.astype(np.float64)),
        "onset_sec": pa.array(onset / 1000),
        layout.ROOM: values["roomId"],
        layout.ORDER: pa.array(room.first + place * STEP),
        layout.ROW: _json(values),
    }
    columns = [
        stored[one.name] if one.name in stored else pa.nulls(len(place), one.type)
        for one in schema.arrow
    ]
    return pa.Table.from_arrays(columns, schema=stored_schema(schema.arrow, TABLE))


def _same(text: str, count: int) -> Any:
    return pa.repeat(pa.scalar(text, pa.large_string()), count)


def _text(*parts: Any) -> Any:
    """Put texts together, row by row."""
    scalars = [pa.scalar(one, pa.large_string()) if isinstance(one, str) else one for one in parts]
    return pc.binary_join_element_wise(*scalars, pa.scalar("", pa.large_string()))


def _json(values: dict[str, Any]) -> Any:
    parts: list[Any] = []
    for name, cells in values.items():
        quote = '"' if pa.types.is_large_string(cells.type) else ""
        parts += [f'{"," if parts else "{"}"{name}":{quote}']
        parts += [pc.fill_null(cells.cast(pa.large_string()), "null")]
        parts += [quote] if quote else []
    return _text(*parts, "}")


def main() -> None:
    """Write one where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rooms", type=int, default=ROOMS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--hertz", type=int, default=HERTZ)
    given = parser.parse_args()
    study = large_study(given.folder, given.rooms, given.minutes, given.hertz)
    sys.stdout.write(f"{study!r}\n")


if __name__ == "__main__":
    main()
