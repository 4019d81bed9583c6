"""Names of columns and labels that BIDS takes, and to which it gives no meaning of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["column_name"]

# Of BIDS 1.11.2; `trial_type`, `onset`, `duration` and the like are ours in its sense.
_COLUMNS: Final = frozenset(
    ("response_time", "stim_file", "channel", "pathology", "cardiac", "respiratory", "trigger")
)
# Members of sidecars, among which those of the columns stand, and the column HED.
_MEMBER: Final = re.compile("[A-Z]")


def column_name(name: str, table: str, taken: Container[str]) -> str:
    """Give a name for a column of a study that means nothing else in a BIDS dataset.

    Parameters
    ----------
    name : str
        Its name in the study.
    table : str
        Its table, which comes before the name where BIDS would take it for something else: what
        does not look like a ``response_time`` or a file of ``stim_file`` makes a dataset invalid.
    taken : container of str
        Names that other columns have.
    """
    shown = name
    while shown in taken or shown in _COLUMNS or _MEMBER.match(shown):
        shown = f"{table}_{shown}"
    return shown
