"""What type checkers know of the public names; `nox -s types` reads this, nothing runs it."""

from __future__ import annotations

from typing import Any, assert_type

import pandas as pd
import polars as pl
import pyarrow as pa
from hyperstudy_api.api.data import get_events
from hyperstudy_api.models import Event

from hyperstudy import HyperStudy, describe, fetch_report
from hyperstudy.lists.report import FetchReport, Rows


def frames(hs: HyperStudy, chosen: str) -> None:
    assert_type(hs.get_events("exp_1"), pd.DataFrame)
    assert_type(hs.get_events("exp_1", output="pandas"), pd.DataFrame)
    assert_type(hs.get_events("exp_1", output="polars"), pl.DataFrame)
    assert_type(hs.get_events("exp_1", output="arrow"), pa.Table)
    assert_type(hs.get_events("exp_1", output="dict"), Rows)
    assert_type(hs.get_events("exp_1", output=chosen), Any)
    assert_type(hs.get_ratings("exp_1", kind="sparse", output="polars"), pl.DataFrame)
    assert_type(hs.list_experiments(output="dict"), Rows)
    assert_type(describe("events", output="polars"), pl.DataFrame)


def several_frames(hs: HyperStudy) -> None:
    assert_type(hs.get_all_data("user_1", room_id="room_1"), dict[str, pd.DataFrame])
    assert_type(hs.get_all_data(["user_1"], room_id="room_1", output="arrow"), dict[str, pa.Table])
    assert_type(hs.get_variables("room_1", output="polars")["timeline"], pl.DataFrame)
    assert_type(hs.download_recordings("exp_1", output_dir="files"), pd.DataFrame)


def report(hs: HyperStudy) -> None:
    found = fetch_report(hs.get_events("exp_1"))
    assert_type(found, FetchReport)
    assert_type(found.complete, bool)


def typed_calls(hs: HyperStudy) -> None:
    answer = get_events.sync("room", "room_1", client=hs.api)
    assert_type(answer.data, list[Event])
