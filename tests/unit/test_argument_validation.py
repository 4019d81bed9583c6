"""Bad input is told before any request, with the name, the value and what is allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import InputError, validation


def test_a_wrong_word_names_the_closest_one() -> None:
    with pytest.raises(InputError, match=r"scope='rooms' is not one of .* mean 'room'"):
        validation.choice("scope", "rooms", ("experiment", "room", "participant"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02T09:00", True),
        ("2026-03-02 09:00:00.5", True),
        (datetime(2026, 3, 2, 9), True),
        (pd.Timestamp("2026-03-02 09:00"), True),
        (np.datetime64("2026-03-02T09:00"), True),
        ("2026-03-02T09:00Z", False),
        ("2026-03-02T09:00+01:00", False),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), False),
        (pd.Timestamp("2026-03-02 09:00", tz="Europe/Berlin"), False),
    ],
)
def test_a_time_of_day_without_a_zone_is_known(value: object, expected: bool) -> None:
    assert validation.has_no_zone(value) is expected


def test_the_beginning_of_several_words_names_them_all() -> None:
    tables = ("rooms", "ratings_continuous", "ratings_sparse")
    with pytest.raises(InputError, match=r"mean 'ratings_continuous' or 'ratings_sparse'\?"):
        validation.choice("types", "ratings", tables)


@pytest.mark.parametrize(
    "value", ["", " ", "a b", "a/b", "a\\b", "..", ".", "a\n", "\x00", 7.0, True, None]
)
def test_what_is_no_id_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="room_id"):
        validation.identifier("room_id", value)


@pytest.mark.parametrize("value", [7, np.int64(7)])
def test_an_id_that_is_a_number_is_taken_as_its_digits(value: object) -> None:
    assert validation.identifier("room_id", value) == "7"


ROOMS = pd.DataFrame({"id": ["room_1", "room_2"], "status": ["completed", "active"]})


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (ROOMS, "frame['id'].iloc[0]"),
        (ROOMS["id"], "for one in ids"),
        (["room_1"], "for one in ids"),
        (np.array(["room_1"]), "for one in ids"),
        (ROOMS.iloc[0], "under 'id'"),
        ({"id": "exp_7", "name": "Dyads"}, "under 'id'"),
        (None, "frame.dropna(subset=['roomId'])"),
        (7.0, "astype('Int64')"),
        (7.5, None),
        (b"room_1", None),
    ],
)
def test_what_holds_ids_is_told_how_to_give_one(value: object, hint: str | None) -> None:
    with pytest.raises(InputError) as caught:
        validation.identifier("room_id", value)
    assert (hint in caught.value.hint) if hint else caught.value.hint is None


@given(st.from_regex(r"[A-Za-z0-9_.~:%?#&=+-]{3,30}", fullmatch=True))
def test_any_printable_id_without_slash_or_space_is_kept(text: str) -> None:
    assert validation.identifier("room_id", text) == text


@pytest.mark.parametrize("value", [True, 1.5, "3", None, 1.0])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="limit"):
        validation.whole_number("limit", value)


@pytest.mark.parametrize("value", [True, "3", None, float("nan"), float("-inf"), 1j, 10**400])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="latency"):
        validation.number("latency", value)


def test_numbers_between_limits() -> None:
    assert validation.number("latency", np.float32(0.5), 0, 1) == 0.5
    with pytest.raises(InputError, match=r"latency=-0\.5 is too small; the least is 0\."):
        validation.number("latency", -0.5, 0, 1)
    with pytest.raises(InputError, match=r"latency=2 is too large; the most is 1\."):
        validation.number("latency", 2, 0, 1)


def test_numbers_of_numpy_count() -> None:
    assert validation.whole_number("limit", np.int64(5)) == 5


@pytest.mark.parametrize(("value", "least", "most"), [(-1, 0, None), (11, None, 10)])
def test_numbers_keep_to_their_limits(value: int, least: int | None, most: int | None) -> None:
    with pytest.raises(InputError, match=str(value)):
        validation.whole_number("limit", value, least, most)


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T09:00:00.1234567Z", "2026-03-02T09:00:00.1234567Z"),
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
        ("20260302T090000Z", "2026-03-02T09:00:00.000Z"),
        ("2026-W10-1T09Z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02 09:00Z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T09:00:00,123456Z", "2026-03-02T09:00:00.123456Z"),
        ("2026-03-02", "2026-03-02T00:00:00.000Z"),
        ("2026-03-02T09:00:00", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00.000Z"),
        (date(2026, 3, 2), "2026-03-02T00:00:00.000Z"),
        (datetime(2026, 3, 2, 9), "2026-03-02T09:00:00.000Z"),
        (datetime(2026, 3, 2, 9, 0, 0, 1, UTC), "2026-03-02T09:00:00.000001Z"),
        (
            datetime(2026, 3, 2, 4, tzinfo=timezone(timedelta(hours=-5))),
            "2026-03-02T09:00:00.000Z",
        ),
        (pd.Timestamp("2026-03-02 09:00", tz="UTC"), "2026-03-02T09:00:00.000Z"),
        (np.datetime64("2026-03-02T09:00"), "2026-03-02T09:00:00.000Z"),
    ],
)
def test_times_of_every_kind_are_sent_as_utc(value: object, sent: str) -> None:
    assert validation.moment("start_time", value)[1] == sent


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "",
        "0001-01-01T00:00:00+05:00",
        1_700_000_000,
        pd.NaT,
        np.datetime64("NaT", "s"),
        None,
    ],
)
def test_what_is_no_time_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="start_time"):
        validation.moment("start_time", value)


@given(
    st.datetimes(
        datetime(1900, 1, 1),
        datetime(2200, 1, 1),
        timezones=st.timezones(),
        allow_imaginary=False,
    )
)
def test_any_moment_stays_the_same_moment(value: datetime) -> None:
    read, sent = validation.moment("start_time", value)
    # Moments in the hour that a clock repeats equal nothing in another zone, so compare in UTC.
    assert read == value.astimezone(UTC)
    assert datetime.fromisoformat(sent) == value.astimezone(UTC)


def test_an_end_before_its_start_is_refused() -> None:
    start, end = ("start_time", "2026-03-02"), ("end_time", "2026-03-01")
    validation.interval(end, start)
    validation.interval(start, None)
    with pytest.raises(InputError, match="end_time='2026-03-01' lies before"):
        validation.interval(start, end)


@pytest.mark.parametrize("value", [1, "true", None])
def test_only_true_and_false_are_truth_values(value: object) -> None:
    assert validation.yes_or_no("completed", False) is False
    with pytest.raises(InputError, match="completed"):
        validation.yes_or_no("completed", value)


@pytest.mark.parametrize("value", ["", 3, None])
def test_an_empty_text_is_refused(value: object) -> None:
    with pytest.raises(InputError, match="search"):
        validation.text("search", value)
