"""The members that rows of a room have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperstudy.sandbox.study.moments import iso
from hyperstudy.sandbox.study.table import Row, Timed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person
    from hyperstudy.sandbox.study.room import Run


class RowWriter:
    """Writes the rows of one data type for one room, and numbers them.

    Parameters
    ----------
    design, run
        The study, and the room.
    word
        What the ids begin with.
    id_field
        Name of the member that holds the id.
    """

    def __init__(self, design: Design, run: Run, word: str, id_field: str) -> None:
        self.design = design
        self.run = run
        self._word = word
        self._id_field = id_field
        self._timed: list[Timed] = []

    def note(self, instant: int, person: Person | None, **members: Any) -> Row:
        """Write a row; a member that is `...` is left out."""
        identity = f"{self._word}_{self.run.index + 1:04}_{len(self._timed):05}"
        row: Row = {self._id_field: identity, "experimentId": self.design.experiment_id}
        if self.run.room_id is not None:
            row["roomId"] = self.run.room_id
        row["participantId"] = None if person is None else person.id
        row["timestamp"] = iso(instant)
        row["onset"] = instant - self.run.zero
        row |= {name: value for name, value in members.items() if value is not ...}
        self._timed.append(Timed(instant, identity, row))
        return row

    def sorted(self) -> list[Timed]:
        """Give the rows in the order of their time, ties by id."""
        return in_order(self._timed)


def in_order(rows: Iterable[Timed]) -> list[Timed]:
    """Sort rows by time, ties by id."""
    return sorted(rows, key=lambda timed: (timed.instant, timed.id))
