"""Tables that no list brings: one request for each room or deployment.

A row is one answer: what it is about, its ``data``, and what else it says, by the server's names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import contract
from ..exact_json import id_text
from ..exceptions import NotFoundError
from ..lists.query import ONLY_PATH_PARAMETER, request
from ..lists.report import FetchReport
from ..lists.unpaged import UnpagedList
from . import tables
from .known_rows import KnownRows
from .rows import identity, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta
    from pathlib import Path

    from ..lists.row_accounting import Row
    from ..transport.envelope import Envelope
    from .manifest import Manifest
    from .reading import Source
    from .staging import Staging
    from .tables import Table

OVER = "over"
"""Member of a row: the room had ended when it was asked for, so that nothing more will come."""


def ids(folder: Path, manifest: Manifest, table: Table) -> dict[str, bool]:
    """Give what a table has to be asked for, and whether each of them has ended.

    Parameters
    ----------
    folder : Path
        The study.
    manifest : Manifest
        Its manifest, which has the table of the rooms or deployments.
    table : Table
        A table with a request for each of these.
    """
    source = tables.table(str(table.each), str(manifest.experiment["id"]))
    rows = KnownRows(folder, source, manifest.tables.get(source.name)).listed()
    return {
        # A room gets the reason of its end when it ends (documented); deployments say nothing.
        one: row.get("completionReason") is not None
        for row in rows
        if (one := id_text(row.get("id"))) is not None
    }


def kept(table: Table, base: KnownRows, overlap: timedelta | None) -> dict[str, str]:
    """Give the rows of earlier pulls that need not be asked for again, as JSON text, by room.

    Parameters
    ----------
    table : Table
        The table.
    base : KnownRows
        What is there.
    overlap : timedelta or None
        None looks at all again.
    """
    if overlap is None or not table.in_rooms:
        return {}
    return {
        one.room: one.line
        for file in base.files
        for one in base.rows(file)
        if one.room is not None and parse([one.line])[0].get(OVER)
    }


def read(
    table: Table,
    staging: Staging,
    base: KnownRows,
    source: Source,
    overlap: timedelta | None,
    wanted: Mapping[str, bool],
) -> None:
    """Read what is missing of a table, so that its journal has an end.

    Parameters
    ----------
    table, staging, base, source, overlap
        As for `reading.read`.
    wanted : mapping of str to bool
        What :func:`ids` gave.

    Raises
    ------
    HyperStudyError
        If the server refuses or cannot be reached; the next call goes on from there.
    """
    if staging.ended is not None:
        return
    name = str(table.identifier)
    participant_key = {identity({name: one}, "", name): one for one in wanted}
    here = {place.last for place in staging.places}
    if staging.begun is None or not here <= participant_key.keys():
        staging.begin(0)
        here = set[bytes]()
    warnings: list[str] = list(staging.told.get("warnings", []))
    problems: list[str] = list(staging.told.get("problems", []))
    refusal: NotFoundError | None = None
    over = kept(table, base, overlap)
    for digest, one in participant_key.items():
        if digest in here:
            continue
        if one in over:
            (row,) = parse([over[one]])
        else:
            try:
                data, metadata, report = _asked(table, one, source)
            except NotFoundError as error:
                # The server would say the same of it to who asks for it alone.
                refusal = error
                continue
            row = _row(table, one, data, metadata, over=wanted[one])
            warnings += [text for text in report.server_warnings if text not in warnings]
            problems += [f"{report.what}: {text}" for text in report.findings()]
        told = {"promised": len(wanted), "warnings": warnings, "problems": problems}
        staging.add(staging.count, [row], told)
        source.came(table.name, 1, len(wanted))
    if refusal is not None and not staging.count:
        raise refusal
    staging.end(promised=staging.count, problems=problems, warnings=warnings)


def _asked(table: Table, about: str, source: Source) -> tuple[Any, dict[str, Any], FetchReport]:
    """Ask about one room or deployment; give data and metadata of the answer, and the report."""
    asked = request(table.query.operation, {ONLY_PATH_PARAMETER: about})
    report = FetchReport(what=asked.what)

    def send(**paging: int) -> Envelope:
        source.sent()
        return source.fetcher.send(asked, source.stop, None, **paging)

    if asked.operation.operation_id in contract.LISTS:
        whole = UnpagedList(send, report)
        return [row for part in whole.parts() for row in part], whole.metadata, report
    answer = send()
    report.server_warnings += answer.warnings
    return answer.data, answer.metadata, report


def _row(table: Table, about: str, data: Any, metadata: Mapping[str, Any], *, over: bool) -> Row:
    # What every answer says of itself is different each time, and no part of the data.
    common = contract.document()["components"]["schemas"]["DataMetadata"]["properties"]
    told: dict[str, Any] = {name: value for name, value in metadata.items() if name not in common}
    own = {OVER: over} if table.in_rooms else {}
    return {**told, str(table.identifier): about, **own, "data": data}


def answer_of(table: Table, row: Row) -> tuple[Any, dict[str, Any]]:
    """Give data and metadata of the answer that became a row."""
    own = {table.identifier, OVER, "data"}
    return row["data"], {name: value for name, value in row.items() if name not in own}
