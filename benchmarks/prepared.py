"""What the server of the benchmarks sends: rows of a made-up study, as bytes, made beforehand."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

from hyperstudy import contract
from hyperstudy.sandbox.checksums import google_hashes
from hyperstudy.sandbox.study import make

PAGE = 1000
ROOM = "room_1"
RECORDINGS, RECORDING_BYTES = 60, 4 << 20
# Each list of one participant fits a page: what counts there is how many lists there are.
MOST_OF_A_PARTICIPANT = 1000
_LONG = 100_000
# In every id of the long tables, to be replaced where more rows are asked for than were made.
MARK = b"#0"
# Of eye tracking, more rows are of other rooms, and of other days.
EYETRACKING, ODD = "eyetracking", "odd eyetracking"
DAY, DAYS = b"2026-03-02T", b"2026-%02d-%02dT"
_ROOMS, _MINUTES = 2, 2.0


class Page(NamedTuple):
    """Rows as JSON text, between brackets, and how many they are."""

    rows: bytes
    length: int


class Prepared(NamedTuple):
    """Pages of each table: long ones, of which any number of rows is to be had, and short ones."""

    long: dict[str, list[Page]]
    short: dict[str, Page]
    links: dict[str, bytes]
    recording: bytes
    hashes: bytes


def paths() -> dict[str, str]:
    """Give the data type that each list operation answers with, by the words of its path."""
    found: dict[str, str] = {}
    for data_type, (operation_id, place) in contract.ROWS.items():
        path = contract.operation(operation_id).path
        if path.startswith("/data/") and place == ("data",):
            found[path.removeprefix("/data/").partition("/{")[0].partition("/experiment")[0]] = (
                data_type
            )
    return found


def prepare() -> Prepared:
    """Make everything."""
    study = make("movie-dyads", rooms=40)
    experiment = study.experiments[0]["id"]
    participant = study.table("participants", "experiment", experiment)[0:1][0]
    recordings, links = _recordings(study.table("recordings", "experiment", experiment)[0:1][0])
    short = {
        name: _page(
            study.table(name, "participant", participant["participantId"])[:MOST_OF_A_PARTICIPANT]
        )
        for name in paths().values()
        if name in contract.DATA_TYPES and name not in ("rooms", "participants", "variables")
        if not name.startswith("agent")
    }
    long = {
        name: _long(study.table(name, "experiment", experiment), key)
        for name, key in (("events", "id"), ("ratings_sparse", "ratingId"))
    }
    samples = _eyetracking()
    return Prepared(
        long={
            **long,
            EYETRACKING: _paged(samples),
            ODD: _paged([_odd(number, row) for number, row in enumerate(samples)]),
        },
        short={**short, "recordings of experiment": _page(recordings)},
        links=links,
        recording=bytes(range(256)) * (RECORDING_BYTES // 256),
        hashes=google_hashes(bytes(range(256)) * (RECORDING_BYTES // 256)).encode(),
    )


def _long(table: Any, key: str) -> list[Page]:
    rows = table[:]
    pages: list[Page] = []
    for start in range(0, _LONG, PAGE):
        part: list[dict[str, Any]] = []
        for place in range(start, start + PAGE):
            row = dict(rows[place % len(rows)])
            row[key] = f"{row[key]}-{place}{MARK.decode()}"
            part.append(row)
        pages.append(_page(part))
    return pages


def _eyetracking() -> list[dict[str, Any]]:
    """Make the samples of two rooms, as many of each."""
    study = make("movie-dyads", rooms=_ROOMS, minutes=_MINUTES)
    rooms: dict[str, list[dict[str, Any]]] = {}
    for row in study.table(EYETRACKING, "experiment", study.experiments[0]["id"])[:]:
        marked = {name: f"{row[name]}{MARK.decode()}" for name in ("id", "roomId")}
        # All on the day that is replaced.
        moment = f"{DAY.decode()}{row['timestamp'].partition('T')[2]}"
        rooms.setdefault(row["roomId"], []).append({**row, **marked, "timestamp": moment})
    found = [row for rows in rooms.values() for row in rows[: _LONG // _ROOMS]]
    assert len(found) == _LONG
    return found


def _odd(number: int, row: dict[str, Any]) -> dict[str, Any]:
    """Add what the contract does not know, and now and then a value that does not fit."""
    more: dict[str, Any] = {
        "vergence": round(0.1 + number % 977 / 1000, 3),
        "calibration": f"calibration {number % 7}",
    }
    if number % 10 == 0:
        more["lids"] = {"left": number % 5 / 4, "open": number % 3 > 0}
    closed = {"pupilDiameter": "closed"} if number % 500 == 0 else {}
    return {**row, **more, **closed}


def _paged(rows: list[dict[str, Any]]) -> list[Page]:
    return [_page(rows[start : start + PAGE]) for start in range(0, len(rows), PAGE)]


def _page(rows: list[dict[str, Any]]) -> Page:
    return Page(orjson.dumps(rows), len(rows))


def _recordings(like: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    rows: list[dict[str, Any]] = []
    links: dict[str, bytes] = {}
    template = contract.operation("get_recording_link").path
    for number in range(RECORDINGS):
        name = f"EG_{number:04}"
        row = {one: value for one, value in like.items() if one not in ("downloadUrl", "url")}
        row |= {
            "recordingId": name,
            "egressId": name,
            "roomId": ROOM,
            "participantId": f"user_{number:04}",
            "participantName": f"Person {number}",
            "fileSize": RECORDING_BYTES,
            "fileName": f"{name}.mp4",
            "downloadPath": template.format(roomId=ROOM, recordingId=name),
        }
        rows.append(row)
        links[row["downloadPath"]] = f"/storage/{name}.mp4?signature=abc".encode()
    return rows, links
