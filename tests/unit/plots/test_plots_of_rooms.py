"""The pictures of a room and of a study: what is in the data is in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib import image
from matplotlib.text import Text

from hyperstudy import (
    HyperStudy,
    HyperStudyError,
    IncompleteDataWarning,
    InputError,
    open_study,
    plots,
    sandbox,
)
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


def formulas(figure: Any) -> list[str]:
    """Give the texts that matplotlib takes for formulas, and draws as something else."""
    shown = [one for one in figure.findobj(Text) if one.get_text().count("$") > 1]
    assert shown
    return [one.get_text() for one in shown if one.get_parse_math()]


def shades(figure: Any, rows: int, columns: int, beside: float = 0.0) -> Any:
    """Give the colour of each cell of a picture, at a place beside its middle."""
    png = BytesIO(figure._repr_png_())
    pixels = image.imread(png)[..., :3]
    panel = figure.axes[0]
    scale = 110 / figure.dpi
    places = [(column + beside, row) for row in range(rows) for column in range(columns)]
    across, up = (panel.transData.transform(places) * scale).T
    return pixels[(len(pixels) - up).astype(int), across.astype(int)].reshape(rows, columns, 3)


def bars(panel: Any, lane: str) -> list[tuple[float, float]]:
    """Give begin and end (ms) of what is drawn in a lane, sorted."""
    names = [one.get_text() for one in panel.get_yticklabels()]
    if lane not in names:
        return []
    middle = panel.get_yticks()[names.index(lane)]
    found = [
        (one.get_x() * 60_000, (one.get_x() + one.get_width()) * 60_000)
        for group in panel.containers
        for one in group
        if one.get_y() < middle < one.get_y() + one.get_height()
    ]
    return sorted(found)


def spans(rows: pd.DataFrame) -> list[tuple[float, float]]:
    return sorted(zip(rows["onset_start"], rows["onset_end"], strict=True))


class Changed:
    """A source whose list of recordings a test changes."""

    def __init__(self, hs: HyperStudy, change: Any) -> None:
        self._hs = hs
        self._change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hs, name)

    def get_recordings(self, *args: Any, **options: Any) -> pd.DataFrame:
        return self._change(self._hs.get_recordings(*args, **options).copy())


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

    def test_films_are_drawn_where_the_clock_has_them(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        drawn = 0
        for room in (str(one["id"]) for one in server.study.rooms):
            films = hs.clock(room).films
            for panel in plots.room_timeline(hs, room).axes[1:]:
                person = panel.get_title(loc="left").partition(" ")[0]
                found = bars(panel, "film")
                mine = spans(films[films["participantId"] == person])
                # Sync metrics only divide what ran without a break.
                covered = sum(end - start for start, end in mine)
                assert sum(end - start for start, end in found) == pytest.approx(covered, rel=1e-6)
                assert found[0][0] == pytest.approx(mine[0][0])
                assert found[-1][1] == pytest.approx(mine[-1][1])
                pauses = [b[0] - a[1] for a, b in pairwise(found)]
                assert max(pauses) > 1_000
                drawn += len(found)
        assert drawn > 10

    def test_recordings_are_drawn_where_the_clock_has_them(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        room = str(server.study.rooms[0]["id"])

        def without_offsets(frame: pd.DataFrame) -> pd.DataFrame:
            # `startTime` tells it, too; and where the two differ, it counts.
            frame["videoOffset"] = [None if odd % 2 else -90_000.0 for odd in range(len(frame))]
            return frame.assign(duration=None)

        for source in (hs, Changed(hs, without_offsets)):
            kind_of = hs.get_recordings(room, scope="room").set_index("recordingId")
            recordings = hs.clock(room).recordings.dropna(subset=["onset_end"])
            kinds = recordings["recordingId"].map(kind_of["metadata_type"])
            drawn = 0
            for panel in plots.room_timeline(source, room).axes[1:]:
                person = panel.get_title(loc="left").partition(" ")[0]
                for kind in ("audio", "video"):
                    mine = recordings[(recordings["participantId"] == person) & (kinds == kind)]
                    found = bars(panel, kind)
                    for one, other in zip(found, spans(mine), strict=True):
                        assert one == pytest.approx(other)
                    drawn += len(found)
            assert drawn == len(recordings) > 0

    def test_a_recording_without_an_end_is_drawn_until_the_last_row(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        room = str(server.study.rooms[0]["id"])

        def running(frame: pd.DataFrame) -> pd.DataFrame:
            frame = frame[frame["metadata_type"] == "video"].head(1)
            return frame.assign(endTime=pd.NaT, duration=None)

        last = hs.get_events(room, scope="room")["onset"].max()
        panels = plots.room_timeline(Changed(hs, running), room).axes[1:]
        (bar,) = (one for panel in panels for one in bars(panel, "video"))
        assert bar[1] == pytest.approx(last)
        styles = {
            one.get_linestyle()
            for panel in panels
            for group in panel.containers
            for one in group
            if abs((one.get_x() + one.get_width()) * 60_000 - last) < 1 and one.get_linewidth()
        }
        assert styles == {":"}

    def test_names_of_states_stay_in_their_boxes(self, hs: HyperStudy, server: Sandbox) -> None:
        figure = plots.room_timeline(hs, str(server.study.rooms[0]["id"]))
        figure.savefig(BytesIO())
        panel = figure.axes[0]
        boxes = [one.get_window_extent() for one in panel.patches]
        named = [one.get_window_extent() for one in panel.texts if one.get_text()]
        assert len(named) >= 4
        for one in named:
            assert any(box.x0 <= one.x0 and one.x1 <= box.x1 for box in boxes)

    def test_what_was_not_pulled_is_not_drawn_and_named(
        self, hs: HyperStudy, server: Sandbox, tmp_path: Path
    ) -> None:
        wanted = ["rooms", "participants", "events", "ratings_sparse"]
        hs.pull(server.experiment_id, tmp_path / "study", types=wanted, progress=False)
        study = open_study(tmp_path / "study")
        room = str(server.study.rooms[0]["id"])
        with pytest.warns(IncompleteDataWarning, match=r"recordings, ratings_continuous\.$"):
            figure = plots.room_timeline(study, room)
        lanes = [one.get_text() for one in figure.axes[1].get_yticklabels()]
        assert "ratings" in lanes
        assert not any(one.startswith(("slider", "video")) for one in lanes)
        hs.pull(server.experiment_id, tmp_path / "without", types=["rooms"], progress=False)
        with pytest.raises(HyperStudyError, match="events is not part of this study"):
            plots.room_timeline(open_study(tmp_path / "without"), room)

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

    def test_a_room_that_was_left_before_its_first_state(
        self, hs: HyperStudy, server: Sandbox
    ) -> None:
        class OnlyConsent(Without):
            def get_events(self, *args: Any, **options: Any) -> pd.DataFrame:
                events = hs.get_events(*args, **options)
                return events[events["category"] == "pre_experiment"]

        figure = plots.room_timeline(OnlyConsent(hs, ""), str(server.study.rooms[0]["id"]))
        assert texts(figure.axes[0]) == []
        assert len(figure.axes) > 1

    def test_dollars_in_names_are_no_formula(self, hs: HyperStudy, server: Sandbox) -> None:
        class Paid(Without):
            def get_events(self, *args: Any, **options: Any) -> pd.DataFrame:
                events = hs.get_events(*args, **options)
                film = events["stateName"] == "First film"
                events.loc[film, "stateName"] = "Keep $5 or $10_"
                return events.assign(participantRole="gets $5 or $10_")

        figure = plots.room_timeline(Paid(hs, ""), str(server.study.rooms[0]["id"]))
        figure.savefig(BytesIO())
        assert any("Keep" in one for one in texts(figure.axes[0]))
        assert figure.axes[1].get_title(loc="left").endswith("(gets $5 or $10_)")
        assert formulas(figure) == []

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

    def test_each_cell_of_many_has_its_own_shade(self) -> None:
        many = {
            f"p{number:03}": {"events": 100, "recordings": int(number == 0), "sync": 100}
            for number in range(600)
        }
        figure = plots.completeness(Made(many, to_a_room=2), "exp_1")
        for beside in (-0.4, 0.0, 0.4):
            seen = shades(figure, 600, 3, beside)
            assert (seen[:, [0, 2]] == seen[0, 0]).all()
            assert (seen[2:, 1] != seen[0, 0]).any(axis=-1).all()

    def test_dollars_in_names_are_no_formula(self) -> None:
        made = Made({"a $1 $2": {"x": 5}, "b $1 $2": {"x": 3}})
        figure = plots.completeness(made, "exp $1 $2")
        figure.savefig(BytesIO())
        assert formulas(figure) == []

    @pytest.mark.parametrize("counts", [{}, {"a": {}}])
    def test_nothing_to_draw(self, counts: dict[str, dict[str, int]]) -> None:
        with pytest.raises(InputError, match="nothing to draw"):
            plots.completeness(Made(counts), "exp_1")

    def test_people_without_a_room_are_told(self) -> None:
        made = Made({"a": {"x": 1}}, lobby=["b"])
        assert "1 more was in no room" in plots.completeness(made, "exp_1").axes[0].get_xlabel()


class Made:
    """A study of made-up counts."""

    def __init__(
        self,
        counts: dict[str, dict[str, int]],
        lobby: list[str] | None = None,
        to_a_room: int = 1_000,
    ) -> None:
        self.counts = counts
        self.to_a_room = to_a_room
        self.lobby = lobby or []

    def get_participants(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        rows = [
            {"id": one, "roomId": f"room_{1 + number // self.to_a_room}", "status": "completed"}
            for number, one in enumerate(self.counts)
        ]
        rows += [{"id": one, "roomId": None, "status": "active"} for one in self.lobby]
        return pd.DataFrame(rows, columns=["id", "roomId", "status"])

    def get_counts(self, participant_id: str, room_id: str) -> dict[str, Any]:
        return {"counts": self.counts[participant_id]}


class Odd:
    """A source with a recording of nanoseconds, and one of a negative length."""

    def __init__(self, hs: HyperStudy) -> None:
        self._hs = hs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hs, name)

    def get_recordings(self, *args: Any, **options: Any) -> pd.DataFrame:
        frame = self._hs.get_recordings(*args, **options).copy()
        frame.loc[frame.index[0], "duration"] = 4.2e11
        frame.loc[frame.index[1], "duration"] = -1.0
        return frame


def test_what_cannot_be_the_length_of_a_recording_is_not_drawn(
    server: Sandbox, hs: HyperStudy
) -> None:
    room = server.study.rooms[0]["id"]
    expected = plots.room_timeline(hs, room).axes[-1].get_xlim()
    found = plots.room_timeline(Odd(hs), room).axes[-1].get_xlim()
    assert found == pytest.approx(expected, rel=0.1, abs=0.1)
