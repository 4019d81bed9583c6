"""What the command line can do. Data goes to stdout, talk to stderr.

What a command needs is imported in it, so that help and completion come at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import __version__
from . import account, contract_commands, export, recordings, sandbox_commands, study
from .exit_status import STATUSES
from .lazy_commands import LazyCommands, single

if TYPE_CHECKING:
    from collections.abc import Mapping

_ORDER = (
    *("login", "logout", "whoami", "experiments", "rooms", "participants", "get", "recordings"),
    *("pull", "verify", "report", "clock", "export"),
    *("describe", "validate", "sandbox", "demo"),
)


class Commands(LazyCommands):
    """All commands. Those that fetch tables follow from the contract and are made late."""

    def late(self) -> Mapping[str, str]:
        """Give their names, and what each one does in a line."""
        return {
            "experiments": "List the experiments that the key can see.",
            "rooms": "List the rooms of an experiment.",
            "participants": "List who took part in an experiment or a room.",
            "get": "Fetch a table, such as events or ratings: to a file or to stdout.",
        }

    def make(self, name: str) -> Any:
        """Make one."""
        if name == "get":
            from .get import get

            return typer.main.get_command(get)
        from . import tables

        return single(name, tables.table_command(tables.methods()[name], name))

    def elsewhere(self) -> Mapping[str, str]:
        """Return what only ``get`` fetches, since people leave that word out."""
        from .get import get

        fetching: Any = typer.main.get_command(get)
        return {name: f"hyperstudy get {name}" for name in fetching.list_commands(None)}

    def list_commands(self, ctx: Any) -> list[str]:
        """Name all commands in the order in which people come to need them."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)


app = typer.Typer(
    name="hyperstudy",
    cls=Commands,
    help="""From a HyperStudy experiment to analysis-ready data.

    \b
    Examples:
      hyperstudy login
      hyperstudy experiments
      hyperstudy get events exp_7 -o events.csv
      hyperstudy get --help
    """,
    epilog=STATUSES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help takes half the time of a decorated one, and reads well in pipes and aloud.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"hyperstudy {__version__}")
        raise typer.Exit


@app.callback()
def _everything(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    pass


app.command()(account.login)
app.command()(account.logout)
app.command()(account.whoami)
app.command()(recordings.recordings)
app.command()(study.pull)
app.command()(study.verify)
app.add_typer(export.app)
app.command()(study.clock)
app.command()(study.report)
app.command()(contract_commands.describe)
app.command()(contract_commands.validate)
app.command()(sandbox_commands.sandbox)
app.command()(sandbox_commands.demo)
