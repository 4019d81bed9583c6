"""Made-up studies: deterministic by seed, consistent within, made only as far as somebody looks.

`make` gives a `Study`; its `table` gives data as a `Table`, a sequence of rows that computes any
slice without holding the rest. Nothing here knows HTTP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hyperstudy.sandbox.study import agents, movie_dyads, questionnaires, turn_taking
from hyperstudy.sandbox.study.defects import DEFECTS, PlantedDefect, fitting
from hyperstudy.sandbox.study.design import STORAGE, Design
from hyperstudy.sandbox.study.moments import instant_of, next_appointment
from hyperstudy.sandbox.study.study import Scope, Study
from hyperstudy.sandbox.study.table import Row, Table
from hyperstudy.sandbox.study.tables import DATA_TYPES, DataType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "DATA_TYPES",
    "DEFAULT",
    "DEFECTS",
    "STORAGE",
    "DataType",
    "PlantedDefect",
    "Row",
    "Scope",
    "Study",
    "Table",
    "make",
    "names",
]

_DESIGNS: Final[dict[str, Callable[[float | None], Design]]] = {
    "movie-dyads": movie_dyads.design,
    "turn-taking": turn_taking.design,
    "questionnaires": questionnaires.design,
    "agents": agents.design,
}

DEFAULT: Final = "movie-dyads"
"""The study that a server shows unless told otherwise."""

_START: Final = "2026-03-02T09:00:00Z"


def names() -> tuple[str, ...]:
    """List the studies that there are."""
    return tuple(_DESIGNS)


def make(
    name: str = DEFAULT,
    *,
    seed: int = 7,
    rooms: int | None = None,
    minutes: float | None = None,
    start: str | None = None,
    incomplete: Sequence[DataType] = (),
    defects: str | Sequence[str] | None = None,
) -> Study:
    """Make a study.

    Parameters
    ----------
    name
        One of `names()`.
    seed
        The same seed gives the same bytes, on every machine.
    rooms
        Number of rooms; the study's own default if None.
    minutes
        Length of the main part (films, rounds) in minutes; the study's own default if None.
    start
        When the first group is invited, ISO 8601; moved to the lab's opening hours.
    incomplete
        Data types of which the experiment scope leaves out the last room, with a warning.
    defects
        What is wrong with the data on purpose, of `DEFECTS`; everything else goes well then, so
        that ``()`` gives a study without a blemish. ``"all"`` plants all that fit the study.

    Raises
    ------
    ValueError
        If there is no study of that name, or a number makes no sense.
    """
    if name not in _DESIGNS:
        raise ValueError(f"no study {name!r}: choose one of {', '.join(_DESIGNS)}")
    if rooms is not None and rooms < 1:
        raise ValueError(f"a study has at least one room, not {rooms}")
    if minutes is not None and not 0.5 <= minutes <= 600:
        raise ValueError(f"the main part lasts from half a minute to 600 minutes, not {minutes}")
    design = _DESIGNS[name](minutes)
    planted = None if defects is None else _defects(defects, design)
    return Study(
        design,
        seed=seed,
        rooms=design.rooms if rooms is None else rooms,
        start=next_appointment(instant_of(start or _START)),
        incomplete=incomplete,
        defects=planted,
    )


def _defects(asked: str | Sequence[str], design: Design) -> tuple[str, ...]:
    fit = fitting(design)
    if asked == "all":
        return fit
    names = (asked,) if isinstance(asked, str) else tuple(asked)
    for one in names:
        if one not in fit:
            raise ValueError(
                f"the study {design.name} has no place for the defect {one!r}; "
                f"there are {', '.join(fit)}, and all"
            )
    return names
