"""Mean, spread and movement of continuous ratings, against what was counted by hand."""

from __future__ import annotations

from math import nan, sqrt
from typing import Any

import pytest

from hyperstudy.quality.film_ratings import PersonRatings
from hyperstudy.quality.rating_measures import RatingMeasures

pl: Any = pytest.importorskip("polars")
pytest.importorskip("pandas")
pytest.importorskip("numpy")

Row = tuple[float, float, float, str, str]


def ratings(*rows: Row, person: str = "p_1") -> PersonRatings:
    """Give ratings of rows of onset, place (ms), level, film and state."""
    names = ("onset", "place", "level", "film", "state")
    frame = pl.DataFrame([dict(zip(names, one, strict=True)) for one in rows])
    return PersonRatings(("room_1", person), frame, {})


def measured(*given: PersonRatings) -> list[dict[str, Any]]:
    measures = RatingMeasures()
    for one in given:
        measures.add(one)
    return [
        {str(name): value for name, value in row.items()}
        for row in measures.frame().to_dict("records")
    ]


def test_samples_are_counted_averaged_and_compared_with_the_one_before() -> None:
    (found,) = measured(
        ratings(
            (0, 0, 0.5, "film", ""),
            (100, 100, 0.5005, "film", ""),
            (200, 200, 0.99, "film", ""),
            (300, 300, nan, "film", ""),
            (400, 400, 0.01, "film", ""),
        )
    )
    levels = (0.5, 0.5005, 0.99, 0.01)
    mean = sum(levels) / 4
    assert found == {
        "roomId": "room_1", "participantId": "p_1", "rating_samples": 4,
        "rating_mean": pytest.approx(mean),
        "rating_sd": pytest.approx(sqrt(sum((one - mean) ** 2 for one in levels) / 3)),
        "rating_share_moved": pytest.approx(2 / 3), "rating_share_extreme": 0.5,
    }  # fmt: skip


def test_ratings_of_different_films_are_not_compared() -> None:
    alternating = [(one, one, one % 2, f"film_{one % 2}", "state") for one in range(6)]
    (found,) = measured(ratings(*alternating))
    assert found["rating_share_moved"] == 0
    without = [(*row[:3], "", f"state_{row[0] % 2}") for row in alternating]
    (found,) = measured(ratings(*without))
    assert found["rating_share_moved"] == 0
    (found,) = measured(ratings(*((*row[:4], "other") for row in without)))
    assert found["rating_share_moved"] == 1


def test_ratings_come_by_their_place_where_several_have_one_onset() -> None:
    rows: list[Row] = [(0, 200, 1, "film", ""), (0, 0, 0, "film", ""), (0, 100, 0, "film", "")]
    (found,) = measured(ratings(*rows))
    assert found["rating_share_moved"] == 0.5
    late: list[Row] = [(nan, nan, 1, "film", ""), (5, 0, 0, "film", ""), (9, nan, 0, "film", "")]
    (found,) = measured(ratings(*late))
    assert found["rating_share_moved"] == 0.5


def test_of_one_sample_there_is_no_spread_and_of_none_no_row() -> None:
    one = ratings((0, 0, 0.25, "film", ""))
    none = ratings((0, 0, nan, "film", ""), person="p_2")
    (found,) = measured(one, none)
    assert (found["participantId"], found["rating_mean"]) == ("p_1", 0.25)
    assert found["rating_sd"] != found["rating_sd"]
    assert found["rating_share_moved"] != found["rating_share_moved"]


def test_without_ratings_there_are_the_columns_all_the_same() -> None:
    frame = RatingMeasures().frame()
    assert len(frame) == 0
    assert list(frame.columns)[:3] == ["roomId", "participantId", "rating_samples"]
