"""From a study to a report: measured, compared with an earlier one, and written as a page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..exceptions import InputError
from ..files.atomic import target, whole
from ..study.layout import check_outside
from .comparison import compare, read_report
from .measuring import measure
from .page import rendered
from .report import Report, facts_of

if TYPE_CHECKING:
    import os

    from ..offline.reader import StudyReader
    from .rules import Rules

__all__ = ["make_report"]


def make_report(
    study: StudyReader,
    path: str | os.PathLike[str] | None = None,
    *,
    rules: str | os.PathLike[str] | Rules | None = None,
    since: str | os.PathLike[str] | None = None,
    identify: bool = False,
    check_files: bool = True,
) -> Report:
    """Measure a study and write the page.

    Parameters
    ----------
    study : StudyReader
        The study.
    path : path, optional
        Where the page goes; what is there is replaced. None writes none.
    rules, check_files
        As for `measure`.
    since : path, optional
        An earlier report, to compare with.
    identify : bool, optional
        Show the ids of people, rooms and recordings beside their labels.

    Raises
    ------
    InputError
        If rules or the earlier report cannot be read, the file is to be no HTML, or it would be
        among the files of the study.
    ImportError
        If Jinja2 or matplotlib is missing.
    """
    if path is not None:
        check_outside(study.folder, Path(path), "the report")
        check_ending(Path(path))
    # Before the work: the earlier report may be what is about to be replaced.
    before = None if since is None else read_report(since)
    quality = measure(study, rules=rules, check_files=check_files)
    made = Report(
        quality, facts_of(study, quality), datetime.now(UTC).isoformat(timespec="seconds")
    )
    compared = None if before is None else compare(before, made.to_dict())
    made = Report(quality, made.facts, made.made, None if path is None else Path(path), compared)
    if path is not None:
        page = rendered(study, made, identify=identify)
        with whole(target(Path(path))) as place:
            place.write_bytes(page.encode())
    return made


def check_ending(path: Path) -> None:
    """Refuse the name of a file that programs would take for something else than a web page.

    Raises
    ------
    InputError
        If it ends otherwise.
    """
    if path.suffix.lower() not in {".html", ".htm", ""}:
        raise InputError(
            f"{path} is to be a web page: let its name end with .html.",
            hint="A browser prints it as PDF; --json (Report.to_dict) gives the findings as data.",
        )
