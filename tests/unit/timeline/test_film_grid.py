"""Tables on film time: what is on the grid is what was measured there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import hyperstudy
from hyperstudy import HyperStudy, IncompleteDataWarning, InputError, plots
from hyperstudy.cli.app import app
from hyperstudy.sandbox import Sandbox, start
from hyperstudy.timeline.film_grid import film_grid
from hyperstudy.timeline.film_segments import Segment
from hyperstudy.timeline.precision import CORRECTED_CLOCK, EVENT_TO_PICTURE
from hyperstudy.timeline.resampling import METHODS, on_grid

FILM = "video_harbour"


def piece(onset: float, end: float, film: float, film_end: float) -> Segment:
    return Segment("film", onset, end, film, film_end, 0.0, "")


class TestResampling:
    # Film 0 to 10 s, a pause of 5 s, film 10 to 20 s.
    PIECES = (piece(0, 10_000, 0, 10), piece(15_000, 25_000, 10, 20))

    def on(self, onset: Any, value: Any, method: str, max_gap: float = 1.0, rate: float = 1) -> Any:
        return on_grid(
            self.PIECES, np.array(onset, float), np.array(value, float), rate=rate,
            count=int(20 * rate), method=method, max_gap=max_gap,
        )  # fmt: skip

    @pytest.mark.parametrize("method", METHODS)
    def test_a_line_stays_a_line_across_a_pause(self, method: str) -> None:
        onset = np.concatenate((np.arange(0, 10_000, 50), np.arange(15_000, 25_000, 50)))
        film = np.where(onset < 12_000, onset, onset - 5_000) / 1000
        found = self.on(onset, film, method, rate=2)
        away = 0.225 if method == "mean" else 0.0
        np.testing.assert_allclose(found, np.arange(40) / 2 + away, atol=1e-6)

    def test_nothing_is_filled_over_more_than_the_longest_gap(self) -> None:
        onset, value = [0, 4_000, 9_000], [1, 5, 9]
        nan = np.nan
        np.testing.assert_array_equal(
            self.on(onset, value, "previous", 2)[:10], [1, 1, 1, nan, 5, 5, 5, nan, nan, 9]
        )
        np.testing.assert_array_equal(
            self.on(onset, value, "linear", 4)[:10], [1, 2, 3, 4, 5, nan, nan, nan, nan, 9]
        )
        np.testing.assert_array_equal(
            self.on(onset, value, "nearest", 1)[:10], [1, 1, nan, 5, 5, 5, nan, nan, 9, 9]
        )
        np.testing.assert_array_equal(
            self.on(onset, value, "mean")[:10], [1, nan, nan, nan, 5, nan, nan, nan, nan, 9]
        )

    def test_samples_of_a_pause_and_missing_values_do_not_count(self) -> None:
        found = self.on([12_000, 5_000, 5_500], [7, 3, np.nan], "mean")
        assert np.flatnonzero(np.isfinite(found)).tolist() == [5]
        assert found[5] == 3

    def test_what_was_seen_twice_counts_when_it_was_seen_first(self) -> None:
        pieces = (piece(0, 5_000, 0, 5), piece(5_000, 15_000, 2, 12))
        onset = np.arange(0, 15_000, 100.0)
        found = on_grid(
            pieces, onset, onset, rate=1, count=12, method="mean", max_gap=1
        )  # fmt: skip
        expected = [0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14]
        np.testing.assert_allclose(found, np.array(expected) * 1000 + 450)

    @given(
        times=st.lists(st.floats(0, 24_999), max_size=60),
        rate=st.sampled_from([0.5, 1.0, 4.0, 30.0]),
    )
    def test_means_are_those_of_a_plain_loop(self, times: list[float], rate: float) -> None:
        value = np.arange(len(times), dtype=float)
        found = self.on(times, value, "mean", rate=rate)
        bins: dict[int, list[float]] = {}
        for one, of in zip(times, value, strict=True):
            if not 10_000 - 1e-3 <= one < 15_000 - 1e-3:
                film = (one if one < 12_000 else one - 5_000) / 1000
                if abs(film * rate - round(film * rate)) < 1e-4 and one:
                    return  # on the edge of two bins
                bins.setdefault(int(film * rate), []).append(of)
        expected = np.full(found.size, np.nan)
        for number, values in bins.items():
            expected[number] = np.mean(values)
        np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.fixture(scope="module")
def server() -> Any:
    with start("movie-dyads", rooms=2, minutes=1) as running:
        yield running


@pytest.fixture(scope="module")
def hs(server: Sandbox) -> Any:
    with server.client() as client:
        yield client


@pytest.fixture(scope="module")
def study(hs: HyperStudy, server: Sandbox, tmp_path_factory: Any) -> Any:
    folder = tmp_path_factory.mktemp("study")
    hs.pull(server.experiment_id, folder, progress=False)
    return hyperstudy.open_study(folder)


class TestStudies:
    def test_a_study_and_a_client_give_the_same(self, study: Any, hs: Any, server: Any) -> None:
        rooms = [str(row["id"]) for row in server.study.rooms]
        for table, value in (("ratings_continuous", "value"), ("eyetracking", "gazeX")):
            here = study.on_film_time(table, film=FILM, value=value, method="mean")
            there = hs.on_film_time(table, film=FILM, value=value, method="mean", rooms=rooms)
            np.testing.assert_array_equal(here.to_numpy(), there.to_numpy())
            assert list(here.columns) == list(there.columns)
            assert here.columns.nlevels == 2
        clock = study.clock(rooms[0])
        pd_there = hs.clock(rooms[0])
        assert clock.films.equals(pd_there.films)

    def test_wide_goes_into_a_correlation_and_long_has_the_same_values(self, study: Any) -> None:
        wide = study.on_film_time("ratings_continuous", film=FILM)
        assert wide.index.name == "seconds"
        assert wide.notna().to_numpy().mean() > 0.95
        assert (wide.corr().to_numpy() > 0).all()
        long = study.on_film_time("ratings_continuous", film=FILM, wide=False)
        assert len(long) == wide.size
        np.testing.assert_array_equal(long["value"], wide.to_numpy().T.reshape(-1))
        assert (long["uncertainty"] > 0).all()

    def test_rows_are_as_sure_as_the_clock_says(self, study: Any, hs: Any, server: Any) -> None:
        measured = 0
        rooms = [str(row["id"]) for row in server.study.rooms]
        for source, chosen in ((study, None), (hs, rooms), (hs, rooms[0])):
            long = source.on_film_time(
                "ratings_continuous", film=FILM, wide=False, rooms=chosen
            ).dropna(subset=["uncertainty"])
            assert len(long)
            for (room, person), rows in long.groupby(["roomId", "participantId"]):
                films = hs.clock(room).films
                mine = films[(films["participantId"] == person) & (films["mediaId"] == FILM)]
                assert set(rows["uncertainty"]) <= set(mine["uncertainty"])
                # Where a round trip was measured, half of it is far less than what is assumed.
                measured += rows["uncertainty"].min() < CORRECTED_CLOCK + EVENT_TO_PICTURE
        assert measured

    def test_without_participants_a_clock_is_less_sure(
        self, hs: HyperStudy, server: Any, tmp_path: Any
    ) -> None:
        hs.pull(
            server.experiment_id, tmp_path, types=["events", "ratings_continuous"], progress=False
        )
        alone = hyperstudy.open_study(tmp_path)
        long = alone.on_film_time("ratings_continuous", film=FILM, wide=False)
        assert long["uncertainty"].min() >= CORRECTED_CLOCK + EVENT_TO_PICTURE

    def test_it_is_what_the_rows_say_of_the_film_themselves(self, study: Any) -> None:
        room = study.get_rooms(study.experiment_id)["id"].iloc[0]
        rows = study.get_ratings(room, kind="continuous", scope="room")
        mine = rows[rows["stimulusId"] == FILM].dropna(subset=["stimulusTime"])
        media, seconds = study.clock(room).to_film(mine["onset"], participant=mine["participantId"])
        assert set(media) == {FILM}
        assert np.abs(seconds * 1000 - mine["stimulusTime"]).median() < 20

    @pytest.mark.parametrize(
        ("change", "text"),
        [
            ({"film": "orchard"}, "video_orchard"),
            ({"table": "chats"}, "ratings_continuous"),
            ({"value": "stateId"}, "no numbers"),
            ({"value": "nothing"}, "normalizedValue"),
            ({"rooms": "room_32"}, "no events of 'room_32'"),
            ({"rooms": []}, "rooms is empty"),
            ({"rate": 0}, "rate=0"),
            ({"rate": "4"}, "rate='4'"),
            ({"method": "cubic"}, "'linear'"),
            ({"max_gap": -1}, "max_gap=-1"),
        ],
    )
    def test_bad_input_says_what_there_is(self, study: Any, change: Any, text: str) -> None:
        arguments: dict[str, Any] = {"table": "ratings_continuous", "film": FILM} | change
        with pytest.raises(InputError) as refused:
            study.on_film_time(arguments.pop("table"), **arguments)
        assert text in str(refused.value)

    def test_a_clock_is_plain_values_too(self, study: Any) -> None:
        room = study.get_rooms(study.experiment_id)["id"].iloc[0]
        clock = study.clock(room)
        values = json.loads(json.dumps(clock.to_dict(), allow_nan=False))
        assert values["roomId"] == room
        assert [row["mediaId"] for row in values["films"]] == clock.films["mediaId"].tolist()
        assert len(values["recordings"]) == len(clock.recordings)

    def test_the_command_prints_it(self, study: Any) -> None:
        room = str(study.get_rooms(study.experiment_id)["id"].iloc[0])
        command = ["clock", str(study.folder), room]
        shown = CliRunner().invoke(app, command)
        assert shown.exit_code == 0, shown.output
        assert "participantId,mediaId,segment" in shown.stdout
        assert "recordingId,participantId,onset_start" in shown.stdout
        as_json = CliRunner().invoke(app, [*command, "--json"])
        assert json.loads(as_json.stdout)["roomId"] == room

    def test_a_picture_of_it(self, study: Any) -> None:
        drawn = plots.film_time(study, FILM)
        axes = drawn.axes[0]
        wide = study.on_film_time("ratings_continuous", film=FILM)
        assert len(axes.lines) == wide.shape[1] + 1
        np.testing.assert_allclose(axes.lines[0].get_xdata(), wide.index / 60)
        np.testing.assert_array_equal(axes.lines[0].get_ydata(), wide.iloc[:, 0])

    def test_values_that_nothing_places_are_counted(
        self, study: Any, hs: HyperStudy, server: Sandbox, tmp_path: Path
    ) -> None:
        rooms = [str(row["id"]) for row in server.study.rooms]
        arguments: dict[str, Any] = {"film": FILM, "rooms": rooms}
        whole = study.on_film_time("ratings_continuous", **arguments)
        room = rooms[0]

        def spoiled(rows: pd.DataFrame) -> pd.DataFrame:
            """Take from a few rows what places them, and give some to somebody without events."""
            rows = rows.copy()
            where = np.flatnonzero((rows["roomId"] == room) & rows["value"].notna())
            for name, first, end in (("roomId", 0, 5), ("participantId", 5, 8), ("onset", 8, 10)):
                rows.iloc[where[first:end], rows.columns.get_loc(name)] = None
            if "_room" in rows:
                rows.iloc[where[:5], rows.columns.get_loc("_room")] = None
            rows.iloc[where[10:14], rows.columns.get_loc("participantId")] = "ghost"
            return rows

        class Spoiled:
            def __getattr__(self, name: str) -> Any:
                return getattr(hs, name)

            def get_ratings(self, *identity: Any, **options: Any) -> pd.DataFrame:
                return spoiled(hs.get_ratings(*identity, **options))

        shutil.copytree(study.folder, tmp_path / "study")
        for file in (tmp_path / "study" / "data" / "ratings_continuous").iterdir():
            table = pq.read_table(file)
            changed = pa.Table.from_pandas(spoiled(table.to_pandas()), table.schema, safe=False)
            pq.write_table(changed, file)
        on_disk = hyperstudy.open_study(tmp_path / "study")
        message = (
            "3 values whose rows name no room or no participant; 2 values without an onset; "
            f"4 values of participants of whom no event tells what they saw (ghost in {room})."
        )
        # Rows without a room are of the room of their participant, who was in one only.
        with pytest.warns(IncompleteDataWarning) as warned:
            here = on_disk.on_film_time("ratings_continuous", film=FILM)
        assert str(warned[0].message).endswith(message)
        with pytest.warns(IncompleteDataWarning) as warned:
            there = film_grid(
                Spoiled(), "ratings_continuous", experiment_id=None, rate=4, value="value",
                method="previous", wide=True, max_gap=1, **arguments,
            )  # fmt: skip
        # Asked room by room, a row belongs to the room that was asked for.
        assert str(warned[0].message).endswith(message)
        assert list(here.columns) == list(there.columns) == list(whole.columns)
        pd.testing.assert_frame_equal(here, there)
        file = next((tmp_path / "study" / "data" / "participants").iterdir())
        people = pq.read_table(file)
        other = pa.array([rooms[1]] * len(people), pa.large_string())
        elsewhere = people.set_column(people.column_names.index("_room"), "_room", other)
        pq.write_table(pa.concat_tables([people, elsewhere]), file)
        in_two_rooms = hyperstudy.open_study(tmp_path / "study")
        for asked in (None, room, [room], rooms):
            with pytest.warns(IncompleteDataWarning) as warned:
                in_two_rooms.on_film_time("ratings_continuous", film=FILM, rooms=asked)
            assert str(warned[0].message).endswith(message.replace("3 values", "8 values"))

    @pytest.mark.parametrize(
        "rooms", [np.nan, pd.NA, [np.nan], ["room_1", np.nan], np.array([pd.NaT])]
    )
    def test_a_room_that_is_missing_in_a_table_is_told_so(self, study: Any, rooms: Any) -> None:
        with pytest.raises(InputError, match=r"^rooms=.* is not an id but a missing") as caught:
            study.on_film_time("ratings_continuous", film=FILM, rooms=rooms)
        assert "without a room" in str(caught.value.hint)

    def test_a_client_is_told_which_rooms(self, hs: HyperStudy) -> None:
        with pytest.raises(InputError, match="rooms is missing"):
            hs.on_film_time("ratings_continuous", film=FILM)
