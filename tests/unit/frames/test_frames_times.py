"""Times are read exactly or not at all, alone as among many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from frame_values import COLUMNS, OUTPUTS, TIME_UNIT, built
from hypothesis import example, given
from hypothesis import strategies as st

from hyperstudy import frames
from hyperstudy.frames.times import microseconds, read

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def since_epoch(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


READABLE = [
    ("2026-03-02T09:00:04.250Z", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02T09:00:04Z", datetime(2026, 3, 2, 9, 0, 4, 0, UTC)),
    ("2026-03-02T09:00Z", datetime(2026, 3, 2, 9, 0, 0, 0, UTC)),
    ("2026-03-02T09:00:04.2Z", datetime(2026, 3, 2, 9, 0, 4, 200000, UTC)),
    ("2026-03-02T09:00:04.25Z", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02T09:00:04.2501Z", datetime(2026, 3, 2, 9, 0, 4, 250100, UTC)),
    ("2026-03-02T09:00:04.25012Z", datetime(2026, 3, 2, 9, 0, 4, 250120, UTC)),
    ("2026-03-02T09:00:04.250123Z", datetime(2026, 3, 2, 9, 0, 4, 250123, UTC)),
    ("2026-03-02T09:00:04.2501230Z", datetime(2026, 3, 2, 9, 0, 4, 250123, UTC)),
    ("2026-03-02T09:00:04.250123000Z", datetime(2026, 3, 2, 9, 0, 4, 250123, UTC)),
    ("2026-03-02T09:00:04,250Z", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02t09:00:04.250z", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02 09:00:04.250Z", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02T09:00:04.250", datetime(2026, 3, 2, 9, 0, 4, 250000, UTC)),
    ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
    ("2026-03-02T09:00:04+02:00", datetime(2026, 3, 2, 7, 0, 4, 0, UTC)),
    ("2026-03-02T09:00:04.5-0330", datetime(2026, 3, 2, 12, 30, 4, 500000, UTC)),
    ("2026-03-02T09:00:04+02", datetime(2026, 3, 2, 7, 0, 4, 0, UTC)),
    ("2026-03-02T09:00:04-00:00", datetime(2026, 3, 2, 9, 0, 4, 0, UTC)),
    ("1969-12-31T23:59:59.999999Z", EPOCH - timedelta(microseconds=1)),
    ("0001-01-01T00:00:00.000Z", datetime(1, 1, 1, tzinfo=UTC)),
    ("9999-12-31T23:59:59.999Z", datetime(9999, 12, 31, 23, 59, 59, 999000, UTC)),
    ("2024-02-29T00:00:00.000Z", datetime(2024, 2, 29, tzinfo=UTC)),
]
UNREADABLE = [
    "2026-03-02T09:00:04.2501234Z",  # finer than a microsecond
    "2026-03-02T09:00:04.000000001Z",
    "2026-02-30T09:00:04.250Z",
    "2026-13-02T09:00:04.250Z",
    "2026-00-02T09:00:04.250Z",
    "2026-03-02T24:00:00.000Z",
    "2026-03-02T09:60:04.250Z",
    "2026-03-02T09:00:60.250Z",  # a leap second is none of the moments that a frame can hold
    "2026-03-02T09:00:04.250+24:00",
    "0000-01-01T00:00:00.000Z",
    "0001-01-01T00:00:00.000+00:01",
    "9999-12-31T23:59:59.999-00:01",
    "2026-03-02T09:00:04.250Zx",
    " 2026-03-02T09:00:04.250",
    "2026-03-02T09:00:04.250 ",
    "2026-03-02T09:00:04.Z",
    "2026-03-02T09Z",
    "2026-03-02Z",
    "2026-03",
    "2026",
    "20260302T090004Z",
    "2026-W10-1",
    "02.03.2026",
    "２026-03-02T09:00:04.250Z",
    "1772442004250",
    "NaT",
    "now",
    "",
    1772442004250,
    1772442004.25,
    True,
    [],
    {"a": 1},
]


@pytest.mark.parametrize(("text", "moment"), READABLE)
def test_these_are_read(text, moment):
    expected = since_epoch(moment)
    assert microseconds(text) == expected
    for values in ([text], [text, text], [text, None, "2026-03-02T09:00:04.250Z"]):
        assert read(values).view(np.int64)[0] == expected


@pytest.mark.parametrize("value", UNREADABLE, ids=repr)
def test_these_are_not(value):
    assert microseconds(value) is None
    for values in ([value], [value, value], ["2026-03-02T09:00:04.250Z", None, value]):
        with pytest.raises((TypeError, ValueError)):
            read(values)


def test_nothing_is_read_from_nothing():
    assert read([]).dtype == read([None, None]).dtype == np.dtype("M8[us]")
    assert len(read([])) == 0
    assert np.isnat(read([None, None])).all()


offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timedelta(minutes=minutes))
moments = st.datetimes(
    min_value=datetime(1, 1, 2),  # so that no offset leaves the years that there are
    max_value=datetime(9999, 12, 30),
    timezones=st.one_of(st.just(UTC), offsets.map(timezone)),
)


@given(moments, st.sampled_from(["seconds", "milliseconds", "microseconds"]), st.booleans())
def test_any_moment_comes_back(moment, precision, zulu):
    text = moment.isoformat(timespec=precision)
    if zulu:
        text = text.replace("+00:00", "Z")
    assert microseconds(text) == since_epoch(datetime.fromisoformat(text))
    assert read([text] * 3).view(np.int64).tolist() == [microseconds(text)] * 3


almost = st.text("0123456789-:.TZtz+, ", max_size=30)
spoiled = st.tuples(
    st.sampled_from([text for text, _ in READABLE]),
    st.integers(0, 30),
    st.sampled_from(["", "Z", "0", "9", "-", "٣", "\ud800"]),
).map(lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] + 1 :])
anything = st.one_of(
    st.none(), st.sampled_from([text for text, _ in READABLE]), almost, spoiled, st.integers()
)


@given(st.lists(anything, max_size=8))
@example(["2026-03-02T09:00:04.250Z2", "026-03-02T09:00:04.250Z"])
@example(["2026-03-02T09:00:04.250Z", "2026-03-02T09:00:04.25Z"])
@example(["é" * 12])
def test_many_at_once_are_what_each_of_them_is_alone(values):
    each = [None if value is None else microseconds(value) for value in values]
    readable = each.count(None) == values.count(None)
    try:
        found = read(values)
    except (TypeError, ValueError):
        assert not readable
        return
    assert readable
    assert np.isnat(found).tolist() == [value is None for value in values]
    assert [one for one in each if one is not None] == found[~np.isnat(found)].view(
        np.int64
    ).tolist()


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1677-09-21T00:12:43.145225Z", True),
        ("2262-04-11T23:47:16.854775Z", True),
        ("1677-09-21T00:12:43.145224Z", False),
        ("2262-04-11T23:47:16.854776Z", False),
        ("0001-01-01", False),
        ("9999-12-31T23:59:59.999999Z", False),
    ],
)
def test_a_time_beyond_nanoseconds_is_kept_beside_where_pandas_counts_them(output, text, held):
    """pandas 2 has times from 1677 to 2262; the other frames have all years from 1 to 9999."""
    held = held or output != "pandas" or TIME_UNIT == "us"
    usual = {"timestamp": "2026-03-02T09:00:04.250Z"}
    for rows in ([{"timestamp": text}], [usual, {"timestamp": text}, usual, {}]):
        found, notes = built(rows, output)
        place = rows.index({"timestamp": text})
        if held:
            moment = datetime.fromisoformat(text)
            expected = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            assert found["timestamp"][place] == expected
            assert not notes
        else:
            assert found["timestamp"][place] is None
            assert found["timestamp_as_received"][place] == text
            assert [one.count for one in notes.unreadable] == [1]


def test_numbers_of_times_are_what_scripts_for_this_pandas_expect():
    found = frames.build([{"timestamp": "2026-03-02T09:00:04.250Z"}], COLUMNS).frame["timestamp"]
    of_pandas = pd.to_datetime(pd.Series(["2026-03-02T09:00:04.250Z"]), utc=True)
    if TIME_UNIT == "ns":
        assert found.dtype == of_pandas.dtype
        assert (found.astype("int64") // 10**6).tolist() == [1772442004250]
    assert found.dt.as_unit("ms").astype("int64").tolist() == [1772442004250]
    clock = pd.DataFrame({"timestamp": found.dt.as_unit(TIME_UNIT), "trigger": [7]})
    joined = pd.merge_asof(found.to_frame(), clock, on="timestamp")
    assert joined["trigger"].tolist() == [7]
