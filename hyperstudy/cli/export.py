"""Commands that write a study in the formats of the field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, print_json

Folder = Annotated[Path, typer.Argument(metavar="STUDY", help="A study that was pulled.")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="Made when it is not there.")]
Media = Annotated[
    str, typer.Option(help="Files of recordings: link (no bytes are copied), copy or none.")
]
Names = Annotated[
    bool, typer.Option("--names", help="Keep ids, names and addresses; default: pseudonyms.")
]
Dates = Annotated[str, typer.Option(help="shift moves all times back by weeks, keep keeps them.")]
Pseudonyms = Annotated[
    Path | None,
    typer.Option(help="Where labels and their seed are kept; default: beside the study."),
]
Author = Annotated[list[str] | None, typer.Option(help="Author of the dataset; may be repeated.")]
License = Annotated[
    str | None, typer.Option("--license", help="License of the dataset, such as CC0.")
]

app = typer.Typer(
    name="export",
    help="Write a study in a format of the field: BIDS, Psych-DS, ELAN.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def bids(
    study: Folder,
    out: Out,
    media: Media = "link",
    names: Names = False,
    dates: Dates = "shift",
    pseudonyms: Pseudonyms = None,
    author: Author = None,
    license_: License = None,
    bep047: Annotated[
        bool, typer.Option("--bep047", help="Recordings in beh/, by the draft of BEP047.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a study as a BIDS dataset.

    People and rooms get labels; the file that can undo them stays beside the study.

    \b
    Examples:
      hyperstudy export bids study bids
      hyperstudy export bids study bids --author "A. One" --author "B. Two" --license CC0
    """
    from ..client.study import open_study

    report = open_study(study).export_bids(
        out,
        description=_given(Authors=author, License=license_),
        bep047=bep047,
        **_options(media, names, dates, pseudonyms),
    )
    _finish(report, as_json=as_json, quiet=quiet)


@app.command()
def psych_ds(
    study: Folder,
    out: Out,
    media: Media = "link",
    names: Names = False,
    dates: Dates = "shift",
    pseudonyms: Pseudonyms = None,
    author: Author = None,
    license_: License = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a study as a Psych-DS dataset: a CSV file for each table, each column described.

    \b
    Examples:
      hyperstudy export psych-ds study psychds
      hyperstudy export psych-ds study psychds --author "A. One" --license CC0-1.0
    """
    from ..client.study import open_study

    report = open_study(study).export_psych_ds(
        out,
        description=_given(author=author, license=license_),
        **_options(media, names, dates, pseudonyms),
    )
    _finish(report, as_json=as_json, quiet=quiet)


@app.command()
def elan(
    study: Folder,
    out: Out,
    media: Media = "link",
    names: Names = False,
    dates: Dates = "shift",
    pseudonyms: Pseudonyms = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a file of ELAN for each room of a study.

    \b
    Examples:
      hyperstudy export elan study elan
    """
    from ..client.study import open_study

    report = open_study(study).export_elan(out, **_options(media, names, dates, pseudonyms))
    _finish(report, as_json=as_json, quiet=quiet)


def _options(media: str, names: bool, dates: str, pseudonyms: Path | None) -> Any:
    """Give what all exports can be told; each checks the words for itself."""
    return {"media": media, "names": names, "dates": dates, "pseudonyms": pseudonyms}


def _given(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _finish(report: Any, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print_json(report.to_dict())
    else:
        note(str(report), quiet)
    if not report.complete:
        raise typer.Exit(NOT_COMPLETE)
