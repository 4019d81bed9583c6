"""A study as a dataset of the Brain Imaging Data Structure."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from ..study.tables import EVENTS, KEPT_APART
from . import bids_documents as documents
from . import gaze_recordings
from .bids_people import PeopleFiles
from .bids_phenotype import Phenotype
from .cell_text import MISSING, escape, tsv
from .event_tables import EVENT_TABLES, EventColumns, count_empty_ids, person_column
from .export_report import ExportReport
from .media_files import describe_file, file_column, media_files
from .other_tables import OtherTables, concatenated
from .output_folder import output_folder
from .preparation import check_options, prepare
from .room_origin import has_rows_by_session
from .room_recordings import RoomRecordings, parts_of
from .sampled_tables import SAMPLED_TABLES, SampledTable
from .study_rows import batches, columns_of, count_by_session, row_count
from .text_lines import TextLines

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from ..offline.reader import StudyReader
    from .event_tables import RoomEvents
    from .media_files import MediaFile
    from .output_folder import OutputFolder
    from .preparation import Preparation

FORMAT = "BIDS"

_NOT_IN_LABELS = re.compile("[^0-9a-zA-Z]")
_SMALL_TABLE = 50_000  # rows; what is larger is read anew for each room


def export_bids(
    study: StudyReader,
    folder: str | os.PathLike[str],
    *,
    media: str = "link",
    names: bool = False,
    dates: str = "shift",
    pseudonyms: str | os.PathLike[str] | None = None,
    description: Mapping[str, Any] | None = None,
    bep047: bool = False,
) -> ExportReport:
    """Write a study as a BIDS dataset; see `Study.export_bids`."""
    load("pyarrow")
    media, dates = check_options(media, dates)
    with output_folder(folder, FORMAT) as out:
        report = ExportReport(out.folder, FORMAT)
        prepared = prepare(study, report, names=names, dates=dates, pseudonyms=pseudonyms)
        dataset = _Dataset(study, out, report, prepared)
        dataset.write(media, bep047=bep047, description=description)
        report.files = out.finish()
    return report


class _Dataset:
    def __init__(
        self,
        study: StudyReader,
        out: OutputFolder,
        report: ExportReport,
        prepared: Preparation,
    ) -> None:
        self._study = study
        self._out = out
        self._report = report
        self._people, self._labels, self._redaction = prepared
        self._others = OtherTables(out, self._redaction, report)
        self._people_files = PeopleFiles(study, out, report, prepared, self._others)
        present = [one for one in EVENT_TABLES if one in study.tables]
        self._events = EventColumns(study, self._redaction, present, self._people.rooms)
        name = str(study.manifest.experiment.get("name") or study.experiment_id)
        self._task = label_of(name) or "experiment"
        self._task_name = name
        self._scans: dict[tuple[str, str], list[str]] = {}
        self._phenotype = Phenotype(out, self._labels, self._redaction, report)
        self._small: dict[str, dict[str, Any]] = {}
        self._sampled_tables: dict[str, SampledTable] = {}
        self._wrote_events = False

    def write(self, media: str, *, bep047: bool, description: Mapping[str, Any] | None) -> None:
        for table in self._study.tables:
            self._report.total(table, row_count(self._study, table))
        try:
            for room in sorted(self._people.rooms):
                self._room(room)
            self._rows_of_no_room()
            self._recordings(media, bep047=bep047)
            self._people_files.write(self._scans)
            self._rest()
        except BaseException:
            self._others.abandon()
            raise
        self._others.close()
        self._scans_files()
        self._phenotype.write()
        self._documents(description)

    # Rows of a room

    def _room(self, room: str) -> None:
        members = sorted(self._people.members.get(room, ()))
        rows = {
            table: found
            for table in self._events.tables
            if (found := self._of_room(table, room)) is not None
        }
        if members:
            events = self._events.build(rows, self._redaction, self._labels)
            if events is not None:
                self._events.note(events)
            for person in members:
                self._person_events(room, person, events)
            self._count_events(rows)
            for table in (EVENTS, *KEPT_APART):
                self._phenotype.add(table, rows.get(table))
        else:
            for table, found in rows.items():
                self._others.add(table, found)
        for table in SAMPLED_TABLES:
            if table in self._study.tables:
                self._sampled(room, table)

    def _of_room(self, table: str, room: str) -> Any:
        """Give the rows of a room; small tables are read once."""
        if row_count(self._study, table) > _SMALL_TABLE:
            return concatenated(batches(self._study, table, room=room))
        if table not in self._small:
            self._small[table] = self._by_room(table)
        return self._small[table].get(room)

    def _by_room(self, table: str) -> dict[str, Any]:
        compute = load("pyarrow.compute")
        every = concatenated(batches(self._study, table))
        if every is None or "roomId" not in every.column_names:
            return {}
        rooms = every["roomId"]
        if "sessionId" in every.column_names:
            rooms = compute.coalesce(rooms, every["sessionId"])
        return {
            room: every.filter(compute.fill_null(compute.equal(rooms, room), False))
            for room in rooms.unique().to_pylist()
            if room in self._people.rooms
        }

    def _person_events(self, room: str, person: str, events: RoomEvents | None) -> None:
        compute = load("pyarrow.compute")
        name = self._file(room, person, "events.tsv")
        header = ("\t".join(map(escape, self._events.names)) + "\n").encode()
        with self._out.path(name).open("wb") as file:
            file.write(header)
            if events is not None:
                theirs = compute.or_kleene(
                    compute.is_null(events.persons), compute.equal(events.persons, person)
                )
                file.write(TextLines([compute.filter(one, theirs) for one in events.columns]).all())
        self._wrote_events = True
        self._scans.setdefault((person, room), []).append(name)

    def _count_events(self, rows: dict[str, Any]) -> None:
        for table, found in rows.items():
            persons = person_column(found)
            of_room = persons.null_count
            of_persons = found.num_rows - of_room
            where = f"sub-*/ses-*/beh/*_task-{self._task}_events.tsv"
            self._report.exported(table, of_persons, where)
            self._report.exported(table, of_room, f"{where}, with each member of the room")
            self._report.placed_by_session(table, count_by_session(found))
            self._report.of_nobody(table, count_empty_ids(found))

    def _sampled(self, room: str, table: str) -> None:
        if table not in self._sampled_tables:
            columns = columns_of(self._study, table)
            old = has_rows_by_session(self._study, table, self._people.rooms)
            made = SampledTable(table, columns, self._redaction, by_session=old)
            self._sampled_tables[table] = made
        sampled = self._sampled_tables[table]
        gaze = table == gaze_recordings.TABLE
        eyes = gaze_recordings.tracked_eyes(self._study, room) if gaze else {}
        recordings = RoomRecordings(self._out, partial(self._base, room))
        streams: dict[str, str] = {}
        where = f"sub-*/ses-*/beh/*_recording-{'eye' if gaze else 'rating'}*_physio.tsv.gz"
        try:
            for batch in batches(self._study, table, room=room):
                persons = person_column(batch)
                if persons.null_count:
                    self._others.add(table, batch.filter(load("pyarrow.compute").is_null(persons)))
                rows, parts = parts_of(table, batch, persons)
                self._report.placed_by_session(table, count_by_session(rows))
                samples = sampled.samples(rows)
                for person, stream, first, last in parts:
                    theirs = eyes.get(person, set())
                    if gaze:
                        label = gaze_recordings.whole_label(theirs)
                        members = gaze_recordings.whole_members(theirs)
                    else:
                        number = len(streams) + 1
                        label = streams.setdefault(
                            stream, "rating" if number == 1 else f"rating{number}"
                        )
                        members = {"PhysioType": "generic"}
                    recording = recordings.get(person, label, sampled.described, members)
                    recording.add(samples, first, last)
                    self._report.exported(table, last - first, where)
                    if len(theirs) > 1:
                        self._single_eyes(recordings, person, rows.slice(first, last - first))
        except BaseException:
            recordings.abandon()
            raise
        for person, name in recordings.close(self._task_name):
            self._scans.setdefault((person, room), []).append(name)

    @staticmethod
    def _single_eyes(recordings: RoomRecordings, person: str, rows: Any) -> None:
        for eye in gaze_recordings.EYES:
            recording = recordings.get(
                person,
                gaze_recordings.eye_label(eye),
                partial(gaze_recordings.eye_columns, eye),
                gaze_recordings.eye_members(eye),
            )
            recording.add(gaze_recordings.eye_samples(rows, eye), 0, rows.num_rows)

    # Rows of no room, and tables without a place

    def _rows_of_no_room(self) -> None:
        for table in (*self._events.tables, *SAMPLED_TABLES):
            if table in self._study.tables:
                for batch in batches(self._study, table, outside=self._people.rooms):
                    self._others.add(table, batch)

    def _rest(self) -> None:
        placed = {*self._events.tables, *SAMPLED_TABLES, "participants", "recordings"}
        for table in self._study.tables:
            if table not in placed:
                for batch in batches(self._study, table):
                    self._others.add(table, batch)

    # Recordings

    def _recordings(self, media: str, *, bep047: bool) -> None:
        arrow = load("pyarrow")
        files = media_files(self._study) if media != "none" else []
        names: dict[tuple[str, str], str] = {}
        numbers: Counter[tuple[str, str, str]] = Counter()
        for file in files:
            if file.person not in self._people.persons or file.room not in self._people.rooms:
                self._report.file_left_out()
                continue
            numbers[file.room, file.person, file.kind] += 1
            number = numbers[file.room, file.person, file.kind]
            name = self._media_name(file, number, bep047=bep047)
            self._out.media(name, file.path, media)
            if not self._redaction.keeps_names:
                self._report.file_as_recorded()
            names[file.room, file.recording] = name
            if bep047:
                self._scans.setdefault((file.person, file.room), []).append(name)
        if bep047 and names:
            self._out.text(".bidsignore", "*_video.*\n*_audio.*\n")
        if "recordings" not in self._study.tables:
            return
        for batch in batches(self._study, "recordings"):
            found = [
                names.get((str(row.get("roomId")), str(row.get("recordingId"))), MISSING)
                for row in batch.select(
                    [one for one in ("roomId", "recordingId") if one in batch.column_names]
                ).to_pylist()
            ]
            name = file_column(batch.column_names)
            column = (describe_file(name), arrow.array(found, arrow.string()))
            self._others.add("recordings", batch, {name: column})

    def _media_name(self, file: MediaFile, number: int, *, bep047: bool) -> str:
        if bep047:
            base = self._base(file.room, file.person, f"recording-{file.kind}{number}")
            return f"{base}_{file.kind}{file.ending}"
        person, room = self._labels.person(file.person), self._labels.room(file.room)
        folder = f"sourcedata/recordings/{person}/{room}"
        return f"{folder}/{person}_{room}_{file.kind}{number}{file.ending}"

    # Files of BIDS

    def _scans_files(self) -> None:
        for (person, room), files in sorted(self._scans.items()):
            base = f"{self._labels.person(person)}/{self._labels.room(room)}/"
            rows = [
                [name.removeprefix(base), self._people_files.acquired(room)]
                for name in sorted(files)
            ]
            name = base + f"{self._labels.person(person)}_{self._labels.room(room)}_scans.tsv"
            self._out.text(name, tsv([["filename", "acq_time"], *rows]))

    def _documents(self, description: Mapping[str, Any] | None) -> None:
        document = documents.dataset_description(self._study, description)
        self._out.json("dataset_description.json", document)
        if self._wrote_events:
            sidecar = {"TaskName": self._task_name, **self._escaped(self._events.sidecar())}
            self._out.json(f"task-{self._task}_events.json", sidecar)
        named = self._redaction.keeps_names
        text = documents.readme(self._study, names=named, shifted=self._redaction.shifts)
        self._out.text("README.md", text)
        self._out.text("CHANGES", documents.changes(self._study, self._redaction))

    @staticmethod
    def _escaped(sidecar: dict[str, Any]) -> dict[str, Any]:
        return {escape(name): description for name, description in sidecar.items()}

    def _base(self, room: str, person: str, entity: str = "") -> str:
        sub, ses = self._labels.person(person), self._labels.room(room)
        more = f"_{entity}" if entity else ""
        return f"{sub}/{ses}/beh/{sub}_{ses}_task-{self._task}{more}"

    def _file(self, room: str, person: str, suffix: str) -> str:
        return f"{self._base(room, person)}_{suffix}"


def label_of(name: str) -> str:
    """Make a label of a name: its letters and digits."""
    words = [_NOT_IN_LABELS.sub("", word) for word in re.split(r"[^0-9a-zA-Z]+", name)]
    return "".join(words[:1] + [word[:1].upper() + word[1:] for word in words[1:]])[:40].lower()
