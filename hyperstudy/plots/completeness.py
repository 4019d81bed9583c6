"""Who has which data: participants by data type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ..exceptions import InputError
from .paper import FAINT, INK, QUIET, as_written, bare, figure, name_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_MOST_LABELS = 60


class Source(Protocol):
    """What the data come from: a client, or a study on disk."""

    def get_participants(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give who took part."""
        ...

    def get_counts(self, participant_id: str, room_id: str) -> dict[str, Any]:
        """Give how many records of each type there are."""
        ...


def completeness(source: Source, experiment_id: str) -> Figure:
    """Draw how many records of each type each participant has.

    A cell without records is crossed out, so that what is missing can be seen at a glance; a type
    of which nobody has any is grey. The shade compares a person with the one who has most of that
    type.

    Parameters
    ----------
    source : HyperStudy or study on disk
        Where the data come from. A client asks for the participants, and then once for each
        participant and room.
    experiment_id : str
        Id of the experiment.

    Returns
    -------
    matplotlib.figure.Figure
        To show in a notebook, or to save with ``figure.savefig(path)``.

    Raises
    ------
    InputError
        If nobody took part.
    ImportError
        If matplotlib is not installed.
    HyperStudyError
        If the data cannot be had.
    """
    people = source.get_participants(experiment_id, scope="experiment")
    everybody = len(people)
    people = people.dropna(subset=["id", "roomId"]).sort_values(["roomId", "id"])
    if people.empty:
        raise InputError(
            f"There is nothing to draw: nobody was in a room of experiment {experiment_id!r}."
        )
    pairs = list(zip(people["id"], people["roomId"], strict=True))
    answered: list[dict[str, int | None]] = [
        source.get_counts(person, room).get("counts") or {} for person, room in pairs
    ]
    types = list(dict.fromkeys(name for one in answered for name in one))
    if not types:
        raise InputError("There is nothing to draw: the service told no counts.")
    return _draw(
        [[int(one.get(name) or 0) for name in types] for one in answered],
        types,
        [
            f"{name_of(person)}  {status}"
            for (person, _), status in zip(pairs, _plain(people), strict=True)
        ],
        [room for _, room in pairs],
        f"Records of each participant, experiment {experiment_id}",
        everybody - len(people),
    )


def _plain(people: pd.DataFrame) -> list[str]:
    return ["" if status == "completed" else f"({status})" for status in people["status"]]


@as_written()
def _draw(
    counts: list[list[int]],
    types: list[str],
    names: list[str],
    rooms: list[str],
    title: str,
    in_no_room: int,
) -> Figure:
    import numpy as np

    table = np.array(counts, dtype=float)
    most = table.max(axis=0)
    shade = np.divide(table, most, out=np.zeros_like(table), where=most > 0)
    labelled = len(names) <= _MOST_LABELS
    row_height = 0.28 if labelled else 12 / len(names)
    drawn = figure(3.2 + 0.85 * len(types), 1.3 + row_height * len(names))
    panel: Any = drawn.subplots()
    bare(panel)
    # Anything smoother would mix the shades of neighbours where rows are only a few pixels high.
    look = {"cmap": "Blues", "vmin": -0.15, "vmax": 1.25, "aspect": "auto"}
    panel.imshow(shade, interpolation="nearest", **look)
    for column in range(len(types)):
        if not most[column]:
            _mark_nobody(panel, column, len(counts))
            continue
        for row, line in enumerate(counts):
            if not line[column]:
                _cross_out(panel, row, column)
            elif labelled:
                ink = "white" if shade[row, column] > 0.8 else INK
                words = {"ha": "center", "va": "center", "fontsize": 7, "color": ink}
                panel.text(column, row, _short(line[column]), **words)
    if labelled:
        _separate(panel, rooms)
    panel.set_xticks(range(len(types)), types, rotation=30, ha="left", rotation_mode="anchor")
    panel.xaxis.tick_top()
    panel.set_yticks(range(len(names)) if labelled else [], names if labelled else [])
    panel.tick_params(length=0)
    panel.set_title(title, loc="left", fontsize=10, color=INK)
    notes: list[str] = []
    if (table[:, most > 0] == 0).any():
        notes.append("An orange stroke: no records of this type, although others have some.")
    if in_no_room:
        was = "was" if in_no_room == 1 else "were"
        notes.append(f"{in_no_room} more {was} in no room.")
    panel.set_xlabel(" ".join(notes), fontsize=8, color=QUIET, loc="left")
    return drawn


def _separate(panel: Any, rooms: list[str]) -> None:
    """Draw a line between rooms, and name each beside its rows."""
    first = [row for row in range(len(rooms)) if row == 0 or rooms[row] != rooms[row - 1]]
    for row in first[1:]:
        panel.axhline(row - 0.5, color=QUIET, lw=1.2)
    beside = panel.secondary_yaxis("right")
    ends = [*first[1:], len(rooms)]
    middles = [(row + end - 1) / 2 for row, end in zip(first, ends, strict=True)]
    beside.set_yticks(middles, [rooms[row] for row in first])
    beside.tick_params(length=0, labelsize=7, labelcolor=QUIET)
    beside.spines["right"].set_visible(False)


def _mark_nobody(panel: Any, column: int, rows: int) -> None:
    left, right = column - 0.5, column + 0.5
    panel.fill_between([left, right], -0.5, rows - 0.5, color=FAINT, zorder=1.5, lw=0)
    words = {"ha": "center", "va": "center", "fontsize": 7, "color": QUIET}
    behind = {"facecolor": FAINT, "edgecolor": "none", "pad": 2}  # no line runs through it
    turned = 90 if rows > 2 else 0
    panel.text(column, (rows - 1) / 2, "nobody", rotation=turned, zorder=3, bbox=behind, **words)


def _cross_out(panel: Any, row: int, column: int) -> None:
    left, right = column - 0.5, column + 0.5
    panel.fill_between([left, right], row - 0.5, row + 0.5, color="white", zorder=1.5, lw=0)
    panel.plot([left, right], [row + 0.5, row - 0.5], color="#D55E00", lw=1, alpha=0.8)


def _short(number: int) -> str:
    if number < 10_000:
        return str(number)
    return f"{number / 1000:.0f}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"
