"""The pictures of a room and of a study: what is in the data is in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hyperstudy import HyperStudy, InputError, plots, sandbox
from hyperstudy.sandbox import Sandbox


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with sandbox.start(rooms=2) as running:
        yield running


@pytest.fixture(scope="module")
def hs(server: Sandbox) -> Iterator[HyperStudy]:
    with server.client() as client:
        yield client


class Without:
    """A source of which one table is empty."""

    def __init__(self, hs: HyperStudy, table: str, **only: Any) -> None:
        self._hs = hs
        self._table = table
        self._only = only

    def __getattr__(self, name: str) -> Any:
        def get(*args: Any, **options: Any) -> Any:
            frame = getattr(self._hs, name)(*args, **options)
            empty = name == self._table and self._only.items() <= options.items()
            return frame.head(0) if empty else frame

        return get


def texts(axes: Any) -> list[str]:
    return [one.get_text() for one in axes.texts]


class TestRoom:
    def test_everybody_has_a_panel_with_the_lanes_that_there_are(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        room = str(server.study.rooms[0]["id"])
        figure = plots.room_timeline(hs, room)
        states, *people = figure.axes
        expected = sorted(hs.get_participants(room, scope="room")["id"])
        assert [one.get_title(loc="left").partition(" ")[0] for one in people] == expected
        lanes = [one.get_text() for one in people[0].get_yticklabels()]
        slider = hs.get_ratings(room, scope="room")["value"]
        assert lanes[0] == f"slider\n{slider.min():g} to {slider.max():g}"
        assert {"audio", "video"} <= set(lanes)
        assert "First film" in texts(states)
        assert room in figure.get_suptitle()

    def test_the_clock_is_in_minutes_and_covers_everything(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        room = str(server.study.rooms[0]["id"])
        onsets = hs.get_events(room, scope="room")["onset"]
        left, right = plots.room_timeline(hs, room).axes[-1].get_xlim()
        assert left < onsets.min() / 60_000 < onsets.max() / 60_000 < right
        assert right - left < 1.02 * (onsets.max() - onsets.min()) / 60_000

    def test_no_line_crosses_a_pause_and_the_slider_fills_its_lane(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        room = str(server.study.rooms[0]["id"])
        slider = plots.room_timeline(hs, room).axes[1].lines[0]
        drawn = pd.Series(slider.get_ydata())
        minutes = pd.Series(slider.get_xdata())
        assert drawn[minutes.diff() > 5_000 / 60_000].isna().all()
        assert drawn.isna().sum() < 20

    @pytest.mark.parametrize(
        ("table", "only", "lane"),
        [
            ("get_ratings", {"kind": "continuous"}, "slider"),
            ("get_ratings", {"kind": "sparse"}, "ratings"),
            ("get_recordings", {}, "video"),
        ],
    )
    def test_what_nobody_has_takes_no_room(
        self, hs: HyperStudy, server: Sandbox, table: str, only: dict[str, str], lane: str
    ) -> None:
        room = str(server.study.rooms[0]["id"])

        def lanes(source: Any) -> list[str]:
            panel = plots.room_timeline(source, room).axes[1]
            return [one.get_text().partition("\n")[0] for one in panel.get_yticklabels()]

        assert lane in lanes(hs)
        assert lane not in lanes(Without(hs, table, **only))

    def test_names_of_states_stay_in_their_boxes(self, hs: HyperStudy, server: Sandbox) -> None:
        figure = plots.room_timeline(hs, str(server.study.rooms[0]["id"]))
        figure.savefig(BytesIO())
        panel = figure.axes[0]
        boxes = [one.get_window_extent() for one in panel.patches]
        named = [one.get_window_extent() for one in panel.texts if one.get_text()]
        assert len(named) >= 4
        for one in named:
            assert any(box.x0 <= one.x0 and one.x1 <= box.x1 for box in boxes)

    def test_a_room_in_which_nothing_happened(self, hs: HyperStudy, server: Sandbox) -> None:
        with pytest.raises(InputError, match="nothing to draw"):
            plots.room_timeline(Without(hs, "get_events"), str(server.study.rooms[0]["id"]))

    def test_states_of_servers_that_tell_no_entering(self, hs: HyperStudy, server: Sandbox) -> None:
        class Silent(Without):
            def get_events(self, *args: Any, **options: Any) -> pd.DataFrame:
                events = hs.get_events(*args, **options)
                return events[events["category"] != "state"]

        figure = plots.room_timeline(Silent(hs, ""), str(server.study.rooms[0]["id"]))
        assert any("film" in one.lower() for one in texts(figure.axes[0]))

    def test_it_can_be_saved(self, hs: HyperStudy, server: Sandbox, tmp_path: Path) -> None:
        file = tmp_path / "room.png"
        plots.room_timeline(hs, str(server.study.rooms[0]["id"])).savefig(file)
        assert file.read_bytes().startswith(b"\x89PNG")

    def test_a_notebook_shows_it_without_further_ado(self, hs: HyperStudy, server: Sandbox) -> None:
        figure: Any = plots.room_timeline(hs, str(server.study.rooms[0]["id"]))
        assert figure._repr_png_().startswith(b"\x89PNG")


class TestCompleteness:
    def test_counts_are_the_services(self, hs: HyperStudy, server: Sandbox) -> None:
        panel = plots.completeness(hs, server.experiment_id).axes[0]
        people = hs.get_participants(server.experiment_id).dropna(subset=["roomId"])
        rows = [one.get_text() for one in panel.get_yticklabels()]
        assert len(rows) == len(people)
        first = people.sort_values(["roomId", "id"]).iloc[0]
        counts = hs.get_counts(first["id"], first["roomId"])["counts"]
        assert [one.get_text() for one in panel.get_xticklabels()] == list(counts)
        assert str(counts["events"]) in texts(panel)

    def test_what_is_missing_is_crossed_out(self) -> None:
        panel = plots.completeness(Made({"a": {"x": 5, "y": 0}, "b": {"y": 3}}), "exp_1").axes[0]
        assert len(panel.lines) == 2
        assert sorted(texts(panel)) == ["3", "5"]
        assert "orange stroke" in panel.get_xlabel()

    def test_what_nobody_has_is_told_once(self) -> None:
        panel = plots.completeness(Made({"a": {"x": 5, "y": 0}, "b": {"x": 3}}), "exp_1").axes[0]
        assert len(panel.lines) == 0
        assert sorted(texts(panel)) == ["3", "5", "nobody"]
        assert panel.get_xlabel() == ""

    def test_rooms_are_named_beside_their_people(self, hs: HyperStudy, server: Sandbox) -> None:
        panel = plots.completeness(hs, server.experiment_id).axes[0]
        (beside,) = panel.child_axes
        rooms = [one.get_text() for one in beside.get_yticklabels()]
        assert rooms == sorted(str(one["id"]) for one in server.study.rooms)

    def test_many_people_and_many_rows_stay_readable(self) -> None:
        many = {
            f"p{number:03}": {"eyetracking": 2_400_000, "events": 12_000} for number in range(80)
        }
        panel = plots.completeness(Made(many), "exp_1").axes[0]
        assert texts(panel) == []
        few = plots.completeness(Made(dict(list(many.items())[:2])), "exp_1").axes[0]
        assert set(texts(few)) == {"2.4M", "12k"}

    @pytest.mark.parametrize("counts", [{}, {"a": {}}])
    def test_nothing_to_draw(self, counts: dict[str, dict[str, int]]) -> None:
        with pytest.raises(InputError, match="nothing to draw"):
            plots.completeness(Made(counts), "exp_1")

    def test_people_without_a_room_are_told(self) -> None:
        made = Made({"a": {"x": 1}}, lobby=["b"])
        assert "1 more was in no room" in plots.completeness(made, "exp_1").axes[0].get_xlabel()


class Made:
    """A study of made-up counts."""

    def __init__(self, counts: dict[str, dict[str, int]], lobby: list[str] | None = None) -> None:
        self.counts = counts
        self.lobby = lobby or []

    def get_participants(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        rows = [{"id": one, "roomId": "room_1", "status": "completed"} for one in self.counts]
        rows += [{"id": one, "roomId": None, "status": "active"} for one in self.lobby]
        return pd.DataFrame(rows, columns=["id", "roomId", "status"])

    def get_counts(self, participant_id: str, room_id: str) -> dict[str, Any]:
        return {"counts": self.counts[participant_id]}
