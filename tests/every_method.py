"""Every method of the client that asks the service something, and arguments to call it with."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from hyperstudy import HyperStudy

IDS = {name: f"{name}_1" for name in ("experiment", "room", "participant", "deployment", "persona")}
BY_NAME: dict[str, Any] = {
    "scope_id": "room_1",
    "decision_id": "agent_1_1",
    "recording_id": "rec_1",
    "events": [{"experiment_id": "exp_1", "event_type": "marker"}],
    "experiment": {"name": "x"},
    "persona": {"name": "x"},
    "config": {},
    "recording": {
        "recordingId": "rec_1",
        "downloadPath": "/data/recordings/download/room_1/rec_1",
    },
    "rooms": 1,
    "budget_usd": 1.0,
    "target_type": "userId",
    "target_id": "user_1",
    "permissions": ["view"],
    "kind": "continuous",
    "output": "dict",
    "table": "events",
    "progress": False,
    **{f"{name}_id": value for name, value in IDS.items()},
}
# What else has to be chosen so that a method calls each of its operations.
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "get_ratings": [{"kind": "continuous"}, {"kind": "sparse"}],
    "get_agent_decisions": [{"scope": "experiment"}, {"scope": "room"}],
    "get_rooms": [{"scope": "experiment"}],
}
ELSEWHERE = {
    "close",
    "download_recording",
    "download_recordings",
    "plan_downloads",
    "pull",
    "get_all_data",
    "clock",
    "on_film_time",
}
"""Methods that call the operations of other methods, and need folders or threads for it."""


def methods() -> Iterator[str]:
    for name, member in inspect.getmembers(HyperStudy, inspect.isfunction):
        if not name.startswith("_") and name not in ELSEWHERE:
            assert member.__doc__, f"{name} has no documentation"
            yield name


def arguments_of(method: Any) -> dict[str, Any]:
    parameters = inspect.signature(method).parameters
    return {name: BY_NAME[name] for name in parameters if name in BY_NAME}
