"""What a pull would cost, before it costs anything but a request for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from .. import contract
from ..display.summaries import as_typed, escape, representation
from ..files.folders import format_size
from . import layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@frozen
class PlannedTable:
    """What a pull would ask for of a table.

    Attributes
    ----------
    name : str
        Its name.
    rows : int or None
        Rows that the server has; None for tables that come in one answer. Of tables with a row
        for each room or deployment: how many of these there are.
    here : int
        Rows that are here.
    requests : int
        How many are needed, if no row came late or was changed long ago.
    refused : str
        Why the server would not give it; empty if it would.
    """

    name: str
    rows: int | None
    here: int
    requests: int
    refused: str = ""


@frozen(repr=False)
class PullPlan:
    """What `HyperStudy.pull` would do. Printing it gives a table.

    Attributes
    ----------
    folder : Path
        Where the study is to be.
    experiment_id : str
        What is to be pulled.
    tables : tuple of PlannedTable
        Each table.
    recordings : int or None
        Files to download; None if they were not asked for.
    recording_bytes : int
        Their bytes, as far as they are known.
    documents : int
        Requests for the experiment and its definition.
    """

    folder: Path
    experiment_id: str
    tables: tuple[PlannedTable, ...]
    recordings: int | None = None
    recording_bytes: int = 0
    documents: int = len(layout.DOCUMENTS)

    @property
    def requests(self) -> int:
        """Requests in all: for pages, the experiment, rooms, and a link for each recording."""
        return self.documents + sum(one.requests for one in self.tables) + (self.recordings or 0)

    @property
    def rows(self) -> int:
        """Rows that the server has."""
        return sum(one.rows or 0 for one in self.tables)

    @property
    def minutes(self) -> float:
        """Minutes that the service's limits make it take at least."""
        endpoints = [*(one.requests for one in self.tables), self.recordings or 0]
        return shortest_minutes(endpoints, self.requests)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return {
            **asdict(self),
            "folder": str(self.folder),
            "requests": self.requests,
            "rows": self.rows,
            "minutes": self.minutes,
        }

    def _summary(self) -> str:
        parts = [f"{self.rows:,} rows", f"{self.requests:,} requests"]
        if self.recordings is not None:
            parts.append(f"{self.recordings:,} recordings ({format_size(self.recording_bytes)})")
        parts.append(_duration(self.minutes))
        return f"{self.experiment_id} to {self.folder}: {', '.join(parts)}"

    def __str__(self) -> str:
        lines = [self._summary()]
        for one in self.tables:
            rows = "?" if one.rows is None else f"{one.rows:,}"
            here = f", {one.here:,} here" if one.here else ""
            lines.append(
                f"  {one.name}: {one.refused}"
                if one.refused
                else f"  {one.name}: {rows} rows{here}, {one.requests:,} requests"
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        return representation(self)

    def _repr_html_(self) -> str:
        return as_typed(f"<pre>{escape(str(self))}</pre>")


def shortest_minutes(requests_of_endpoints: Iterable[int], requests: int) -> float:
    """Return how long so many requests take at least, under the limits of the contract.

    Parameters
    ----------
    requests_of_endpoints : iterable of int
        For each endpoint.
    requests : int
        In all.
    """
    limits = contract.rate_limits()
    minute = max(
        ((count - 1) // limits.per_minute_and_endpoint for count in requests_of_endpoints),
        default=0,
    )
    hours, rest = divmod(max(0, requests - 1), limits.per_hour_and_key)
    if not hours:
        return float(max(0, minute))
    return 60.0 * hours + min(minute, rest // limits.per_minute_and_endpoint)


def _duration(minutes: float) -> str:
    if minutes < 1:
        return "less than a minute of waiting for limits"
    if minutes < 90:
        return f"at least {minutes:.0f} minutes"
    return f"at least {minutes / 60:.1f} hours"
