"""Gaps in continuous ratings, on the film time of each participant."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ..timeline.resampling import first_seen, places_in_film

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ..timeline.film_segments import Segment
    from .film_ratings import PersonRatings

    Floats = NDArray[np.float64]
    Stretch = tuple[float, float]

__all__ = ["RatingGaps"]

_GAP: Final = 1.0
"""Seconds: samples further apart than this leave a gap."""
_CLOSE: Final = 1e-6
_CLOCK: Final = "film time by the clock of the room"
_CARRIED: Final = "film time that each rating carries (stimulusTime)"
_ONSET: Final = "time in the room (onset), because nothing tells the film time"


@frozen(eq=False)
class _Course:
    """What a participant saw and rated of a film: places in seconds."""

    seen: list[Stretch]
    rated: Floats
    source: str

    def steps(self, within: Stretch) -> Floats:
        """Give the lengths between neighbouring ratings, the ends of what was seen included."""
        import numpy as np

        found = [np.empty(0)]
        for begin, end in self.seen:
            low, high = max(begin, within[0]), min(end, within[1])
            if high <= low:
                continue
            inside = self.rated[(self.rated >= low) & (self.rated <= high)]
            found.append(np.diff(np.concatenate(([low], inside, [high]))))
        return np.concatenate(found)


class RatingGaps:
    """Measures how much of the film time of each participant has no rating.

    Of a film counts what the participant saw of it, from the first to the last place that anybody
    rated: it need not be rated as a whole. Where nothing tells when it ran, it counts from the
    participant's own first to the last rating.
    """

    def __init__(self) -> None:
        self._courses: dict[tuple[str, str], list[tuple[str, _Course]]] = {}
        # By film: from where to where anybody rated it.
        self._rated: dict[str, Stretch] = {}

    def add(self, ratings: PersonRatings) -> None:
        """Add the ratings of a participant."""
        own = self._courses.setdefault(ratings.key, [])
        for film, pieces in ratings.films.items():
            course, rows = _on_clock(pieces, ratings.onset, ratings.level)
            if rows is not None:
                low, high = self._rated.get(film, (inf, -inf))
                self._rated[film] = min(low, rows[0]), max(high, rows[1])
                own.append((film, course))
        for film, rows in ratings.without_clock():
            own += [(film, course) for course in _off_clock(rows)]

    def frame(self) -> pd.DataFrame:
        """Give the measures of each participant.

        Returns
        -------
        pandas.DataFrame
            roomId, participantId, rating_share_gaps, rating_longest_gap_s, and for both a note that
            says which film time was used.
        """
        import numpy as np
        import pandas as pd

        rows: list[dict[str, Any]] = []
        for (room, person), own in self._courses.items():
            steps = np.concatenate(
                [np.empty(0)]
                + [
                    one.steps(self._rated[film] if one.source == _CLOCK else (-inf, inf))
                    for film, one in own
                ]
            )
            length = float(steps.sum())
            gaps = float(steps[steps > _GAP + _CLOSE].sum())
            note = _told(own)
            rows.append(
                {
                    "roomId": room,
                    "participantId": person,
                    "rating_share_gaps": gaps / length if length else nan,
                    "rating_share_gaps_note": note,
                    "rating_longest_gap_s": float(steps.max()) if steps.size else nan,
                    "rating_longest_gap_s_note": note,
                }
            )
        names = ("rating_share_gaps", "rating_longest_gap_s")
        columns = ["roomId", "participantId", *names, *(f"{one}_note" for one in names)]
        return pd.DataFrame(rows, columns=columns)


def _told(own: Sequence[tuple[str, _Course]]) -> str:
    """Return which film time was used, and of which films another one."""
    films: dict[str, list[str]] = {}
    for film, course in own:
        films.setdefault(course.source, []).append(film)
    if len(films) < 2:
        return "".join(films)
    return "; ".join(
        f"{source}: {', '.join(dict.fromkeys(one or 'no film' for one in names))}"
        for source, names in films.items()
    )


def _on_clock(
    pieces: Sequence[Segment], onset: Floats, level: Floats
) -> tuple[_Course, Stretch | None]:
    """Put ratings onto film time; the other is from where to where there are rows, if any."""
    import numpy as np

    parts = first_seen(pieces)
    places, levels = places_in_film(parts, onset, level)
    rows = (float(places[0]), float(places[-1])) if places.size else None
    seen: list[Stretch] = []
    for one, low, high in sorted(parts, key=lambda part: part[1]):
        # Where nothing says that the film stopped, nobody knows what was seen after the last row.
        end = high if rows is None or "no end" not in one.source else min(high, rows[1])
        if seen and low - seen[-1][1] <= _CLOSE:
            seen[-1] = seen[-1][0], max(seen[-1][1], end)
        else:
            seen.append((low, end))
    return _Course(seen, places[np.isfinite(levels)], _CLOCK), rows


def _off_clock(rows: Any) -> Iterator[_Course]:
    """Take film time from the ratings themselves; ratings of no film are told apart by state."""
    import numpy as np

    for part in rows.partition_by("film", "state") if not rows["film"][0] else [rows]:
        places, source = part["place"].to_numpy() / 1000, _CARRIED
        if not np.isfinite(places).any():
            places, source = part["onset"].to_numpy() / 1000, _ONSET
        there = np.isfinite(places)
        if not there.any():
            continue
        rated = np.sort(places[there & np.isfinite(part["level"].to_numpy())])
        yield _Course([(float(places[there].min()), float(places[there].max()))], rated, source)
