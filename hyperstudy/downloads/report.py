"""What became of each recording: kept while the work goes on, and given as columns of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from . import sidecar
from .events import Done, Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from pathlib import Path

    import pandas as pd

    from .events import Event
    from .job import Saved
    from .plan import DownloadPlan

PENDING = "pending"
"""Status in the sidecar as long as the work goes on; it stays only if the program is killed."""


@define
class Outcome:
    """What became of one file."""

    status: str = PENDING
    saved: Saved | None = None
    error: Exception | None = None
    attempts: int = 0

    @property
    def listed(self) -> int | None:
        """Bytes that HyperStudy listed for the file that is there."""
        return self.saved.listed if self.saved else None

    def cells(self) -> dict[str, Any]:
        """Give it as values of columns."""
        saved = self.saved
        return {
            sidecar.LOCAL_PATH: str(saved.path) if saved else None,
            sidecar.STATUS: self.status,
            sidecar.SIZE: saved.size if saved else None,
            sidecar.SHA256: saved.sha256 if saved else None,
            sidecar.VERIFIED: saved.verified if saved else None,
            sidecar.ERROR: _in_words(self.error),
            "attempts": self.attempts,
        }


class Report:
    """The outcomes of a plan's files; a listener of events.

    Parameters
    ----------
    plan : DownloadPlan
        The plan.
    frame : pandas.DataFrame
        The listing, one row for each row of the plan.
    """

    def __init__(self, plan: DownloadPlan, frame: pd.DataFrame) -> None:
        self._plan = plan
        self._listing = frame
        self.notes: list[str] = []
        self._cells: list[dict[str, Any]] | None = None
        skipped = plan.skipped()
        self.outcomes = [
            Outcome("skipped", skipped[number]) if number in skipped else Outcome()
            for number in range(len(plan.files))
        ]

    def __call__(self, event: Event) -> None:
        """Note an event."""
        match event:
            case Done(number=number, saved=saved):
                self.outcomes[number] = Outcome(saved.status, saved, None, saved.attempts)
            case Failed(number=number, error=error, attempts=attempts):
                self.outcomes[number] = Outcome("failed", None, error, attempts)
            case _:
                pass

    def stop(self, why: Exception, attempts: Mapping[int, int]) -> None:
        """Note that nothing more will come, and how often what is open was asked for."""
        for number, one in enumerate(self.outcomes):
            if one.status == PENDING:
                self.outcomes[number] = Outcome("failed", None, why, attempts.get(number, 0))

    @property
    def failed(self) -> dict[str, Exception]:
        """The files that could not be had, by name, and why."""
        return {
            planned.name: one.error
            for planned, one in zip(self._plan.files, self.outcomes, strict=True)
            if one.error is not None
        }

    @property
    def differing(self) -> list[Saved]:
        """The files that came, and have another size than HyperStudy lists."""
        return [one.saved for one in self.outcomes if one.saved and differs(one.saved)]

    @property
    def whole(self) -> int:
        """How many files are whole."""
        return sum(one.saved is not None for one in self.outcomes)

    def frame(self) -> pd.DataFrame:
        """Give the listing with what became of each recording."""
        import pandas as pd

        frame = self._listing.copy()
        rows = [self.outcomes[number].cells() for number in self._plan.of_row]
        for name in Outcome().cells():
            values = [row[name] for row in rows]
            kind = "Int64" if name in {sidecar.SIZE, "attempts"} else "object"
            if name in frame.columns:
                # A recording may have an `error` of its own: it is not overwritten.
                frame = frame.rename(columns={name: _free(name, frame.columns)})
            frame[name] = pd.Series(values, index=frame.index, dtype=kind)
        return frame

    def write(self) -> Path:
        """Write the sidecar.

        Raises
        ------
        OSError
            If that is not possible; an older one is as it was.
        """
        frame = self.frame()
        for name in (sidecar.LISTED, sidecar.SOURCE):
            if name in frame.columns:
                frame = frame.rename(columns={name: _free(name, frame.columns)})
        columns = [*frame.columns, sidecar.LISTED, sidecar.SOURCE]
        rows: list[Mapping[str, Any]] = [
            {
                **row,
                sidecar.LISTED: self.outcomes[number].listed,
                sidecar.SOURCE: self._plan.files[number].key,
            }
            for row, number in zip(_rows(frame), self._plan.of_row, strict=True)
        ]
        return sidecar.write(self._plan.folder, columns, rows, self.notes.append)


def differs(saved: Saved) -> bool:
    """Return whether a file came that has another size than HyperStudy lists."""
    return saved.status == "downloaded" and saved.listed not in (None, saved.size)


def write_one(plan: DownloadPlan, saved: Saved, note: Callable[[str], None]) -> Path:
    """Write the sidecar after the one file of a plan came; it keeps all other rows.

    Without the row another recording of the same file name would take the place of this one.

    Raises
    ------
    OSError
        If that is not possible; an older one is as it was.
    """
    (planned,) = plan.files
    cells = Outcome(saved.status, saved, None, saved.attempts).cells()
    cells |= {sidecar.LISTED: saved.listed, sidecar.SOURCE: planned.key}
    listed = {str(name): value for name, value in planned.recording.items()}
    row = {
        _free(name, listed) if name in cells else name: value for name, value in listed.items()
    } | cells
    return sidecar.write(plan.folder, list(row), [row], note)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    return [{name: values[at] for name, values in columns.items()} for at in range(len(frame))]


def _free(name: str, taken: Container[str]) -> str:
    name = f"{name}_of_recording"
    while name in taken:
        name += "_"
    return name


def _in_words(error: Exception | None) -> str | None:
    if error is None:
        return None
    return " ".join(str(error).split()) or type(error).__name__
