"""Which files of a study can be read, and the study without those that cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from ..downloads.check import check_recordings
from ..exceptions import HyperStudyError, InputError
from ..offline.opened_pull import OpenedPull
from ..study import layout
from ..study.parquet_files import opened

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader
    from ..study.verify import StudyCheck

__all__ = ["file_problems", "without"]

_COLUMNS: Final = ["path", "table", "rows", "problem", "advice"]


def file_problems(study: StudyReader, verified: StudyCheck) -> pd.DataFrame:
    """List the files that are not what the manifest says, and what can be done about each.

    Parameters
    ----------
    study : StudyReader
        The study.
    verified : StudyCheck
        What its check found.

    Returns
    -------
    pandas.DataFrame
        path; table and rows of a data file that is left out (None and 0 otherwise); problem;
        advice; label and anchor as the page has them.
    """
    import pandas as pd

    of_table: dict[str, tuple[str | None, int]] = {
        file.path: (name, file.rows)
        for name, entry in study.manifest.tables.items()
        for file in entry.files
    }
    problems = dict.fromkeys(verified.missing, "it is missing") | {
        name: f"it is not what was pulled: {change}" for name, change in verified.different.items()
    }
    if not verified.contents:
        problems |= {
            path: f"it cannot be read: {why}"
            for path in of_table
            if path not in problems and (why := _unreadable(study, path))
        }
    again = (
        f"Pull again (hyperstudy pull {study.experiment_id} {study.folder.name}): that brings the "
        "file anew, as far as the server still has its rows. Or put it back from a backup."
    )
    rows: list[tuple[str, str | None, int, str, str]] = [
        (path, *of_table.get(path, (None, 0)), why, again) for path, why in problems.items()
    ]
    rows += [
        (
            path, None, 0, "it is not part of the study",
            "Move it elsewhere: other readers of the folder would find rows in it.",
        )
        for path in verified.extra
    ]  # fmt: skip
    anew = "Pull again with --recordings: that downloads it anew. Or put it back from a backup."
    rows += [
        (f"{layout.RECORDINGS}/{name}", None, 0, why, anew)
        for name, why in _recordings(study, verified).items()
    ]
    rows += [
        ("the last pull", None, 0, text, "Pull again: it goes on where it stopped.")
        for text in verified.unfinished
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    frame["label"] = frame["path"]
    frame["anchor"] = [f"file-{at}" for at in range(1, len(frame) + 1)]
    frame["damaged"] = 1.0
    frame["damaged_note"] = [
        f"{problem}{f'; its {count:,} rows of {table} are in no number here' if table else ''}. "
        f"{advice}"
        for _, table, count, problem, advice in rows
    ]
    return frame


def _recordings(study: StudyReader, verified: StudyCheck) -> dict[str, str]:
    """Find the files of recordings that were downloaded and are not as they were any more."""
    text = verified.incomplete.get("recordings (files)")
    if text is None:
        return {}
    try:
        check = check_recordings(
            study.folder / layout.RECORDINGS, contents=verified.contents, progress=False
        )
    except InputError:
        return {"": text}
    # What never came is a finding of its own.
    return dict.fromkeys(check.missing, "it is missing") | {
        name: f"it is not what was downloaded: {change}" for name, change in check.different.items()
    }


def _unreadable(study: StudyReader, path: str) -> str:
    try:
        with opened(study.folder, path):
            return ""
    except HyperStudyError as error:
        return str(error.__cause__ or error.message)


def without(study: StudyReader, files: pd.DataFrame) -> StudyReader:
    """Give the study as it would be without these files.

    Parameters
    ----------
    study : StudyReader
        The study.
    files : DataFrame
        Their ``path``. A table that has lost all of its files is not there any more.
    """
    lost = set(files["path"])
    if not lost:
        return study
    tables: dict[str, Any] = {}
    for name, entry in study.manifest.tables.items():
        kept = [one for one in entry.files if one.path not in lost]
        if kept or not entry.files:
            rows = sum(one.rows for one in kept)
            tables[name] = evolve(entry, files=kept, rows=rows)
    documents = {
        name: one for name, one in study.manifest.documents.items() if name not in lost
    }  # fmt: skip
    manifest = evolve(study.manifest, tables=tables, documents=documents)
    return type(study)(OpenedPull.reduced(study.folder, manifest))
