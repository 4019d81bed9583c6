"""The picture of ratings over time."""

from __future__ import annotations

import sys
from io import BytesIO

import pandas as pd
import pytest
from matplotlib.text import Text

from hyperstudy import HyperStudyWarning, IncompleteDataWarning, InputError
from hyperstudy.plots import ratings_over_time


def ratings(rooms: int = 2) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"roomId": f"room_{room}", "participantId": person, "onset": onset, "value": 0.5}
            for room in range(rooms)
            for person in ("a", "b")
            for onset in (0, 250, 500, 60_000, 60_250)
        ]
    )


def test_a_panel_for_each_room_and_a_line_for_each_person() -> None:
    figure = ratings_over_time(ratings())
    assert [panel.get_title(loc="left") for panel in figure.axes] == ["room_0", "room_1"]
    assert [len(panel.lines) for panel in figure.axes] == [2, 2]


def test_no_line_crosses_a_pause() -> None:
    line = ratings_over_time(ratings(1)).axes[0].lines[0]
    assert [pd.isna(value) for value in line.get_ydata()] == [False, False, False, True, False]
    assert line.get_xdata()[-1] == pytest.approx(60_250 / 60_000)


def test_more_people_than_colours_are_told_apart() -> None:
    many = pd.concat([ratings(1).replace({"a": f"a{one}", "b": f"b{one}"}) for one in range(5)])
    lines = ratings_over_time(many).axes[0].lines
    assert len({(one.get_color(), one.get_linestyle()) for one in lines}) == len(lines) == 10


def test_only_so_many_rooms_are_drawn() -> None:
    assert len(ratings_over_time(ratings(9), most_rooms=4).axes) == 4


def test_rooms_that_nobody_left_out_are_told() -> None:
    with pytest.warns(HyperStudyWarning, match="6 of 9 rooms are drawn.*most_rooms=9"):
        assert len(ratings_over_time(ratings(9)).axes) == 6
    assert len(ratings_over_time(ratings(6)).axes) == 6


def test_an_id_is_no_frame() -> None:
    with pytest.raises(InputError, match="'exp_7' is no pandas frame") as caught:
        ratings_over_time("exp_7")  # type: ignore[arg-type]
    assert "get_ratings" in str(caught.value)


def test_dollars_in_names_are_no_formula() -> None:
    paid = ratings(1).assign(roomId="room $1 $2", participantId="gets $1 or $2")
    figure = ratings_over_time(paid)
    figure.savefig(BytesIO())
    shown = [one for one in figure.findobj(Text) if "$" in one.get_text()]
    assert {one.get_text() for one in shown} == {"room $1 $2", "gets $1 or $2"}
    assert not any(one.get_parse_math() for one in shown)


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        ratings().head(0),
        ratings().drop(columns="value"),
        ratings().assign(value=[{"answer": 1}] * 20),
    ],
)
def test_nothing_to_draw_is_said(frame: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        ratings_over_time(frame)


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ImportError, match=r"hyperstudy\[plot\]"):
        ratings_over_time(ratings())


@pytest.mark.parametrize("name", ["_anna", "__", "", "  ", "_$1$"])
def test_every_id_is_in_the_legend(name: str) -> None:
    figure = ratings_over_time(ratings(1).replace({"a": name}))
    figure.savefig(BytesIO())
    (panel,) = figure.axes
    shown = [one.get_text() for one in panel.get_legend().get_texts()]
    assert sorted(shown) == sorted([name if name.strip() else "(no id)", "b"])
    colors = [one.get_color() for one in panel.lines]
    assert [one.get_color() for one in panel.get_legend().get_lines()] == colors


def test_ratings_of_nobody_are_drawn_and_named() -> None:
    lost = ratings(1)
    lost.loc[lost["participantId"] == "a", "participantId"] = None
    (panel,) = ratings_over_time(lost).axes
    assert len(panel.lines) == 2
    assert "(no id)" in [one.get_text() for one in panel.get_legend().get_texts()]


def test_ratings_of_no_room_are_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="roomId") as caught:
        ratings_over_time(ratings().assign(roomId=None))
    assert "scope=" in str(caught.value)
    assert "assign(roomId=" in str(caught.value)


@pytest.mark.filterwarnings("error")
def test_where_warnings_are_errors_the_picture_is_in_the_error() -> None:
    some = ratings(2)
    some.loc[some["roomId"] == "room_1", "roomId"] = None
    with pytest.raises(IncompleteDataWarning, match="10 of 20") as caught:
        ratings_over_time(some)
    assert len(caught.value.partial.axes) == 1


def test_some_ratings_of_no_room_are_told() -> None:
    some = ratings(2)
    some.loc[some["roomId"] == "room_1", "roomId"] = None
    with pytest.warns(IncompleteDataWarning, match="10 of 20 ratings have no roomId") as caught:
        assert len(ratings_over_time(some).axes) == 1
    assert caught[0].filename == __file__
