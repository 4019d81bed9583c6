"""``hyperstudy get``: whatever the client can get, each by its own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from .derived_options import first_line
from .lazy_commands import LazyCommands, single
from .single_objects import thing_command, things
from .tables import all_data, methods, table_command, variables

if TYPE_CHECKING:
    from collections.abc import Mapping


class GetCommands(LazyCommands):
    """One command for each kind of table, and for each thing that there is one of."""

    def late(self) -> Mapping[str, str]:
        """Give the first line of what documents each method."""
        return {name: first_line(method) for name, method in {**methods(), **things()}.items()}

    def make(self, name: str) -> Any:
        """Make the command that fetches it."""
        words = f"get {name}"
        if name in things():
            return single(name, thing_command(things()[name], words))
        return single(name, table_command(methods()[name], words))


get = typer.Typer(
    name="get",
    cls=GetCommands,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Fetch a table: to a file, or to stdout as CSV (in a terminal: as a table).

    What there is one of, such as an experiment or the counts of a participant, comes as JSON.

    \b
    Examples:
      hyperstudy get events exp_7 -o events.csv
      hyperstudy get ratings room_31 --scope room --kind sparse -o ratings.parquet
      hyperstudy get chat exp_7 --format ndjson | head
      hyperstudy get counts user_12 --room room_31
      hyperstudy get events --help
    """,
)
get.command()(variables)
get.command()(all_data)


@get.callback()
def _get() -> None:
    pass
