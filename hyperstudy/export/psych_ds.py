"""A study as a Psych-DS dataset: one CSV file for each table, and every column described."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from . import bids_documents as documents
from .bids import label_of
from .cell_text import cells, escape_header
from .described_columns import DescribedColumn, describe_column
from .export_report import ExportReport
from .media_files import describe_file, file_column, media_files
from .output_folder import output_folder
from .preparation import check_options, prepare
from .study_rows import batches, columns_of, row_count

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator, Mapping

    from ..offline.reader import StudyReader
    from .output_folder import OutputFolder
    from .preparation import Preparation

FORMAT = "Psych-DS"
_BY_ROOM = "eyetracking"
_PARTS = """
- `data/study-*_description-<table>_data.csv`: one table of the HyperStudy API each, as
  `hyperstudy.get_*` gives it: events, components, ratings, chat and so on. `participantId` and
  `roomId` bind them together; `onset` is in milliseconds on the clock of the room. Eye tracking has
  a file for each room (`session-`).
- `data/raw/recordings/`: films and sound of people, where they are part of the dataset.
- `dataset_description.json`: what the dataset is, and what each column means
  (`variableMeasured`).
"""


def export_psych_ds(
    study: StudyReader,
    folder: str | os.PathLike[str],
    *,
    media: str = "link",
    names: bool = False,
    dates: str = "shift",
    pseudonyms: str | os.PathLike[str] | None = None,
    description: Mapping[str, Any] | None = None,
) -> ExportReport:
    """Write a study as a Psych-DS dataset; see `Study.export_psych_ds`."""
    load("pyarrow")
    media, dates = check_options(media, dates)
    with output_folder(folder, FORMAT) as out:
        report = ExportReport(out.folder, FORMAT)
        prepared = prepare(study, report, names=names, dates=dates, pseudonyms=pseudonyms)
        label = label_of(str(study.manifest.experiment.get("name") or "")) or "experiment"
        described: dict[str, dict[str, DescribedColumn]] = {}
        recorded = _recordings(study, out, report, prepared, media)
        for table in study.tables:
            report.total(table, row_count(study, table))
            for name, rows in _parts(study, table, label, prepared):
                count = _write(out, name, table, rows, prepared, described, recorded)
                report.exported(table, count, name)
        if not described:
            # A dataset has one file with data at least, and be it a header.
            for table in study.tables[:1]:
                name = _file_name(label, table)
                _write(out, name, table, _no_rows(study, table), prepared, described, recorded)
        _documents(study, out, prepared, described, description)
        report.files = out.finish()
    return report


def _parts(
    study: StudyReader, table: str, label: str, prepared: Preparation
) -> Iterator[tuple[str, Iterator[Any]]]:
    """Give the files of a table, each with its rows."""
    described = table.replace("_", "")
    if table != _BY_ROOM:
        yield _file_name(label, table), batches(study, table)
        return
    for room in sorted(prepared.people.rooms):
        session = prepared.labels.rooms[room]
        name = f"data/study-{label}_session-{session}_description-{described}_data.csv"
        yield name, batches(study, table, room=room)
    name = f"data/study-{label}_session-none_description-{described}_data.csv"
    yield name, batches(study, table, outside=prepared.people.rooms)


def _file_name(label: str, table: str) -> str:
    return f"data/study-{label}_description-{table.replace('_', '')}_data.csv"


def _write(
    out: OutputFolder,
    name: str,
    table: str,
    parts: Iterator[Any],
    prepared: Preparation,
    described: dict[str, dict[str, DescribedColumn]],
    recorded: dict[tuple[Any, Any], str],
) -> int:
    arrow, csv = load("pyarrow"), load("pyarrow.csv")
    writer: Any = None
    count = 0
    try:
        for rows in parts:
            kept = prepared.redaction.apply(table, rows)
            columns = {
                one: cells(kept[one], missing=None, quoted=True) for one in kept.column_names
            }
            if table == "recordings":
                keys = zip(rows["roomId"].to_pylist(), rows["recordingId"].to_pylist(), strict=True)
                found = arrow.array([recorded.get(key) for key in keys], arrow.string())
                columns[file_column(rows.column_names)] = found
            names = {one: _column_name(table, one, columns) for one in columns}
            written = arrow.table({names[one]: array for one, array in columns.items()})
            if writer is None:
                options = csv.WriteOptions(include_header=True, quoting_style="needed")
                writer = csv.CSVWriter(str(out.path(name)), written.schema, write_options=options)
                for one in columns:
                    of_tables = described.setdefault(names[one], {})
                    added = one not in rows.column_names
                    column = describe_file(one) if added else describe_column(table, one)
                    of_tables.setdefault(table, column)
            writer.write_table(written)
            count += rows.num_rows
    finally:
        if writer is not None:
            writer.close()
    return count


def _no_rows(study: StudyReader, table: str) -> Iterator[Any]:
    arrow = load("pyarrow")
    yield arrow.table({one: arrow.array([], arrow.string()) for one in columns_of(study, table)})


def _column_name(table: str, name: str, columns: Collection[str]) -> str:
    shown = name
    # The standard demands that each value of a column `row_id` is another.
    while shown == "row_id" or (shown != name and shown in columns):
        shown = f"{table}_{shown}"
    return escape_header(shown)


def _variable(name: str, columns: Mapping[str, DescribedColumn]) -> dict[str, str]:
    """Describe a variable: where tables have columns of one name, what it means in each of them."""
    variable = {"@type": "PropertyValue", "name": name}
    units = {one.unit for one in columns.values()}
    meanings: dict[str, list[str]] = {}
    for table, column in columns.items():
        unit = f" ({column.unit})" if column.unit and len(units) > 1 else ""
        meanings.setdefault(column.description + unit, []).append(table)
    if len(meanings) == 1:
        variable["description"] = next(iter(meanings))
    else:
        variable["description"] = " ".join(
            f"{', '.join(tables)}: {meaning}" for meaning, tables in meanings.items()
        )
    (shared,) = units if len(units) == 1 else (None,)
    return variable | ({"unitText": shared} if shared else {})


def _recordings(
    study: StudyReader,
    out: OutputFolder,
    report: ExportReport,
    prepared: Preparation,
    media: str,
) -> dict[tuple[Any, Any], str]:
    found: dict[tuple[Any, Any], str] = {}
    numbers: Counter[tuple[str, str, str]] = Counter()
    for file in media_files(study) if media != "none" else ():
        if file.person not in prepared.people.persons or file.room not in prepared.people.rooms:
            report.file_left_out()
            continue
        numbers[file.room, file.person, file.kind] += 1
        number = numbers[file.room, file.person, file.kind]
        person = prepared.labels.persons[file.person]
        room = prepared.labels.rooms[file.room]
        name = f"data/raw/recordings/{room}/{person}_{file.kind}{number}{file.ending}"
        out.media(name, file.path, media)
        if not prepared.redaction.keeps_names:
            report.file_as_recorded()
        found[file.room, file.recording] = name
    return found


def _documents(
    study: StudyReader,
    out: OutputFolder,
    prepared: Preparation,
    described: dict[str, dict[str, DescribedColumn]],
    description: Mapping[str, Any] | None,
) -> None:
    redaction = prepared.redaction
    variables = [_variable(name, columns) for name, columns in described.items()]
    experiment = str(study.manifest.experiment.get("name") or study.experiment_id)
    content: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": experiment,
        "description": f"Data of the experiment {experiment}, exported from HyperStudy.",
        "schemaVersion": "Psych-DS 1.5.0",
        **(description or {}),
        "variableMeasured": variables,
    }
    out.json("dataset_description.json", content)
    who = documents.who_is_named(names=redaction.keeps_names, shifted=redaction.shifts)
    out.text("README.md", documents.readme_of(study, who, _PARTS))
    out.text("CHANGES.md", documents.changes(study, redaction))
