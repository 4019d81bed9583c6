"""Commands that fetch one thing: an experiment, a persona, the counts of a participant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..resources.agents import Agents
from ..resources.data import Data
from ..resources.deployments import Deployments
from ..resources.experiments import Experiments
from ..resources.personas import Personas
from .derived_options import derive, name_of
from .output import Json, Quiet, note, own_options, print_facts, print_json, readable_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_METHODS = (
    Data.get_counts,
    Experiments.get_experiment,
    Experiments.get_experiment_config,
    Deployments.get_deployment,
    Deployments.get_agent_spend,
    Personas.get_persona,
    Personas.get_cognition_catalog,
    Agents.get_agent_decision,
)

_Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write to this file (.json), whole or not at all."),
]
_OWN = own_options(out=(None, _Out), as_json=(False, Json), quiet=(False, Quiet))


def things() -> dict[str, Callable[..., Any]]:
    """Give the methods that answer with one thing, by the name of what they fetch."""
    return {name_of(method.__name__): method for method in _METHODS}


def thing_command(method: Callable[..., Any], words: str) -> Callable[..., None]:
    """Make the function of a command that fetches one thing.

    Parameters
    ----------
    method : function
        A method of the client that answers with a dict.
    words : str
        The words that the command is called with, for its examples.
    """

    def run(**arguments: Any) -> None:
        own = {one.name: arguments.pop(one.name) for one in _OWN}
        _fetch(method.__name__, arguments, **own)

    return derive(run, method, words, _OWN, ("", " -o it.json", " --json"))


def _fetch(
    method: str, arguments: Mapping[str, Any], *, out: Path | None, as_json: bool, quiet: bool
) -> None:
    from ..client import HyperStudy
    from ..exceptions import InputError
    from ..files.atomic import whole
    from ..files.tables import check_place
    from ..resources.info import Info

    if out is not None:
        if out.suffix.lower() != ".json":
            raise InputError(f"{out} is no place for one thing: let its name end with .json.")
        check_place(out, "json")
    with HyperStudy() as hs:
        thing = getattr(hs, method)(**arguments)
    if out is not None:
        with whole(out) as part:
            part.write_text(f"{readable_json(thing)}\n", "utf-8", "backslashreplace")
        note(f"{out} is written.", quiet)
    elif as_json or not sys.stdout.isatty():
        print_json(thing)
    elif isinstance(thing, Info):
        typer.echo(str(thing))
    else:
        print_facts(thing)
