"""What was collected: the lists of records, variables, counts, links to recordings, new events."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hyperstudy.contract import COUNTED

from ..answers import iso_time
from ..call import Answer, Call
from ..json_members import object_in
from ..onset_order import OnsetOrder
from ..paging import between, page_of, refuse_too_many, select, sorted_rows
from ..refusal import Refusal, invalid_parameter, not_found
from ..study import STORAGE
from ..study.moments import instant_of, iso
from ..sync_windows import aggregated
from ..tables import served_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..study.table import Row, Table
    from ..world import World

__all__ = ["HANDLERS"]

_DATA_TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "get_events": ("events", {"dataType": "events"}),
    "get_recordings": ("recordings", {"dataType": "recordings"}),
    "get_chat": ("chat", {"dataType": "chat"}),
    "get_videochat": ("videochat", {"dataType": "videochat"}),
    "get_sync": ("sync", {"dataType": "sync"}),
    "get_continuous_ratings": (
        "ratings_continuous",
        {"dataType": "ratings", "ratingType": "continuous"},
    ),
    "get_sparse_ratings": ("ratings_sparse", {"dataType": "ratings", "ratingType": "sparse"}),
    "get_components": ("components", {"dataType": "components"}),
    "get_participants": ("participants", {"dataType": "participants"}),
    "get_rooms": ("rooms", {"dataType": "rooms"}),
    "get_eyetracking": ("eyetracking", {"dataType": "eyetracking"}),
}
"""By operation: the study's table, and how the metadata name it."""

_LINKS_IN_ROWS_LAST = 7 * 24 * 3600
"""Seconds that the links embedded in older rows of recordings are good (observed)."""


def get_records(world: World, call: Call, *, data_type: str, named: Mapping[str, str]) -> Answer:
    """Answer with a page of one of the lists of records."""
    scope, scope_id = _scope_of(world, call)
    room_id = call["roomId"]
    if scope == "participant" and room_id is None:
        raise invalid_parameter("roomId", None, "the id of a room, with scope participant")
    table = _table(world, call, data_type, scope, scope_id)
    tests = _tests(call)
    window: int | None = call["aggregationWindow"]
    for name, value in [*((name, call[name]) for name in tests), ("aggregationWindow", window)]:
        if value is not None:
            refuse_too_many(table, name, value)
    rows: Sequence[Row] = select(table, tests)
    if window is not None:
        rows = aggregated(rows, window)
    natural = _natural(call, scope, room_id)
    by_onset = call["sort"] == "onset" and "onset" not in natural
    if by_onset and rows is table and len(table) and "onset" in table[0]:
        rows = OnsetOrder(table)
    else:
        rows = sorted_rows(rows, call["sort"], natural=natural)
    page_rows, page = page_of(
        rows, limit=call["limit"], offset=call["offset"], descending=call["order"] == "desc"
    )
    if data_type == "recordings":
        page_rows = [_with_links(call, row) for row in page_rows]
    metadata: dict[str, Any] = {**named, "scope": scope, "scopeId": scope_id}
    if warnings := world.study.warnings(data_type, scope):
        metadata["_warnings"] = warnings
    return Answer.rows(page_rows, metadata, page)


def get_recording_link(world: World, call: Call) -> Answer:
    """Make a link to the file of one recording."""
    room_id, recording_id = call["roomId"], call["recordingId"]
    world.experiment_of_room(room_id, call.key)
    rows = served_table(world, "recordings", "room", room_id)
    row = next((row for row in rows if row["recordingId"] == recording_id), None)
    if row is None or row.get("endTime") is None:
        raise not_found(f"Recording '{recording_id}' of room '{room_id}'")
    name = f"{recording_id}.{row.get('format') or 'bin'}"
    return Answer({"url": call.link_to(f"/{room_id}/{name}", None)})


def record_events(world: World, call: Call) -> Answer:
    """Keep a batch of events: all of them, or none when one cannot be."""
    made = [
        _new_event(world, call, number, event) for number, event in enumerate(call.body["events"])
    ]
    world.recorded.extend(made)
    return Answer({"recorded": len(made), "serverTimestamp": iso_time(call.now)})


def get_variables(world: World, call: Call) -> Answer:
    """Reconstruct the shared variables of a room."""
    room_id = call["roomId"]
    world.experiment_of_room(room_id, call.key)
    launched = world.agent_rooms.get(room_id)
    found = (
        world.study.variables(room_id) if launched is None else launched.variables(world.instant)
    )
    metadata = {name: value for name, value in found.items() if name != "writes"}
    return Answer.rows(
        found["writes"],
        {"dataType": "variables", "scope": "room", "scopeId": room_id, **metadata},
    )


def get_counts(world: World, call: Call) -> Answer:
    """Count the records of a participant in a room."""
    participant_id, room_id = call["participantId"], call["roomId"]
    world.experiment_of_participant(participant_id, call.key)
    named = {"dataType": "counts", "scope": "participant", "scopeId": participant_id}

    def rows_of(data_type: str) -> int:
        table = served_table(world, data_type, "participant", participant_id, room_id=room_id)
        return len(table)

    if not rows_of("participants"):
        raise not_found(f"Participant '{participant_id}' in room '{room_id}'")
    counts = {name: rows_of(data_type) for name, data_type in COUNTED.items()}
    return Answer(
        {
            "participantId": participant_id,
            "roomId": room_id,
            "counts": counts,
            "hasData": {name: count > 0 for name, count in counts.items()},
        },
        named,
    )


def check_access(world: World, call: Call) -> Answer:
    """Return whether the caller may see an experiment's data, and take them out."""
    experiment_id = call["experimentId"]
    if experiment_id not in world.experiments:
        raise not_found(f"Experiment '{experiment_id}'")
    may: dict[str, bool] = {}
    for answer, permission in (("canView", "view"), ("canExport", "export")):
        try:
            world.experiment(experiment_id, call.key, may=permission)
        except Refusal:
            may[answer] = False
        else:
            may[answer] = True
    return Answer(may, {"scope": "experiment", "scopeId": experiment_id})


def _scope_of(world: World, call: Call) -> tuple[str, str]:
    """Find what the rows belong to, and refuse who may not see it."""
    scope = call["scope"] or "experiment"
    scope_id = call["scopeId"] or call["experimentId"]
    may = "view" if call["export"] is None else "export"
    if scope == "experiment":
        world.experiment(scope_id, call.key, may=may)
    elif scope == "room":
        world.experiment_of_room(scope_id, call.key, may=may)
    else:
        world.experiment_of_participant(scope_id, call.key, may=may)
    return scope, scope_id


def _table(world: World, call: Call, data_type: str, scope: str, scope_id: str) -> Table:
    """Open the table that is asked for, within the span of time that is asked for."""
    table = served_table(
        world,
        data_type,
        scope,
        scope_id,
        room_id=call["roomId"],
        deployment_id=call["deploymentId"],
    )
    return between(table, _moment(call, "startTime"), _moment(call, "endTime"))


def _moment(call: Call, name: str) -> str | None:
    text = call[name]
    if text is None:
        return None
    try:
        instant_of(text)
    except ValueError:
        raise invalid_parameter(name, text, "a time such as 2026-03-02T09:00:00Z") from None
    return str(text)


def _natural(call: Call, scope: str, room_id: str | None) -> tuple[object, ...]:
    """Name the members by which the table is in order already."""
    by_time = ("timestamp", call.operation.parameter("sort").default)
    one_room = scope != "experiment" or room_id is not None
    # Rooms are one after the other, and each counts its onsets from zero.
    return (*by_time, "onset") if one_room and call["aggregationWindow"] is None else by_time


def _tests(call: Call) -> dict[str, Callable[[Row], bool]]:
    tests: dict[str, Callable[[Row], bool]] = {}
    for name, test in _TESTS.items():
        if call[name] is not None:
            tests[name] = partial(test, call[name])
    return tests


def _same_category(wanted: str, row: Row) -> bool:
    # Two sources name the group of questionnaire answers differently: each finds both.
    both = ("questionnaire", "post_experiment")
    return row.get("category") in (both if wanted in both else (wanted,))


def _plain(word: object) -> str:
    return str(word).replace("_", "").casefold()


_TESTS: Mapping[str, Callable[[Any, Row], bool]] = {
    "category": _same_category,
    "componentType": lambda wanted, row: _plain(row.get("componentType")) == _plain(wanted),
    "completed": lambda wanted, row: bool(row.get("completed")) == wanted,
    "stateId": lambda wanted, row: row.get("stateId") == wanted,
    "completionCode": lambda wanted, row: _plain(row.get("completionCode")) == _plain(wanted),
}


def _with_links(call: Call, row: Row) -> Row:
    """Put this sandbox's storage, and a signature, into the addresses of older rows."""
    links = {
        name: call.link_to(row[name].removeprefix(STORAGE), _LINKS_IN_ROWS_LAST)
        for name in ("downloadUrl", "url")
        if str(row.get(name) or "").startswith(STORAGE)
    }
    return {**row, **links} if links else row


def _new_event(world: World, call: Call, number: int, event: Mapping[str, Any]) -> Row:
    world.experiment(event["experimentId"], call.key)
    timestamp = event.get("timestamp") or iso_time(call.now)
    room: Row = {}
    if (room_id := event.get("roomId")) is not None:
        if world.experiment_of_room(room_id, call.key) != event["experimentId"]:
            raise not_found(f"events[{number}]: Room '{room_id}' in that experiment")
        room = served_table(world, "rooms", "room", room_id)[0]
    zero = room.get("firstStateStartedAt")
    instant = instant_of(timestamp)
    return {
        "category": "system",
        "participantId": None,
        "roomId": room_id,
        "stateId": object_in(event, "context").get("stateId"),
        "deploymentId": room.get("deploymentId"),
        **event,
        "id": world.new_id("evt"),
        "timestamp": iso(instant),
        "onset": 0 if zero is None else instant - instant_of(zero),
    }


HANDLERS: Mapping[str, Callable[[World, Call], Answer]] = {
    **{
        operation: partial(get_records, data_type=data_type, named=named)
        for operation, (data_type, named) in _DATA_TYPES.items()
    },
    "get_recording_link": get_recording_link,
    "record_events": record_events,
    "get_variables": get_variables,
    "get_counts": get_counts,
    "check_access": check_access,
}
