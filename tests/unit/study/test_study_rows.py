"""Rows keep every value, and ids from the server never choose a folder."""

from __future__ import annotations

import json
import math
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow")

from hyperstudy.study import layout, rows

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec=None)),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(st.characters(codec=None)), VALUES, max_size=5)))
def test_any_row_reads_back_exactly(given_rows: list[dict[str, object]]) -> None:
    lines = rows.texts(given_rows)
    assert all("\n" not in line for line in lines)
    again = rows.parse(lines)
    assert json.dumps(again) == json.dumps(given_rows)


def test_numbers_that_json_has_no_word_for_stay() -> None:
    (row,) = rows.parse(rows.texts([{"a": math.inf, "b": math.nan}]))
    assert row["a"] == math.inf
    assert math.isnan(row["b"])


@given(st.lists(st.text(), unique=True, max_size=12))
def test_each_room_has_a_folder_of_its_own_on_any_disk(ids: list[str]) -> None:
    taken: set[str] = set()
    for room in [None, *ids]:
        name = layout.room_folder(room, taken)
        assert name.lower() not in taken
        taken.add(name.lower())
        assert len(name) <= 200
        assert set(name) <= set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%"
        )
        assert not name.startswith(".")
        assert not name.endswith(".")
        path = layout.data_file("events", name)
        assert len(PurePosixPath(path).parts) == 4
        assert layout.folder_of(path) == name
        if room and not name.startswith("room-~"):
            assert unquote(name.removeprefix("room-")) == room
        assert "=" not in name


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("room_31", "room-room_31"),
        ("a/../b", "room-a%2F..%2Fb"),
        ("..", "room-.%2E"),
        ("a b=c", "room-a%20b%3Dc"),
        (None, "no_room"),
        ("no_room", "room-no_room"),
        ("", "room-"),
    ],
)
def test_folders_of_rooms(room: str | None, name: str) -> None:
    assert layout.room_folder(room, ()) == name


def test_rooms_that_differ_in_capitals_only() -> None:
    assert layout.room_folder("Room", {"room-room"}) == "room-%52oom"
    assert layout.room_folder("x" * 300, ()).startswith("room-~")


def test_the_room_of_a_row() -> None:
    assert rows.room_of({"roomId": "r", "sessionId": "s"}) == "r"
    assert rows.room_of({"roomId": None, "sessionId": "s"}) == "s"
    assert rows.room_of({"roomId": 3}) == "3"
    assert rows.room_of({"roomId": True, "sessionId": ["s"]}) is None
    assert rows.room_of({"roomId": "", "sessionId": 0}) == "0"


def test_an_id_that_is_a_number_identifies_a_row_as_its_digits_do() -> None:
    known = rows.identity({"id": "7"}, "text", "id")
    assert rows.identity({"id": 7}, "other text", "id") == known
    assert rows.identity({"id": 7.0}, "text", "id") == rows.digest("text") != known


def test_links_lose_their_signatures_and_nothing_else() -> None:
    row = {
        "downloadUrl": "https://storage.example/a.webm?X-Signature=abc&x=1",
        "downloadPath": "/data/recordings/download/r/EG_1",
        "url": None,
        "note": "see https://a.example/b?c=d",
        "fileSize": 3,
    }
    kept = rows.without_signatures(row)
    assert kept == {**row, "downloadUrl": "https://storage.example/a.webm"}
    assert rows.without_signatures({"id": "a"}) == {"id": "a"}
