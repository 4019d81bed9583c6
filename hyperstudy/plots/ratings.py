"""Continuous ratings against time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..exceptions import InputError
from ..validation import short_repr
from .paper import COLORS, as_written, bare, figure, legend, name_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_LONGEST_STEP_MS = 5_000
_MOST_ROOMS = 6
_STROKES = ("-", "--", ":")  # for those beyond the colours


def ratings_over_time(ratings: pd.DataFrame, *, most_rooms: int | None = None) -> Figure:
    """Draw continuous ratings against time, one panel for each room, one line for each person.

    Parameters
    ----------
    ratings : pandas.DataFrame
        What ``get_ratings(..., kind="continuous")`` gave; needs the columns ``roomId``,
        ``participantId``, ``onset`` (ms) and ``value``.
    most_rooms : int, optional
        How many rooms to draw, the first ones by name. When left out these are 6, and a warning
        tells of how many there are more.

    Returns
    -------
    matplotlib.figure.Figure
        To show in a notebook, or to save with ``figure.savefig(path)``.

    Raises
    ------
    InputError
        If a column is missing, or there are no ratings, or they are no numbers.
    ImportError
        If matplotlib is not installed.
    """
    import pandas as pd

    if not isinstance(cast("object", ratings), pd.DataFrame):
        raise InputError(
            f"There is nothing to draw: {short_repr(ratings)} is no pandas frame of ratings.",
            hint="Fetch them first: ratings_over_time(hs.get_ratings(...)).",
        )
    missing = [
        name for name in ("roomId", "participantId", "onset", "value") if name not in ratings
    ]
    lack = ""
    if missing:
        lack = f"no column {', '.join(missing)}"
    elif ratings.empty:
        lack = "no rows"
    elif not pd.api.types.is_numeric_dtype(ratings["value"]):
        lack = "no numbers in its column value"
    if lack:
        raise InputError(f"There is nothing to draw: the frame of ratings has {lack}.")
    homeless = int(ratings["roomId"].isna().sum())
    if homeless == len(ratings):
        raise InputError(
            "There is nothing to draw: no row of the ratings has a roomId, by which they are put "
            "into panels.",
            hint='Fetch them again, room by room with scope="room"; or, if they are of one room, '
            'name it: ratings_over_time(ratings.assign(roomId="room_31")).',
        )
    rooms = list(ratings.groupby("roomId"))
    wanted = _MOST_ROOMS if most_rooms is None else most_rooms
    drawn = _draw(rooms[:wanted])
    with keeping(drawn):
        if most_rooms is None and len(rooms) > wanted:
            warn_caller(
                f"{wanted} of {len(rooms)} rooms are drawn, the first by name; "
                f"most_rooms={len(rooms)} draws all."
            )
        if homeless:
            warn_caller(
                f"{homeless} of {len(ratings)} ratings have no roomId and are not drawn.",
                IncompleteDataWarning,
            )
    return drawn


@as_written()
def _draw(rooms: list[tuple[Any, pd.DataFrame]]) -> Figure:
    drawn = figure(9, 1.2 + 1.5 * len(rooms))
    panels: Any = drawn.subplots(len(rooms), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for panel, (room, rows) in zip(panels, rooms, strict=True):
        # Not every pandas groups by what is missing.
        who = rows["participantId"].astype(object)
        people = list(rows.groupby(who.where(who.notna(), "")))
        for number, (_, unsorted) in enumerate(people):
            mine = unsorted.sort_values("onset")
            # A line across a pause would show ratings that nobody gave.
            pause = mine["onset"].diff() > _LONGEST_STEP_MS
            panel.plot(
                mine["onset"] / 60_000,
                mine["value"].mask(pause),
                color=COLORS[number % len(COLORS)],
                linestyle=_STROKES[number // len(COLORS) % len(_STROKES)],
                linewidth=1.1,
            )
        panel.set_title(name_of(room), loc="left", fontsize=9)
        bare(panel, "left", "bottom")
        legend(panel, panel.lines, [name_of(person) for person, _ in people])
    panels[-1].set_xlabel("minutes since the first state of the room")
    panels[len(panels) // 2].set_ylabel("rating")
    return drawn
