"""Commands for a study on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, print_json, print_table


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
        report = cast("Any", hs.pull(experiment_id, folder, **chosen))
    if as_json:
        print_json(report.to_dict())
    elif dry_run:
        typer.echo(str(report))
    else:
        note(str(report), quiet)
    if dry_run:
        return
    if not report.complete:
        raise typer.Exit(NOT_COMPLETE)
    note(f"Next: hyperstudy verify {folder}", quiet)


def clock(
    folder: Annotated[Path, typer.Argument(metavar="STUDY", help="Folder of a study.")],
    room_id: Annotated[str, typer.Argument(metavar="ROOM", help="Id of a room.")],
    files: Annotated[
        bool, typer.Option(help="Look into the files of recordings that are there.")
    ] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show when films ran in a room, where its recordings lie, and how sure that is.

    Onsets are ms since the first state of the room; film and file times are seconds.

    \b
    Examples:
      hyperstudy clock study room_31
      hyperstudy clock study room_31 --json
    """
    from ..client.study import open_study

    made = open_study(folder).clock(room_id, files=files)
    if as_json:
        print_json(made.to_dict())
        return
    print_table(made.films.round(3), quiet=quiet)
    print_table(made.recordings.drop(columns="findings").round(3), quiet=quiet)
    for finding in made.findings:
        note(finding, quiet)


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


def report(
    folder: Annotated[Path, typer.Argument(metavar="STUDY", help="The folder of a study.")],
    page: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where the page goes, such as report.html."),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(help="A TOML file with rules that differ from the usual ones.")
    ] = None,
    since: Annotated[
        Path | None, typer.Option(help="An earlier report, page or JSON, to compare with.")
    ] = None,
    identify: Annotated[
        bool, typer.Option("--identify", help="Show ids of people and rooms, not only labels.")
    ] = False,
    contents: Annotated[
        bool, typer.Option(help="Compare the hash of every file, or sizes only, which is quick.")
    ] = True,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write one page that shows whether the data of a study are good, without a connection.

    Rules mark what needs a look; nothing is excluded. The status is 9 if a rule of level "must"
    marks something. People have labels such as P01.

    \b
    Examples:
      hyperstudy report study -o report.html
      hyperstudy report study -o report.html --since yesterday.html
      hyperstudy report study --json > findings.json
    """
    from ..client.study import open_study

    made = open_study(folder).report(
        page, rules=rules, since=since, identify=identify, check_files=contents
    )
    if as_json:
        print_json(made.to_dict())
    elif page is None:
        typer.echo(str(made))
    else:
        note(str(made), quiet)
        note(f"The page: {page}", quiet)
    if not made.passed:
        raise typer.Exit(NOT_COMPLETE)
