"""Commands for recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .exit_status import NOT_COMPLETE
from .output import Json, Quiet, note, print_json


def recordings(
    scope_id: Annotated[
        str, typer.Argument(metavar="ID", help="Of the experiment or what --scope says.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made when it is not there.")],
    scope: Annotated[
        str, typer.Option(metavar="experiment|room|participant", help="What ID names.")
    ] = "experiment",
    room_id: Annotated[
        str | None,
        typer.Option("--room", "--room-id", help="Only of this room; needed for a participant."),
    ] = None,
    deployment_id: Annotated[
        str | None,
        typer.Option("--deployment", "--deployment-id", help="Only of this deployment."),
    ] = None,
    recording_type: Annotated[
        str | None, typer.Option("--type", metavar="video|audio", help="Only of this type.")
    ] = None,
    existing: Annotated[
        str,
        typer.Option(
            metavar="skip|replace|verify|keep",
            help="What to do with files that are there: skip those of the right size, replace all, "
            "verify by hash, or keep whatever is there.",
        ),
    ] = "skip",
    names: Annotated[
        bool, typer.Option(help="Let files have the names of people, or only their ids.")
    ] = True,
    parallel: Annotated[int | None, typer.Option(help="Files at the same time, 1 to 16.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done.")
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Download the recordings of an experiment, a room or a participant into a folder.

    Run it again after whatever went wrong: whole files are not fetched a second time, unfinished
    ones go on where they stopped. hyperstudy verify DIR checks the folder later, offline.

    \b
    Examples:
      hyperstudy recordings exp_7 recordings
      hyperstudy recordings exp_7 recordings --dry-run
      hyperstudy recordings user_12 videos --scope participant --room room_31 --type video
    """
    from ..client import HyperStudy

    chosen: dict[str, Any] = {
        "output_dir": folder,
        "scope": scope,
        "room_id": room_id,
        "deployment_id": deployment_id,
        "recording_type": recording_type,
        "existing": existing,
        "use_names": names,
        "progress": not quiet,
    }
    with HyperStudy() as hs:
        if dry_run:
            plan = hs.plan_downloads(scope_id, **chosen)
            if as_json:
                print_json(
                    [
                        {"file": one.name, "action": one.action, "size": one.size, "have": one.have}
                        for one in plan.files
                    ]
                )
            else:
                typer.echo(str(plan))
            return
        frame = hs.download_recordings(scope_id, parallel=parallel, **chosen)
    counts = frame["download_status"].value_counts()
    if as_json:
        shown = ["recordingId", "participantId", "roomId", "local_path", "download_status", "bytes"]
        kept = frame[[one for one in (*shown, "sha256", "verified", "error") if one in frame]]
        typer.echo(kept.to_json(orient="records", indent=2, force_ascii=False))
    summary = ", ".join(f"{count} {status}" for status, count in counts.items())
    options = {"room": room_id, "deployment": deployment_id, "type": recording_type}
    listed_options = "".join(
        f", {name} {value}" for name, value in options.items() if value is not None
    )
    none = f"no recordings of {scope} {scope_id}{listed_options}"
    note(f"{summary} in {folder}" if summary else none, quiet)
    if counts.get("failed"):
        note(f"Next: the same line again, or see {folder / 'recordings_metadata.csv'}", quiet)
        raise typer.Exit(NOT_COMPLETE)
