"""The first minute: a made-up study from the sandbox to frames, files and a picture."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def _print(text: str = "") -> None:
    print(text, file=sys.stderr)  # noqa: T201 - talk of a command


def run(folder: Path, *, seed: int = 7) -> dict[str, Any]:
    """Fetch the sandbox's study, write it to a folder, and show how.

    Parameters
    ----------
    folder : pathlib.Path
        Where the results go.
    seed : int, optional
        Another number makes another study.

    Returns
    -------
    dict of str to pandas.DataFrame
        The frames, by data type, and the report of the ``recordings``.
    """
    from .. import sandbox
    from ..client import HyperStudy
    from ..files.tables import write_csv
    from ..lists.report import fetch_report
    from .highlights import HIGHLIGHTS

    folder.mkdir(parents=True, exist_ok=True)
    with sandbox.start(seed=seed) as server:
        experiment = server.experiment_id
        with HyperStudy(server.api_key, server.base_url) as hs:
            _print(f"A made-up study is served at {server.base_url}. Fetching {experiment} ...\n")
            frames: dict[str, pd.DataFrame] = {
                "participants": hs.get_participants(experiment),
                "events": hs.get_events(experiment),
                "ratings_sparse": hs.get_ratings(experiment, kind="sparse"),
                "ratings_continuous": hs.get_ratings(experiment, kind="continuous"),
                "chat": hs.get_chat(experiment),
            }
            for name, frame in frames.items():
                _print(f"--- {name}: {fetch_report(frame)}")
                _print(frame[list(HIGHLIGHTS[name])].head(4).to_string(index=False) + "\n")
                write_csv(frame, folder / f"{name}.csv")
            recordings = hs.download_recordings(experiment, output_dir=str(folder / "recordings"))
    statuses = recordings["download_status"].value_counts()
    counted = ", ".join(f"{count} {status}" for status, count in statuses.items())
    _print(f"--- recordings: {counted}")
    if statuses.get("failed"):
        _print(
            "The last room is still running, as in a real study: its recordings are not complete."
        )
    _print()
    picture = _draw(frames["ratings_continuous"], folder)
    _print(f"The tables are in {folder}{'/'}, the recordings in {folder / 'recordings'}.")
    if picture is not None:
        _print(f"The ratings of each dyad over time: {picture}")
    _print(
        "\nThe same in three lines of Python (with your key in HYPERSTUDY_API_KEY):\n\n"
        "    import hyperstudy\n"
        "    hs = hyperstudy.HyperStudy()\n"
        f'    events = hs.get_events("{experiment}")\n'
    )
    return {**frames, "recordings": recordings}


def _draw(ratings: pd.DataFrame, folder: Path) -> Path | None:
    from ..plots import ratings_over_time

    try:
        figure: Any = ratings_over_time(ratings)
    except ImportError as error:
        _print(f"No picture was drawn. {error}")
        return None
    path = folder / "ratings.png"
    figure.savefig(path, dpi=130)
    return path
