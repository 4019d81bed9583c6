"""Everybody's ratings over a film, with its pauses closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .paper import COLORS, INK, as_written, bare, figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.figure import Figure

_NAMED = 12  # participants that a legend can hold


@as_written()
def film_time(
    source: Any,
    film: str,
    *,
    table: str = "ratings_continuous",
    value: str = "value",
    rate: float = 4.0,
    method: str = "previous",
    rooms: str | Iterable[str] | None = None,
) -> Figure:
    """Draw the ratings of all participants over a film, pauses closed, and their mean.

    Parameters
    ----------
    source : HyperStudy or study on disk
        Where the data come from.
    film : str
        Id of the film.
    table, value, rate, method, rooms
        As for `Study.on_film_time`.

    Returns
    -------
    matplotlib.figure.Figure
        To show in a notebook, or to save with ``figure.savefig(path)``.

    Raises
    ------
    InputError
        If there is no such film, table or column.
    ImportError
        If matplotlib is not installed.
    HyperStudyError
        If the data cannot be had.
    """
    wide: pd.DataFrame = source.on_film_time(
        table, film=film, value=value, rate=rate, method=method, rooms=rooms
    )
    drawn = figure(9, 3.6)
    panel: Any = drawn.subplots()
    minutes = wide.index.to_numpy() / 60
    named = wide.shape[1] <= _NAMED
    columns: list[tuple[str, str]] = [(str(one[0]), str(one[1])) for one in wide.columns]
    rooms_drawn = list(dict.fromkeys(room for room, _ in columns))
    numbers = {room: number for number, room in enumerate(rooms_drawn)}
    for position, (room, person) in enumerate(columns):
        panel.plot(
            minutes,
            wide.iloc[:, position],
            color=COLORS[numbers[room] % len(COLORS)],
            linewidth=0.8,
            alpha=0.8 if named else 0.4,
            label=str(person) if named else None,
        )
    panel.plot(minutes, wide.mean(axis=1), color=INK, linewidth=1.8, label="mean of all")
    panel.set_xlabel("minutes of the film", fontsize=9, color=INK)
    panel.set_ylabel(value, fontsize=9, color=INK)
    panel.set_title(
        f"{film}: {wide.shape[1]} participants of {len(numbers)} rooms", loc="left", fontsize=9
    )
    bare(panel, "left", "bottom")
    panel.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=7)
    return drawn
