"""What every export begins with: who is in the study, their labels, and what must not go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .. import validation
from ..exceptions import InputError
from ..files.folders import absolute
from ..study.layout import check_outside
from .people import find_people
from .pseudonyms import default_place, pseudonymous_labels, readable_labels
from .redaction import Redaction

if TYPE_CHECKING:
    import os

    from ..offline.reader import StudyReader
    from .export_report import ExportReport
    from .people import People
    from .pseudonyms import Labels

MEDIA = ("link", "copy", "none")
DATES = ("shift", "keep")


class Preparation(NamedTuple):
    """The people of a study, their labels, and what takes out their names."""

    people: People
    labels: Labels
    redaction: Redaction


def check_options(media: str, dates: str) -> tuple[str, str]:
    """Read the options that all exports have.

    Raises
    ------
    InputError
        If one is none of its words.
    """
    return validation.choice("media", media, MEDIA), validation.choice("dates", dates, DATES)


def prepare(
    study: StudyReader,
    report: ExportReport,
    *,
    names: bool,
    dates: str,
    pseudonyms: str | os.PathLike[str] | None,
) -> Preparation:
    """Find the people of a study and give them labels.

    Raises
    ------
    InputError
        If the pseudonyms would be kept inside the export, or the export would be around the study
        or among its files.
    """
    if report.folder == study.folder or report.folder in study.folder.parents:
        raise InputError(
            f"the export {report.folder} would hold the study {study.folder} itself.",
            hint="Export into a folder of its own: whoever gets an export should get nothing else.",
        )
    check_outside(study.folder, report.folder, "the export")
    people = find_people(study)
    if names:
        labels = readable_labels(people)
    else:
        place = default_place(study.folder) if pseudonyms is None else absolute(pseudonyms)
        check_outside(study.folder, place, "the file of pseudonyms")
        labels = pseudonymous_labels(people, place, report.folder)
        report.pseudonyms = place
    redaction = Redaction(people, labels, report, names=names, shift=dates == "shift")
    return Preparation(people, labels, redaction)
