"""Commands that work with made-up studies, without key and network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

_SEED = typer.Option(help="Another number makes another study.")


def _studies() -> list[str]:
    from ..sandbox import studies

    return list(studies())


def demo(
    folder: Annotated[
        Path, typer.Argument(help="Where the results go; made when it is not there.")
    ] = Path("hyperstudy-demo"),
    seed: Annotated[int, _SEED] = 7,
) -> None:
    """Fetch a made-up study from the embedded sandbox: frames, recordings and a picture.

    Needs no key and no network.

    \b
    Example:
      hyperstudy demo my-first-study
    """
    from .demo import run

    run(folder, seed=seed)


def sandbox(
    study: Annotated[
        str, typer.Option(help="Which made-up study.", autocompletion=_studies)
    ] = "movie-dyads",
    rooms: Annotated[
        int | None, typer.Option(min=1, help="How many rooms; default: its own.")
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option(min=0.5, max=600, help="Length of the main part; default: its own."),
    ] = None,
    seed: Annotated[int, _SEED] = 7,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8765,
    rate_limits: Annotated[
        bool, typer.Option("--rate-limits", help="Refuse what is above the service's limits.")
    ] = False,
    faults: Annotated[
        str | None,
        typer.Option(
            help="Fail on purpose, kind=setting:chance, such as: rate-limit=2:0.05,cut:0.02; "
            "all is every kind, and a kind that there is not lists them."
        ),
    ] = None,
    latency: Annotated[float, typer.Option(min=0, help="Seconds before each answer.")] = 0.0,
    defects: Annotated[
        str | None,
        typer.Option(
            help="Plant defects in the data, such as: flat-rater,dropped-room; all plants what "
            "fits, none gives a study in which everything went well."
        ),
    ] = None,
    page_limit: Annotated[
        int | None, typer.Option(min=1, help="Rows of a page at most, however many are asked for.")
    ] = None,
) -> None:
    """Serve a made-up study on this machine, as the real service would, until Ctrl-C.

    Prints what to set so that scripts use it, and where its contract can be read.

    \b
    Examples:
      hyperstudy sandbox
      hyperstudy sandbox --study movie-dyads --rooms 40 --seed 7
      hyperstudy sandbox --rate-limits --latency 0.2
    """
    from ..sandbox import serve
    from ..validation import choice

    options: dict[str, Any] = {"rooms": rooms, "minutes": minutes, "page_limit": page_limit}
    if defects is not None:
        named = [] if defects == "none" else [one.strip() for one in defects.split(",")]
        options["defects"] = "all" if named == ["all"] else named
    wanted = choice("study", study, _studies())
    try:
        serve(
            wanted,
            seed=seed,
            port=port,
            rate_limits=rate_limits,
            faults=faults,
            latency=latency,
            **options,
        )
    except ValueError as error:
        # What an option may be is known where it is used; here it is wrong input like any other.
        raise typer.BadParameter(str(error)) from None
