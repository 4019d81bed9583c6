"""Commands that fetch a table. Their options are the parameters of the client's methods.

The methods follow from the contract (``nox -s regenerate``), so that a filter which the API gains
is an option here at once.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..resources.data_methods import DataMethods
from ..resources.list_methods import ListMethods
from .derived_options import derive, name_of
from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, own_options, print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def methods() -> dict[str, Callable[..., Any]]:
    """Give the methods that answer with a table, by the name of what they fetch."""
    return {
        name_of(name): method
        for owner in (DataMethods, ListMethods)
        for name, method in vars(owner).items()
        if re.match("(get|list)_", name)
    }


def table_command(method: Callable[..., Any], words: str) -> Callable[..., None]:
    """Make the function of a command that fetches a table.

    Parameters
    ----------
    method : function
        A generated method that answers with a frame.
    words : str
        The words that the command is called with, for its examples.
    """
    has_progress = "progress" in inspect.signature(method).parameters

    def run(**arguments: Any) -> None:
        own = {one.name: arguments.pop(one.name) for one in _OWN}
        if has_progress:
            arguments["progress"] = not own["quiet"]
        _fetch(method.__name__, arguments, **own)

    return derive(run, method, words, _OWN, ("", " -o table.csv", " --json"))


def _fetch(
    method: str,
    arguments: Mapping[str, Any],
    *,
    out: Path | None,
    format: str | None,
    as_json: bool,
    for_excel: bool = False,
    quiet: bool,
    part: str | None = None,
) -> None:
    """Call a method of the client and hand over what it gives, or the named part of it."""
    from ..client import HyperStudy
    from ..exceptions import InputError
    from ..files.tables import BINARY, OUTPUT_OF, check_place, format_of, write, write_text
    from ..lists.report import fetch_report
    from .highlights import HIGHLIGHTS

    if as_json and out is None and format is None:
        format = "json"
    kind = format_of(out, format)
    if as_json and kind != "json":
        choice = f"--format {format}" if format is not None else f"the name {str(out)!r}"
        raise InputError(
            f"--json asks for JSON, and {choice} for {kind}: leave one of them out, or let the "
            "name of the file end with .json."
        )
    _check_excel(for_excel, kind)
    if out is not None:
        check_place(out, kind)
    elif kind in BINARY:
        raise InputError(f"{kind} is no text to print: name a file with -o.")
    with HyperStudy() as hs:
        table = getattr(hs, method)(**arguments, output=OUTPUT_OF[kind])
    table = table if part is None else table[part]
    report = fetch_report(table)
    note(str(report), quiet)
    if out is not None:
        write(table, out, kind, excel=for_excel)
        note(f"{out} is written.", quiet)
    elif format is None and not for_excel:
        kinds = (name_of(method).replace("-", "_"), arguments.get("kind"))
        print_table(table, HIGHLIGHTS.get("_".join(filter(None, kinds)), ()), quiet)
    else:
        write_text(table, sys.stdout, kind, excel=for_excel)
    if not report.complete:
        raise typer.Exit(NOT_COMPLETE)


def _check_excel(for_excel: bool, kind: str) -> None:
    if for_excel and kind not in ("csv", "xlsx"):
        from ..exceptions import InputError

        raise InputError(f"--for-excel is for CSV and xlsx, and {kind} was asked for.")


_Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Write to this file (.csv, .parquet, .ndjson, .json, .xlsx): whole or not at all.",
    ),
]
_Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="csv|parquet|ndjson|json|xlsx",
        help="Default: by the ending of the file, else CSV.",
    ),
]
_ForExcel = Annotated[
    bool,
    typer.Option(
        "--for-excel",
        help="CSV that Excel opens well: marked as UTF-8, nothing computed, local times beside.",
    ),
]
_OWN = own_options(
    out=(None, _Out),
    format=(None, _Format),
    as_json=(False, Json),
    for_excel=(False, _ForExcel),
    quiet=(False, Quiet),
)


def variables(
    room_id: Annotated[str, typer.Argument(metavar="ROOM_ID", help="The id of the room.")],
    timeline: Annotated[
        bool, typer.Option("--timeline", help="One row for each state instead of each write.")
    ] = False,
    out: _Out = None,
    format: _Format = None,
    as_json: Json = False,
    for_excel: _ForExcel = False,
    quiet: Quiet = False,
) -> None:
    """Shared variables of a room: each write, or their values state by state.

    \b
    Examples:
      hyperstudy get variables room_31
      hyperstudy get variables room_31 --timeline -o timeline.csv
    """
    _fetch(
        "get_variables",
        {"room_id": room_id},
        out=out,
        format=format,
        as_json=as_json,
        for_excel=for_excel,
        quiet=quiet,
        part="timeline" if timeline else "writes",
    )


def all_data(
    participant_id: Annotated[
        str, typer.Argument(metavar="PARTICIPANT_ID", help="The id of the participant.")
    ],
    room_id: Annotated[str, typer.Option("--room", "--room-id", help="The id of the room.")],
    folder: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Made when it is not there.")
    ],
    format: _Format = "csv",
    for_excel: _ForExcel = False,
    quiet: Quiet = False,
) -> None:
    """Everything that there is of one participant in one room: a file for each table.

    \b
    Examples:
      hyperstudy get all-data user_12 --room room_31 -o user_12
      hyperstudy get all-data user_12 --room room_31 -o user_12 --format parquet
    """
    from ..client import HyperStudy
    from ..files.folders import prepared
    from ..files.tables import OUTPUT_OF, check_place, format_of, write
    from ..lists.report import fetch_report

    kind = format_of(None, format)
    _check_excel(for_excel, kind)
    with prepared(folder), HyperStudy() as hs:
        check_place(folder / f"events.{kind}", kind)
        tables = hs.get_all_data(participant_id, room_id=room_id, output=OUTPUT_OF[kind])
    complete = True
    for name, table in tables.items():
        report = fetch_report(table)
        complete = complete and report.complete
        note(str(report), quiet)
        write(table, folder / f"{name}.{kind}", kind, excel=for_excel)
    note(f"{len(tables)} files are in {folder}.", quiet)
    if not complete:
        raise typer.Exit(NOT_COMPLETE)
