"""Every column gets a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def valid(name: str) -> str:
    """Give a name that any frame and file can take: half a surrogate pair becomes its escape."""
    return name.encode("utf-8", "backslashreplace").decode()


def settle(wanted: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Give each column a name of its own.

    Names that differ only in capitals count as one: DuckDB and SQL take them for the same, and
    would give the values of one for the other.

    Parameters
    ----------
    wanted : sequence of str
        The names that the columns should have; who comes first keeps it.
    taken : collection of str
        Names that are already given.

    Returns
    -------
    list of str
        In the same order. A later one gets the first of ``_2``, ``_3``, ... that makes a name
        which nobody has or wants, so that the names do not depend on the order of those that
        want different ones.
    """
    names = [valid(name) for name in wanted]
    given = {name.lower() for name in taken}
    sought = given.union(name.lower() for name in names)
    for place, name in enumerate(names):
        if name.lower() in given:
            number = 2
            while (wanted_name := f"{name}_{number}").lower() in sought | given:
                number += 1
            names[place] = wanted_name
        given.add(names[place].lower())
    return names
