"""Gaps of continuous ratings on the film time of each participant."""

from __future__ import annotations

from itertools import pairwise
from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperstudy.quality.film_ratings import PersonRatings
from hyperstudy.quality.rating_gaps import RatingGaps
from hyperstudy.timeline.film_segments import Segment

np: Any = pytest.importorskip("numpy")
pl: Any = pytest.importorskip("polars")
pytest.importorskip("pandas")

FILM = "film_1"


def piece(onset: float, film: float, seconds: float, source: str = "media events") -> Segment:
    """Give a piece that begins at an onset and a place (s) in the film, at the usual rate."""
    begin = 1000 * onset
    return Segment(FILM, begin, begin + 1000 * seconds, film, film + seconds, 10, source)


def ratings(
    onsets: Any,
    pieces: list[Segment],
    *,
    places: Any = None,
    levels: Any = None,
    film: str = FILM,
    person: str = "p_1",
) -> PersonRatings:
    """Give ratings at onsets (s), with the places (s) that they carry."""
    count = len(onsets)
    frame = {
        "onset": 1000.0 * np.asarray(onsets, float),
        "film": [film] * count,
        "state": ["state_1"] * count,
        "place": np.full(count, nan) if places is None else 1000.0 * np.asarray(places, float),
        "level": np.full(count, 0.5) if levels is None else np.asarray(levels, float),
    }
    films: dict[str, list[Segment]] = {}
    for one in pieces:
        films.setdefault(one.media, []).append(one)
    return PersonRatings(("room_1", person), pl.DataFrame(frame), films)


def measured(*given: PersonRatings) -> dict[str, Any]:
    """Give the measures of the first of them."""
    gaps = RatingGaps()
    for one in given:
        gaps.add(one)
    return {str(name): value for name, value in gaps.frame().iloc[0].items()}


def every(begin: float, end: float, step: float = 0.5) -> list[float]:
    return [float(one) for one in np.arange(begin, end, step)]


# Twenty seconds of film, stopped for a minute in the middle.
PAUSED = [piece(0, 0, 10), piece(70, 10, 10)]


def test_a_pause_of_the_film_is_no_gap() -> None:
    found = measured(ratings(every(0, 10) + every(70, 80), PAUSED))
    assert found["rating_share_gaps"] == 0
    assert found["rating_longest_gap_s"] == pytest.approx(0.5)
    assert found["rating_share_gaps_note"] == "film time by the clock of the room"


def test_the_clock_counts_where_ratings_carry_another_time() -> None:
    onsets = every(0, 10) + every(70, 80)
    stale = measured(ratings(onsets, PAUSED, places=np.linspace(0, 500, len(onsets))))
    assert stale["rating_share_gaps"] == 0


@pytest.mark.parametrize(
    ("onsets", "share", "longest"),
    [
        (every(0, 4) + every(8, 10) + every(70, 80), 4.5 / 19.5, 4.5),
        # Four seconds on both sides of the pause lie together.
        (every(0, 6) + every(74, 80), 8.5 / 19.5, 8.5),
        # Ratings while the film stood do not fill anything.
        (every(0, 6) + every(10, 70) + every(74, 80), 8.5 / 19.5, 8.5),
    ],
)
def test_a_gap_is_measured_in_seconds_of_the_film(
    onsets: list[float], share: float, longest: float
) -> None:
    found = measured(ratings(onsets, PAUSED))
    assert found["rating_share_gaps"] == pytest.approx(share)
    assert found["rating_longest_gap_s"] == pytest.approx(longest)


def test_what_was_skipped_is_no_gap() -> None:
    skipped = [piece(0, 0, 10), piece(10, 60, 10)]
    assert measured(ratings(every(0, 20), skipped))["rating_share_gaps"] == 0


def test_what_was_seen_twice_counts_once() -> None:
    twice = [piece(0, 0, 10), piece(10, 0, 20)]
    assert measured(ratings(every(0, 30), twice))["rating_share_gaps"] == 0
    # Only what was rated when it was seen first fills it.
    found = measured(ratings(every(0, 2) + every(10, 30), twice))
    assert found["rating_share_gaps"] == pytest.approx(8.5 / 19.5)


def test_who_stops_rating_while_the_film_goes_on_has_a_gap_up_to_where_others_rated() -> None:
    whole = ratings(every(0, 20), [piece(0, 0, 30)], person="p_2")
    found = measured(ratings(every(0, 10), [piece(5, 5, 25), piece(0, 0, 5)]), whole)
    assert found["rating_longest_gap_s"] == pytest.approx(10)
    assert found["rating_share_gaps"] == pytest.approx(10 / 19.5)
    # Alone, nobody knows that more was to be rated.
    assert measured(ratings(every(0, 10), [piece(0, 0, 30)]))["rating_share_gaps"] == 0


def test_who_left_is_not_blamed_for_the_rest_of_the_film() -> None:
    whole = ratings(every(0, 20), [piece(0, 0, 20)], person="p_2")
    for left in (
        [piece(0, 0, 10)],
        # Nothing says when the film stopped for them.
        [piece(0, 0, 20, "media events, no end, sync metrics")],
    ):
        assert measured(ratings(every(0, 10), left), whole)["rating_share_gaps"] == 0


def test_rows_without_a_value_fill_nothing() -> None:
    onsets = every(0, 20)
    levels = [nan if 5 <= one < 10 or one >= 18 else 0.5 for one in onsets]
    found = measured(ratings(onsets, [piece(0, 0, 20)], levels=levels))
    assert found["rating_share_gaps"] == pytest.approx((5.5 + 2) / 19.5)


def test_without_a_clock_film_time_is_what_ratings_carry() -> None:
    found = measured(ratings(every(100, 120), [], places=every(0, 10) + every(15, 25)))
    assert found["rating_share_gaps"] == pytest.approx(5.5 / 24.5)
    assert found["rating_share_gaps_note"] == "film time that each rating carries (stimulusTime)"


def test_without_any_film_time_it_is_the_time_in_the_room_and_told() -> None:
    found = measured(ratings(every(100, 110) + every(114, 120), [], film=""))
    assert found["rating_share_gaps"] == pytest.approx(4.5 / 19.5)
    assert "onset" in found["rating_share_gaps_note"]


def test_a_film_that_the_clock_does_not_know_is_told_apart() -> None:
    one = ratings(every(0, 20), [piece(0, 0, 20)])
    rows = ratings(every(100, 120), [], places=every(0, 20), film="film_2").rows
    found = measured(PersonRatings(one.key, pl.concat([one.rows, rows]), one.films))
    assert found["rating_share_gaps"] == 0
    assert found["rating_share_gaps_note"] == (
        "film time by the clock of the room: film_1; "
        "film time that each rating carries (stimulusTime): film_2"
    )


def test_ratings_that_call_a_film_otherwise_than_its_player_count_once() -> None:
    found = measured(ratings(every(0, 20), [piece(0, 0, 20)], places=every(0, 80, 2), film="x"))
    assert found["rating_share_gaps"] == 0
    assert found["rating_share_gaps_note"] == "film time by the clock of the room"


def test_nothing_at_all() -> None:
    assert RatingGaps().frame().empty
    assert measured(ratings([1.0], [piece(5, 0, 5)]))["rating_share_gaps"] != 0


@given(
    cuts=st.lists(st.integers(1, 199), max_size=6, unique=True),
    pauses=st.lists(st.floats(0.1, 500), min_size=7, max_size=7),
    dropped=st.sets(st.integers(0, 199), max_size=150),
)
def test_pauses_change_nothing(cuts: list[int], pauses: list[float], dropped: set[int]) -> None:
    places = [at / 10 for at in range(200) if at not in dropped or at in {0, 199}]
    straight = measured(ratings(places, [piece(0, 0, 20)]))
    edges = [0.0, *(one / 10 for one in sorted(cuts)), 20.0]
    pieces: list[Segment] = []
    onsets: list[float] = []
    later = 0.0
    for (low, high), pause in zip(pairwise(edges), pauses, strict=False):
        pieces.append(piece(low + later, low, high - low))
        onsets += [one + later for one in places if low - 1e-9 <= one < high - 1e-9]
        later += pause
    paused = measured(ratings(onsets, pieces))
    for name in ("rating_share_gaps", "rating_longest_gap_s"):
        assert paused[name] == pytest.approx(straight[name], abs=1e-3)
