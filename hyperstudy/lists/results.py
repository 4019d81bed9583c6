"""Rows become what the caller asked for, and carry the report of how complete they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from attrs import asdict

from .. import contract
from ..display.notices import (
    IncompleteDataWarning,
    ServerWarning,
    UnreadableValueWarning,
    warn_caller,
)
from .misnamed_columns import misnamed
from .recording_values import implausible_in
from .report import FetchReport, Rows, attach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .. import frames
    from ..contract.typed_rows import TypedReader
    from ..frames.columns import FrameBuilder
    from .row_accounting import Row

OUTPUTS = ("pandas", "polars", "arrow", "dict")


class Collector:
    """Makes a result of the wanted kind from rows that come page by page.

    Parameters
    ----------
    table : str
        Which frame contract the rows have.
    output : str
        One of :data:`OUTPUTS`.

    Attributes
    ----------
    read : TypedReader or None
        The quickest way to read the answers that the rows come from, if there is one.
    """

    def __init__(self, table: str, output: str) -> None:
        self._table = table
        self._count = 0
        self._rows = Rows()
        self._builder: FrameBuilder | None = None
        self.read: TypedReader | None = None
        if output != "dict":
            from .. import frames
            from ..contract.typed_rows import TypedReader

            columns = contract.columns(table)
            self._builder = frames.builder(columns, cast("frames.Output", output))
            # What reads the answers refuses numbers that no float holds.
            digest = partial(self._builder.digest, finite=True)
            self.read = TypedReader(columns, contract.identifier(table), digest)

    def add(self, rows: Sequence[Row]) -> None:
        """Take the rows of a page."""
        self._count += len(rows)
        if self._builder is None:
            self._rows += rows
        else:
            self._builder.add(rows)
            if self.read is not None:
                self.read.meet(self._builder.unknown_keys, self._builder.mixed_keys)

    def finish(self, report: FetchReport) -> Any:
        """Give the result, which carries the report of how complete it is."""
        report.rows = self._count
        if self._builder is None:
            self._look_at(self._rows, report)
            return attach(self._rows, report)
        built = self._builder.finish()
        report.unreadable = [asdict(one) for one in built.notes.unreadable]
        report.renamed = [asdict(one) for one in built.notes.renamed]
        report.note_converted([asdict(one) for one in built.notes.converted])
        report.misnamed = misnamed(self._table, built.frame)
        self._look_at(built.frame, report)
        return attach(built.frame, report)

    def _look_at(self, result: Any, report: FetchReport) -> None:
        if self._table == "recordings":
            report.implausible = implausible_in(result)


def convert(rows: Sequence[Row], table: str, output: str, report: FetchReport) -> Any:
    """Make a result of rows that came at once."""
    collector = Collector(table, output)
    collector.add(rows)
    return collector.finish(report)


def warn_of_server(what: str, texts: Iterable[str]) -> None:
    """Warn of what the server told of an answer, and say of which one."""
    for text in texts:
        warn_caller(f"{what}: {text}" if what else text, ServerWarning)


def warn_of_findings(report: FetchReport) -> None:
    """Warn of what a reader of the data has to know."""
    warn_of_server(report.what, report.server_warnings)
    findings = report.findings()
    if not findings:
        return
    category = UnreadableValueWarning if report.complete else IncompleteDataWarning
    warn_caller(f"{report.what}: {'; '.join(findings)}.", category)
