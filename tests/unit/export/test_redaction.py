"""What names a person is taken out of rows, JSON stays JSON, and the rest stays as it is."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.export.export_report import ExportReport
from hyperstudy.export.people import People
from hyperstudy.export.personal_fields import is_personal
from hyperstudy.export.pseudonyms import Labels
from hyperstudy.export.redaction import Redaction

DAYS = 7 * 7000


def redaction(**people: Any) -> Redaction:
    found = People(persons={"user_1", "user_2"}, rooms={"room_1"}, **people)
    labels = Labels({"user_1": "pa", "user_2": "pb"}, {"room_1": "ra"}, DAYS)
    return Redaction(found, labels, ExportReport(Path(), "BIDS"), names=False, shift=True)


NAMED = redaction(names={"Zoë Núñez": {"user_1"}, "True Null": {"user_2"}, "Sub": {"user_2"}})


def json_text(value: Any, *, ascii_only: bool = False) -> Any:
    text = json.dumps(value, ensure_ascii=ascii_only)
    return json.loads(NAMED.text(text, json_text=True, free=True))


def test_members_that_name_a_person_are_emptied_whatever_they_hold() -> None:
    given = {
        "phone": {"number": "0171 234"}, "firstName": ["Quirin"], "lastName": {"x": 1},
        "nickname": "Zeph", "ip": "203.0.113.9", "emails": ["a"], "emailVerified": None,
        "microphone": "Logitech", "headphoneCheck": 3, "assignedGroup": "A", "downloadSpeed": 1.5,
    }  # fmt: skip
    kept = {"microphone", "headphoneCheck", "assignedGroup", "downloadSpeed"}
    assert json_text(given) == {one: given[one] if one in kept else None for one in given}


@pytest.mark.parametrize("ascii_only", [False, True])
def test_names_are_found_in_json_within_json(ascii_only: bool) -> None:
    inner = json.dumps({"n": json.dumps(["zoe", "Zoë Núñez!"])}, ensure_ascii=ascii_only)
    after = json_text({"a": inner}, ascii_only=ascii_only)
    assert json.loads(json.loads(after["a"])["n"]) == ["sub-pa", "sub-pa!"]


def test_a_name_counts_as_the_name_of_a_member_only_with_its_capital() -> None:
    own = redaction(names={"Max": {"user_1"}, "Zoë Min": {"user_2"}})
    text = '{"min": 0, "max": 1, "Max": 2, "Zoe": 3, "user_1": 4, "zoë min": 5, "of": "max"}'
    assert own.text(text, json_text=True, free=True) == (
        '{"min": 0, "max": 1, "sub-pa": 2, "sub-pb": 3, "sub-pa": 4, "sub-pb": 5, "of": "sub-pa"}'
    )


def test_values_of_json_are_never_names() -> None:
    given = {"true": True, "null": None, "sub": 1, "a": "true", "b": [False, 1e3, -0.0]}
    after = json_text(given)
    assert list(after.values()) == [True, None, 1, "true", [False, 1e3, -0.0]]


def test_days_and_times_in_json_are_moved_and_numbers_stay_exact() -> None:
    text = (
        '{"a": 1772442120000, "b": 1772442120000.25, "c": "2026-03-02", "d": "2026-03-02T09:00:00Z"'
        ', "id": "1772442120000", "e": 17724421200001, "f": 1.50, "g": 0.1772442120000}'
    )
    after = NAMED.text(text, json_text=True, free=True)
    moved = 1772442120000 - DAYS * 86_400_000
    day = (datetime(2026, 3, 2, tzinfo=UTC) - timedelta(days=DAYS)).date().isoformat()
    assert after == (
        f'{{"a": {moved}, "b": {moved}.25, "c": "{day}", "d": "{day}T09:00:00Z"'
        ', "id": "1772442120000", "e": 17724421200001, "f": 1.50, "g": 0.1772442120000}'
    ).replace(f"{moved}.25", str(moved + 0.25))


Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(Json, st.booleans(), st.sampled_from([None, 2]))
def test_json_without_anybody_stays_to_the_letter(
    value: Any, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    own = redaction()
    # Numbers of 13 digits are times.
    assert own.text(text, json_text=True, free=True) == text or any(
        len(one.strip("-.")) >= 13 for one in text.replace(",", " ").split()
    )


@given(Json)
def test_json_stays_json(value: Any) -> None:
    text = json.dumps({"Zoë": value, "n": [value, "zoe", "\ud800 zoe"], "mail": "a@b.example"})
    after = NAMED.text(text, json_text=True, free=True)
    members = json.loads(after)
    assert members["n"][1:] == ["sub-pa", "\ud800 sub-pa"]
    assert members["mail"] == "[e-mail]"
    assert "Zoë" not in members
    after.encode()


def test_words_that_the_contract_lists_are_nobodys_names() -> None:
    own = redaction(names={"Media": {"user_1"}, "Completed": {"user_2"}})
    rows = pa.table({"category": ["media", "Media's"], "content": ["media", "Media's"]})
    after = own.apply("events", rows)
    assert after["category"].to_pylist() == ["media", "sub-pa's"]
    assert after["content"].to_pylist() == ["sub-pa", "sub-pa's"]


def test_times_that_stand_for_nothing_are_not_moved_before_all_years() -> None:
    times = [datetime(1, 1, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC), None]
    rows = pa.table({"timestamp": pa.array(times, pa.timestamp("us", "UTC"))})
    after = NAMED.apply("events", rows)["timestamp"].to_pylist()
    assert after == [times[0], times[1] and times[1] - timedelta(days=DAYS), None]


@pytest.mark.parametrize("kind", ["int64", "float64"])
def test_numbers_that_are_times_are_moved_beside_numbers_of_any_size(kind: str) -> None:
    time, moved = 1772442120000, 1772442120000 - DAYS * 86_400_000
    others = [0, -5, 10**12, 4 * 10**12, None]
    others += [2**53 + 1, 2**63 - 1, -(2**63)] if kind == "int64" else [1e300, -1e300]
    rows = pa.table({"odd": pa.array([time, *others], pa.type_for_alias(kind))})
    after = NAMED.apply("events", rows)["odd"]
    assert after.to_pylist() == [moved, *others]
    assert after.type == rows["odd"].type


@pytest.mark.parametrize(
    "name",
    ["email", "e_mail", "participantEmail", "PROLIFIC_PID", "metadata_ip", "ipAddress", "ipv4",
     "phoneNumber", "nickname", "userName", "surname", "downloadUrl", "signed_url", "ownerId"],
)  # fmt: skip
def test_personal_names_of_columns(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize(
    "name",
    ["microphone", "headphones", "assignedRole", "designed", "stateName", "clip", "skipped",
     "roomName", "downloadSpeed", "emailer", "ownership", "filename", "variable"],
)  # fmt: skip
def test_other_names_of_columns(name: str) -> None:
    assert not is_personal(name)


def test_decisions_count_what_was_replaced() -> None:
    counts: Counter[str] = Counter()
    NAMED.text('["user_1", "hi Zoe", 5]', json_text=True, free=True, counts=counts)
    assert +counts == {
        "ids and names were replaced by labels": 1,
        "parts of names were replaced by labels": 1,
    }
