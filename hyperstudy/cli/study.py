"""Commands for a study on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, print_json


def _tables() -> list[str]:
    from ..study import tables

    return list(tables.NAMES)


def pull(
    experiment_id: Annotated[str, typer.Argument(metavar="EXPERIMENT_ID")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made when it is not there.")],
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type", help="Only this table; may be repeated. Default: all.", autocompletion=_tables
        ),
    ] = None,
    recordings: Annotated[
        bool, typer.Option("--recordings", help="Download the files of the recordings, too.")
    ] = False,
    names: Annotated[
        bool, typer.Option(help="Let files have the names of people, or only their ids.")
    ] = True,
    everything_again: Annotated[
        bool, typer.Option("--again", help="Read every list again, not only what may be new.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what it would cost.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring a whole study to disk, and later what is new.

    Run the same line again after whatever went wrong: it asks only for what is missing. DIR holds
    Parquet files, which hyperstudy.open_study(DIR) reads without a connection, as do DuckDB,
    Polars, Dask and Spark.

    \b
    Examples:
      hyperstudy pull exp_7 study --dry-run
      hyperstudy pull exp_7 study
      hyperstudy pull exp_7 study --type events --type ratings_sparse --recordings
    """
    from ..client import HyperStudy

    chosen: dict[str, Any] = {
        "types": [one.replace("-", "_") for one in types] if types else None,
        "recordings": recordings,
        "use_names": names,
        "progress": not quiet,
        "dry_run": dry_run,
    }
    if everything_again:
        chosen["overlap"] = None
    with HyperStudy() as hs:
        told = cast("Any", hs.pull(experiment_id, folder, **chosen))
    if as_json:
        print_json(told.to_dict())
    elif dry_run:
        typer.echo(str(told))
    else:
        note(str(told), quiet)
    if dry_run:
        return
    if not told.complete:
        raise typer.Exit(NOT_COMPLETE)
    note(f"Next: hyperstudy verify {folder}", quiet)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Of a study, or of recordings.")],
    contents: Annotated[
        bool, typer.Option(help="Read every file, or compare sizes only, which is quick.")
    ] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Prove that a study or a folder of recordings is complete, without a connection.

    Names what is missing, changed or unfinished. The status is 9 if anything is.

    \b
    Examples:
      hyperstudy verify study
      hyperstudy verify recordings
      hyperstudy verify study --no-contents --quiet && echo complete
    """
    from ..downloads.check import check_recordings
    from ..downloads.sidecar import NAME

    if (folder / NAME).is_file():
        checked: Any = check_recordings(folder, contents=contents, progress=not quiet)
    else:
        from ..study.verify import verify as verify_study

        checked = verify_study(folder, contents=contents, progress=not quiet)
    if as_json:
        print_json(checked.to_dict())
    elif not quiet:
        typer.echo(str(checked))
    if not checked.complete:
        raise typer.Exit(NOT_COMPLETE)
