"""Commands that are made only when they are called, so that help comes at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyCommands(TyperGroup):
    """A group of which some commands are made late."""

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        # Typer knows only the commands that are made, and would suggest beside what is said here.
        self.suggest_commands = False

    def late(self) -> Mapping[str, str]:
        """Give the names of the late commands, and what each one does in a line."""
        raise NotImplementedError

    def make(self, name: str) -> Any:
        """Make one of the late commands."""
        raise NotImplementedError

    def elsewhere(self) -> Mapping[str, str]:
        """Give names that are no commands of this group, each with what to call instead."""
        return {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Name all commands."""
        return [*self.late(), *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give a command; underscores are read as hyphens."""
        name = cmd_name.replace("_", "-")
        if name in self.late():
            return self.make(name)
        found: Any = super().get_command(ctx, name)
        if found is None and not ctx.resilient_parsing:
            meant = self._meant(ctx, name)
            suggestion = f" Did you mean {meant!r}?" if meant else ""
            raise typer.BadParameter(f"there is no {cmd_name!r}.{suggestion}", ctx=ctx)
        return found

    def _meant(self, ctx: Any, name: str) -> str | None:
        options = {option for one in self.get_params(ctx) for option in one.opts}
        if f"--{name}" in options:
            return f"{ctx.command_path} --{name}"
        instead = {**self.elsewhere(), **{one: one for one in self.list_commands(ctx)}}
        return next((instead[one] for one in get_close_matches(name, instead, n=1)), None)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands into the help, without making any."""
        late = self.late()
        rows = [
            (name, late[name] if name in late else _first_line(self.get_command(ctx, name)))
            for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def single(name: str, function: Any) -> Any:
    """Make one command of a function."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(function)
    return typer.main.get_command(alone)


def _first_line(command: Any) -> str:
    return str(command.help or "").strip().partition("\n")[0]
