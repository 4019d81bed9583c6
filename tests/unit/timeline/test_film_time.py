"""Film time from what players say: any course of plays, pauses, seeks and rates."""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy import InputError
from hyperstudy.timeline.room_clock import RoomClock
from hyperstudy.timeline.room_films import room_films

ZERO = 1_772_442_000_000
NO_SYNC = pd.DataFrame()


def event(
    onset: float, word: str, position: float | None, person: str = "ada", **more: Any
) -> dict[str, Any]:
    payload = {"mediaId": more.pop("media", "harbour"), "duration": more.pop("length", 600.0)}
    if position is not None:
        payload["currentTime"] = position
    return {
        "id": f"{person}/{onset}/{word}",
        "participantId": person,
        "participantRole": more.pop("role", None),
        "onset": onset,
        "timestamp": pd.Timestamp(ZERO + onset, unit="ms", tz="UTC"),
        "eventType": f"media.{word}",
        "value": payload,
        **more,
    }


def clock_of(rows: list[dict[str, Any]], sync: pd.DataFrame = NO_SYNC) -> RoomClock:
    return RoomClock("room_31", room_films(pd.DataFrame(rows), sync), [])


def metrics(onsets: Any, rates: Any, lags: Any, person: str = "ada") -> pd.DataFrame:
    return pd.DataFrame(
        {"participantId": person, "onset": onsets, "playbackRate": rates, "timeDrift": lags}
    )


@st.composite
def courses(
    draw: st.DrawFn,
) -> tuple[list[dict[str, Any]], list[tuple[float, float, float, float]]]:
    """Draw what a player did: its events, and the pieces (onset and film, begin and end) it ran."""
    onset, position = draw(st.floats(-5_000, 60_000)), 0.0
    rows: list[dict[str, Any]] = []
    pieces: list[tuple[float, float, float, float]] = []
    for _ in range(draw(st.integers(1, 8))):
        rows.append(event(onset, "play", position))
        for turn in range(draw(st.integers(1, 3))):
            span = draw(st.floats(300, 90_000))
            # Beyond what the player's own correction does, it runs at 1 before a jump.
            pauses = turn == 2 or draw(st.booleans())
            rate = draw(st.floats(0.95, 1.05)) if pauses else 1.0
            end = position + rate * span / 1000
            pieces.append((onset, onset + span, position, end))
            onset, position = onset + span, end
            if pauses:
                rows.append(event(onset, "pause", position))
                break
            # Seeks go on, so that no place is seen twice and each has one onset.
            position += draw(st.floats(0.5, 50))
            rows.append(event(onset, "seeked", position))
        else:
            rows.append(event(onset, "pause", position))
        onset += draw(st.floats(50, 30_000))
        if draw(st.booleans()):
            position += draw(st.floats(0.1, 20))
    rows[-1]["eventType"] = "media.ended"
    return rows, pieces


class TestAnyCourse:
    @given(course=courses(), at=st.floats(0.0001, 0.9999))
    def test_there_and_back_where_the_film_ran(self, course: Any, at: float) -> None:
        rows, pieces = course
        clock = clock_of(rows)
        onsets = np.array([start + at * (end - start) for start, end, _, _ in pieces])
        media, seconds = clock.to_film(onsets, participant="ada")
        assert set(media) == {"harbour"}
        expected = [first + at * (last - first) for _, _, first, last in pieces]
        np.testing.assert_allclose(seconds, expected, atol=0.001)
        back = clock.to_onset("harbour", seconds, participant="ada")
        np.testing.assert_allclose(back, onsets, atol=1)

    @given(course=courses())
    def test_nothing_outside_and_never_back(self, course: Any) -> None:
        rows, pieces = course
        clock = clock_of(rows)
        first, last = pieces[0][0], pieces[-1][1]
        onsets = np.linspace(first - 5_000, last + 5_000, 400)
        _, seconds = clock.to_film(onsets, participant="ada")
        ran = np.zeros(onsets.size, bool)
        for start, end, _, _ in pieces:
            ran |= (onsets >= start) & (onsets < end)
        assert (np.isfinite(seconds) == ran).all()
        assert (np.diff(seconds[ran]) > 0).all()

    @given(course=courses(), order=st.randoms())
    def test_the_order_and_repeats_of_rows_do_not_matter(self, course: Any, order: Any) -> None:
        rows, _ = course
        times = [row["onset"] for row in rows]
        if len(set(times)) < len(times):
            return
        mixed = rows + rows[:3]
        order.shuffle(mixed)
        pd.testing.assert_frame_equal(clock_of(mixed).films, clock_of(rows).films)


class TestPlayers:
    def test_a_pause_has_no_film_time_and_the_film_goes_on_after_it(self) -> None:
        clock = clock_of(
            [event(1000, "play", 0), event(11_000, "pause", 10), event(15_000, "play", 10),
             event(25_000, "ended", 20)]
        )  # fmt: skip
        _, seconds = clock.to_film([0, 1000, 11_000, 14_999, 15_000, 25_000], participant="ada")
        np.testing.assert_array_equal(seconds, [nan, 0, nan, nan, 10, nan])
        # Where it stood still, a place was seen last; the end of all was seen, too.
        onsets = clock.to_onset("harbour", [10, 20, 20.5], participant="ada")
        np.testing.assert_allclose(onsets, [15_000, 25_000, nan])

    def test_a_film_seen_twice(self) -> None:
        clock = clock_of(
            [event(0, "play", 0), event(10_000, "ended", 10), event(20_000, "play", None),
             event(30_000, "ended", 10)]
        )  # fmt: skip
        assert clock.to_onset("harbour", 4, participant="ada") == 4_000
        assert clock.to_onset("harbour", 4, participant="ada", viewing=2) == 24_000
        assert np.isnan(clock.to_onset("harbour", 4, participant="ada", viewing=3))

    def test_stalls_stop_the_film_and_a_jump_that_nothing_tells_is_a_finding(self) -> None:
        clock = clock_of(
            [event(0, "play", 0), event(5_000, "buffering_start", 5),
             event(7_000, "buffering_end", 5), event(17_000, "pause", 45)]
        )  # fmt: skip
        assert clock.to_film(6_000, participant="ada") == (None, pytest.approx(nan, nan_ok=True))
        assert len(clock.findings) == 1
        assert "it jumped" in clock.findings[0]
        assert clock.films["uncertainty"].iloc[-1] >= 30_000

    def test_sync_metrics_bend_the_line_between_two_events(self) -> None:
        onsets = np.arange(0, 60_001, 1_000.0)
        rates = 1 + 0.03 * np.sin(2 * np.pi * onsets / 60_000)
        rows = [event(0, "play", 0), event(60_000, "pause", 60)]
        clock = clock_of(rows, metrics(onsets, rates, 0.0))
        _, seconds = clock.to_film(30_000, participant="ada")
        truth = 30 + 0.03 * 60 / np.pi
        assert abs(seconds - truth) < 0.015
        assert abs(clock_of(rows).to_film(30_000, participant="ada")[1] - truth) > 0.5
        assert set(clock.films["source"]) == {"media events, sync metrics"}

    def test_who_lacks_events_has_the_hosts_film_with_the_lag_that_was_measured(self) -> None:
        rows = [event(0, "play", 0, role="host"), event(60_000, "ended", 60, role="host")]
        late = [{**event(at, "x", None, "bo"), "eventType": "component.update", "value": None}
                for at in (10_000, 59_000)]  # fmt: skip
        sync = metrics([20_000.0, 30_000.0], [1.0, 1.0], [-200.0, -210.0], "bo")
        clock = clock_of(rows + late, sync)
        mine = clock.films[clock.films["participantId"] == "bo"].iloc[0]
        assert mine["source"] == "host's media events, sync metrics"
        assert mine["onset_start"] == 10_000
        assert clock.to_film(30_000, participant="bo")[1] == pytest.approx(29.795, abs=0.01)
        without = clock_of(rows + late).films
        assert without["source"].tolist() == ["media events", "host's media events"]
        assert without["uncertainty"].iloc[1] > without["uncertainty"].iloc[0] + 400

    def test_a_clock_that_was_corrected_is_surer(self) -> None:
        rows = [event(0, "play", 0), event(60_000, "ended", 60)]
        corrected = clock_of([{**row, "clockOffsetApplied": 20.0} for row in rows])
        assert corrected.films["uncertainty"][0] < clock_of(rows).films["uncertainty"][0]


class TestBadInput:
    CLOCK = clock_of([event(0, "play", 0), event(60_000, "ended", 60),
                      event(0, "play", 0, "bo"), event(60_000, "ended", 60, "bo")])  # fmt: skip

    @pytest.mark.parametrize("onset", ["1000", ["a"], pd.Timestamp(0), True, [1.0, "x"]])
    def test_an_onset_that_is_no_number(self, onset: Any) -> None:
        with pytest.raises(InputError, match=r"onset=.* is not a number"):
            self.CLOCK.to_film(onset, participant="ada")

    def test_names_that_are_not_there(self) -> None:
        with pytest.raises(InputError, match="'ada', 'bo'"):
            self.CLOCK.to_film(0, participant="adda")
        with pytest.raises(InputError, match="'ada', 'bo'"):
            self.CLOCK.to_film(0)
        with pytest.raises(InputError, match="'harbour'"):
            self.CLOCK.to_onset("orchard", 1, participant="ada")
        with pytest.raises(InputError, match="no recording of room room_31"):
            self.CLOCK.to_recording("EG_1", 0)
        with pytest.raises(InputError, match="2 participants for 1 values"):
            self.CLOCK.to_film(0, participant=["ada", "bo"])

    def test_a_room_without_films(self) -> None:
        row = {**event(0, "x", None), "eventType": "state.enter", "value": None}
        clock = clock_of([row])
        assert clock.films.empty
        with pytest.raises(InputError, match="no film ran in room room_31"):
            clock.to_film(0, participant="ada")

    def test_one_participant_for_each_onset(self) -> None:
        media, seconds = self.CLOCK.to_film([1_000, 2_000, 3_000], participant=["ada", None, "bo"])
        assert media.tolist() == ["harbour", None, "harbour"]
        np.testing.assert_array_equal(seconds, [1, nan, 3])

    def test_utc(self) -> None:
        assert self.CLOCK.to_utc(1500) == pd.Timestamp(ZERO + 1500, unit="ms", tz="UTC")
        assert self.CLOCK.to_utc([0, None])[1] is pd.NaT


def test_onset_0_is_in_the_middle_where_no_two_rows_agree() -> None:
    rows = [event(1000 * number, "pause", None) for number in range(9)]
    for number, row in enumerate(rows):
        row["timestamp"] += pd.Timedelta(37 * number, "ms")  # told by a server, a little later
    rows.append({**event(9_000, "pause", None), "onset": 3e9})  # a clock that jumped
    zero = room_films(pd.DataFrame(rows), NO_SYNC).zero
    assert ZERO <= zero <= ZERO + 37 * 9


@pytest.mark.parametrize("onset", [2.0**60, -1e15, 1e300])
def test_an_onset_that_is_none_does_not_end_a_clock(onset: float) -> None:
    rows = [event(1000, "play", 0.0), event(2000, "pause", 1.0)]
    rows += [{**event(number, "play", 0.0), "onset": onset} for number in range(40)]
    clock = clock_of(rows)
    assert clock.zero.timestamp() * 1000 == ZERO
    none = clock_of(rows[2:])
    assert none.zero is pd.NaT


def test_a_place_that_no_film_has_is_no_place() -> None:
    rows = [event(0, "play", 0.0), event(5000, "seeked", 1e12), event(9000, "pause", 9.0)]
    films = clock_of(rows).films
    assert films["film_end"].max() < 60
