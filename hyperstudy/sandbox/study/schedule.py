"""Which group comes when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hyperstudy.sandbox.study.moments import MINUTE, next_appointment
from hyperstudy.sandbox.study.room import Run, run

if TYPE_CHECKING:
    from hyperstudy.sandbox.study.design import Design
    from hyperstudy.sandbox.study.people import Person


def schedule(design: Design, seed: int, rooms: int, start: int) -> list[Run]:
    """Invite one group after the other.

    No data of two rooms overlap in time, so that the order of all rows of a study is that of its
    rooms: any stretch of it can be found without looking at the rest.

    Parameters
    ----------
    design, seed
        The study on paper, and the seed of chance.
    rooms
        How many rooms.
    start
        The first appointment, in ms since 1970.
    """
    first, last = design.campaigns[0], design.campaigns[-1]
    early = rooms // 3
    runs: list[Run] = []
    slot = start
    again: tuple[Person, ...] | None = None
    for number in range(1, rooms + 1):
        campaign = first if number <= early else last
        for fate in design.fates(number, rooms):
            done = run(design, seed, len(runs), number, campaign, fate, slot, again)
            runs.append(done)
            again = done.people if fate == "failed" and design.agents is None else None
            slot = next_appointment(done.until + 5 * MINUTE)
    return runs
