"""Each data method against what a server really sent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from hyperstudy import HyperStudy, contract, fetch_report

from .conftest import RECORDING
from .tapes import recorded, sent

OnTape = Callable[..., AbstractContextManager[HyperStudy]]

EXPERIMENT: dict[str, tuple[str, dict[str, Any], str]] = {
    "events": ("get_events", {}, "events"),
    "recordings": ("get_recordings", {}, "recordings"),
    "chat": ("get_chat", {}, "chat"),
    "videochat": ("get_videochat", {}, "videochat"),
    "sync": ("get_sync", {}, "sync"),
    "ratings_continuous": ("get_ratings", {"kind": "continuous"}, "ratings_continuous"),
    "ratings_sparse": ("get_ratings", {"kind": "sparse"}, "ratings_sparse"),
    "eyetracking": ("get_eyetracking", {"limit": 700}, "eyetracking"),
    "components": ("get_components", {}, "components"),
    "participants": ("get_participants", {}, "participants"),
    "rooms": ("get_rooms", {}, "rooms"),
}


@pytest.mark.parametrize("name", EXPERIMENT)
def test_a_method_gives_what_the_server_sent(name: str, on_tape: OnTape) -> None:
    method, options, table = EXPERIMENT[name]
    with on_tape(name) as hs:
        ids = recorded()
        fetch = getattr(hs, method)
        rows = fetch(ids["experiment_id"], output="dict", **options)
        if RECORDING:
            return
        frame = fetch(ids["experiment_id"], **options)
        columns = fetch(ids["experiment_id"], output="polars", **options)
        arrow = fetch(ids["experiment_id"], output="arrow", **options)
    assert rows == [row for body in sent(name) for row in body["data"]][: options.get("limit")]
    assert rows
    assert isinstance(frame, pd.DataFrame)
    assert isinstance(columns, pl.DataFrame)
    assert isinstance(arrow, pa.Table)
    assert len(frame) == columns.height == arrow.num_rows == len(rows)
    assert list(frame.columns) == columns.columns == arrow.column_names
    assert {one.name for one in contract.columns(table)} <= set(frame.columns)
    for result in (rows, frame, columns, arrow):
        assert fetch_report(result).complete
        assert fetch_report(result).rows == len(rows)
    for moment in {"timestamp", "startTime", "joinedAt"} & set(rows[0]):
        present = [row.get(moment) is not None for row in rows]
        assert frame[moment].notna().tolist() == present
        assert columns[moment].is_not_null().to_list() == present
        assert str(frame[moment].dtype) in {"datetime64[us, UTC]", "datetime64[ns, UTC]"}
        assert columns[moment].dtype == pl.Datetime("us", "UTC")


@pytest.mark.parametrize("method", ["get_questionnaire", "get_instructions", "get_consent"])
def test_a_part_of_the_events_is_that_part(method: str, on_tape: OnTape) -> None:
    with on_tape(method) as hs:
        rows = getattr(hs, method)(recorded()["experiment_id"], output="dict")
    if RECORDING:
        return
    bodies = sent(method)
    known = {row["id"]: row for body in bodies for row in body["data"]}
    wanted = {"get_instructions": "instructions.", "get_consent": "consent."}.get(method, "")
    expected = [one for one in known.values() if str(one.get("eventType", "")).startswith(wanted)]
    assert rows
    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in expected)
    assert all(row == known[row["id"]] for row in rows)


def test_variables_are_writes_and_a_timeline(on_tape: OnTape) -> None:
    with on_tape("variables") as hs:
        result = hs.get_variables(recorded()["room_id"])
    if RECORDING:
        return
    (body,) = sent("variables")
    assert result["writes"]["variable"].tolist() == [row["variable"] for row in body["data"]]
    assert result["variable_names"] == body["metadata"]["variableNames"]
    assert result["matrix_columns"] == body["metadata"]["matrixColumns"]
    assert set(result["matrix_columns"]) <= set(result["timeline"].columns)
    assert len(result["timeline"]) == len(body["metadata"]["timeline"])
    assert set(result) == {
        "writes",
        "timeline",
        "variable_names",
        "matrix_columns",
        "dropped_writes",
        "mode",
    }


def test_counts_are_one_object(on_tape: OnTape) -> None:
    with on_tape("counts") as hs:
        ids = recorded()
        counts = hs.get_counts(ids["participant_id"], ids["room_id"])
    if RECORDING:
        return
    (body,) = sent("counts")
    assert [counts] == body["data"]


def test_health_is_the_body_as_it_came(on_tape: OnTape) -> None:
    with on_tape("health") as hs:
        health = hs.health()
    if not RECORDING:
        assert [health] == sent("health")


def test_a_recording_has_a_link(on_tape: OnTape) -> None:
    with on_tape("recording_link") as hs:
        listed = hs.get_recordings(recorded()["experiment_id"], output="dict", limit=1)
        link = hs.get_recording_url(listed[0])
    if not RECORDING:
        (_, minted) = sent("recording_link")
        assert link == minted["data"]["url"]


def test_everything_of_one_participant(on_tape: OnTape) -> None:
    with on_tape("all_data", "agents") as hs:
        ids = recorded("agents")
        result = hs.get_all_data(ids["participant_id"], room_id=ids["room_id"], output="dict")
    assert list(result) == [
        "events",
        "recordings",
        "chat",
        "videochat",
        "sync",
        "ratings_continuous",
        "ratings_sparse",
        "components",
        "eyetracking",
        "questionnaire",
        "instructions",
        "consent",
        "agent_decisions",
    ]
    assert {row["participantId"] for row in result["events"]} == {ids["participant_id"]}
    assert {row["participantId"] for row in result["agent_decisions"]} == {ids["participant_id"]}
    assert all(fetch_report(rows).complete for rows in result.values())
