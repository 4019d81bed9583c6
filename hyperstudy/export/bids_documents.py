"""The documents at the root of a BIDS dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..offline.reader import StudyReader
    from .redaction import Redaction

VERSION = "1.11.2"
"""Newest released version of BIDS."""

ESCAPES = r"""
- A missing value is `n/a` in a `.tsv` file, and nothing between two commas in a `.csv` file.
- In text, a backslash begins an escape: `\t` tab, `\n` and `\r` line ends, `\\` a backslash,
  `\"` a double quote at the start, `\uXXXX` a character that ends a line or cannot be seen, and
  `\u0022` in a `.tsv` file the first of an odd number of double quotes.
- `\e` stands for nothing: alone it is an empty text. Before a text that readers would take for a
  missing value, such as `n/a`, `NA` or `null`, it says that somebody wrote just that.
- Numbers have their shortest form that reads back equal; whole numbers stay whole beside missing
  ones. Times are ISO 8601 in UTC with six digits of a second; where the server sent more, a column
  with the text stands beside. A number that is not finite is missing.
- Seconds times 1000, as decimal numbers, are the milliseconds of the study; floats may need to be
  rounded to a millionth.
- A duration below zero is missing in `duration`; `reported_duration` has it as it came.
- JSON stands in a cell as one line of text.

In Python, `hyperstudy.export.read_table(file)` undoes all of it. Elsewhere read without quotes
(`quoting=3` in pandas), keep `NA` as text (`keep_default_na=False, na_values="n/a"`), and replace
the escapes.
"""

_BIDS_PARTS = """
- `sub-*/ses-*/beh/*_events.tsv`: what a person did and what happened in the room: events,
  components, sparse ratings, chat, video call and synchrony, in seconds on the clock of the room.
  Rows without an `actor` happened to the whole room and stand with each member; take them once
  (by `id`). A column whose name has another meaning elsewhere begins with the name of its table.
  Where there is a column `room_from`, here or in the recordings below, it marks the rows for which
  the server sent no `roomId`: they are in the session that they have as `sessionId`, the older
  name.
- `*_physio.tsv.gz`: gaze (`recording-eye`) and continuous ratings (`recording-rating`), where
  there are any, without a header: the columns stand in the `.json` beside. Samples are not evenly
  spaced: the column `timestamp` has the time of each as it was measured, in seconds on the clock of
  the room. `SamplingFrequency` is the usual rate between neighbours, and times computed from it are
  off after a gap; the `Description` beside it says by how much. Where both eyes were tracked,
  `eye1` is the left and `eye2` the right one, line by line the samples of `eye3`.
- `sub-*/sub-*_sessions.tsv`: the rooms of a person, with role, status and who else was there.
- `phenotype/`: answers to the questionnaire, where each person answered each question once.
- `sourcedata/hyperstudy/`: tables that BIDS has no place for, with descriptions, and rows that
  belong to no room.
- `sourcedata/recordings/`: films and sound of people, where they are part of the dataset;
  `sourcedata/hyperstudy/recordings.tsv` lists them.
- Films that people watched are not part of the dataset; `stimulusId` and `mediaId` name them.
"""

_NAMED = "Ids, names and addresses stand as they were collected: this dataset names people."
_PSEUDONYMOUS = (
    "People and rooms bear pseudonyms. Names, addresses and ids of other platforms were left out, "
    "and replaced where a text has them. Who has the file of pseudonyms, which is never part of "
    "this dataset, can put back the ids of people and rooms."
)
_SHIFTED = (
    " All dates and times of day were moved back by the same number of weeks, in columns and in "
    "texts; that file says by how many days. A number of 13 digits below zero is such a time in ms "
    "since 1970."
)


def dataset_description(study: StudyReader, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give dataset_description.json; what the caller gives stands above what is known."""
    name = study.manifest.experiment.get("name") or study.experiment_id
    fields: dict[str, Any] = {
        "Name": name,
        "BIDSVersion": VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [
            {
                "Name": "hyperstudy",
                "Version": __version__,
                "Description": "Export of a study that was pulled from the HyperStudy API.",
            }
        ],
        "SourceDatasets": [{"Version": study.experiment_id}],
    }
    return {**fields, **(given or {})}


def readme(study: StudyReader, *, names: bool, shifted: bool) -> str:
    """Write the README of a BIDS dataset: what is where, and the rules of values."""
    intro = (
        "One session (`ses-`) is one room: people with the same session were together in it. "
        + who_is_named(names=names, shifted=shifted)
    )
    return readme_of(study, intro, _BIDS_PARTS)


def who_is_named(*, names: bool, shifted: bool) -> str:
    """Return whether an export names people."""
    return _NAMED if names else _PSEUDONYMOUS + _SHIFTED * shifted


def readme_of(study: StudyReader, intro: str, parts: str) -> str:
    """Write a README: what the study is, what is where, and the rules of values."""
    name = study.manifest.experiment.get("name") or study.experiment_id
    return (
        f"# {name}\n\n"
        f"Data of the experiment {study.experiment_id}, exported by hyperstudy {__version__}. "
        f"{intro}\n\n## What is where\n{parts}\n## Values in tables\n{ESCAPES}"
    )


def changes(study: StudyReader, redaction: Redaction) -> str:
    """Write CHANGES: one entry for each pull, the newest first.

    Their days are moved as all others are: data are pulled on the day that they are collected.
    """
    days = [redaction.moment(str(pull["ended"])[:10]) for pull in study.manifest.pulls]
    entries = [
        f"1.0.{number} {day}\n  - Data as pulled from the HyperStudy API.\n"
        for number, day in enumerate(days)
    ]
    return "\n".join(reversed(entries)) or "1.0.0 1970-01-01\n  - A pull that was not completed.\n"
