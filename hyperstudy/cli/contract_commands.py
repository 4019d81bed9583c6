"""Commands that need no server: what columns mean, and whether a definition is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, print_json, print_table


def _types() -> list[str]:
    from .. import contract

    return list(contract.DATA_TYPES)


def describe(
    table: Annotated[str, typer.Argument(metavar="TYPE", autocompletion=_types)],
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show what the columns of a table mean: type, unit, meaning, and how sure that is.

    \b
    Examples:
      hyperstudy describe events
      hyperstudy describe ratings_sparse > ratings_dictionary.csv
      hyperstudy describe participants --json
    """
    from ..resources.data_dictionary import describe as give

    name = table.replace("-", "_")
    if as_json:
        print_json(give(name, output="dict"))
    else:
        print_table(give(name), ("column", "type", "unit", "meaning", "certainty"), quiet)


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML or JSON.")],
    online: Annotated[
        bool, typer.Option("--online", help="Ask the service too; it may know more.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check the definition of an experiment and name the place of each fault.

    Needs neither key nor network, unless the service is asked.

    \b
    Examples:
      hyperstudy validate study.yaml
      hyperstudy validate study.json --online
    """
    from ..exceptions import InputError
    from ..models import load_experiment
    from ..models.definition_check import verdict

    if not file.is_file():
        raise InputError(f"There is no file {file}.")
    experiment = load_experiment(file)
    result = verdict(experiment.to_dict())
    if online and result["valid"]:
        result = {"notes": result["notes"], **_ask(experiment)}
    if as_json:
        print_json(result)
    else:
        for text in result.get("errors") or ():
            typer.echo(text)
        for text in result.get("notes") or ():
            note(f"Note: {text}", quiet)
        faults = len(result.get("errors") or ())
        count = "1 fault" if faults == 1 else f"{faults} faults"
        summary = "is valid" if result["valid"] else f"is not valid: {count}"
        note(f"{file} {summary}", quiet)
    if not result["valid"]:
        raise typer.Exit(NOT_COMPLETE)


def _ask(experiment: Any) -> dict[str, Any]:
    from ..client import HyperStudy

    with HyperStudy() as hs:
        return hs.validate_experiment(experiment)
