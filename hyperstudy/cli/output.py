"""What commands print: data to stdout, talk to stderr."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json = Annotated[bool, typer.Option("--json", help="Print JSON, every value as it came.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No talk on stderr but warnings and errors.")
]
_MOST_ROWS = 50


def own_options(**options: tuple[Any, Any]) -> list[inspect.Parameter]:
    """Make parameters of a command, each from its default and its annotation."""
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (default, kind) in options.items()
    ]


def note(text: str, quiet: bool = False) -> None:
    """Write a message, which is no data, to stderr."""
    if not quiet:
        typer.echo(text, err=True)


def readable_json(value: Any, indent: int | None = 2) -> str:
    """Write one JSON value for people to read."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    typer.echo(readable_json(value))


def print_facts(facts: Mapping[str, Any], indent: str = "") -> None:
    """Print names and values, one a line; the members of a value below its name."""
    width = max((len(name) for name, value in facts.items() if not _has_members(value)), default=0)
    for name, value in facts.items():
        if _has_members(value):
            typer.echo(indent + printable(name))
            print_facts(value, f"{indent}  ")
            continue
        shown = value if isinstance(value, str) else readable_json(value, None)
        typer.echo(f"{indent}{printable(name):<{width}}  {printable(shown)}")


def _has_members(value: Any) -> bool:
    return isinstance(value, dict) and value != {}


def printable(text: str) -> str:
    """Replace what would steer the terminal instead of being shown."""
    return "".join(sign if sign.isprintable() else "␣" for sign in text)


def print_table(frame: Any, first: Sequence[str] = (), quiet: bool = False) -> None:
    """Print a frame: for people into a terminal, as CSV into anything else.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    first : sequence of str, optional
        The columns to show if not all have room.
    quiet : bool, optional
        Do not say what is not shown.
    """
    if not sys.stdout.isatty():
        from ..files.tables import write_text

        write_text(frame, sys.stdout, "csv")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    head = frame.head(_MOST_ROWS)
    cells = {str(name): [_cell_text(value) for value in head[name]] for name in frame.columns}
    names = _fitting(cells, [*(one for one in first if one in cells), *cells], console.width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in zip(*(cells[name] for name in names), strict=True):
        # Text from a server is no markup.
        table.add_row(*(Text(printable(one)) for one in row))
    console.print(table)
    if len(frame) > len(head) or len(cells) > len(names):
        note(
            f"{len(head)} of {len(frame)} rows and {len(names)} of {len(cells)} columns are shown; "
            "-o FILE or --json gives all.",
            quiet,
        )


def _fitting(cells: Mapping[str, Sequence[str]], order: Sequence[str], width: int) -> list[str]:
    """Choose columns that have values, as many as have room."""
    chosen: list[str] = []
    for name in dict.fromkeys(order):
        if cells[name] and not any(cells[name]):
            continue
        width -= max(len(name), *(min(len(one), 30) for one in cells[name] or [""])) + 3
        if width < 0 and chosen:
            break
        chosen.append(name)
    return chosen


def _cell_text(value: Any) -> str:
    import pandas as pd

    if isinstance(value, (dict, list)):
        from ..frames.json_text import json_text

        return json_text(value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)
