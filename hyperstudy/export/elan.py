"""The rooms of a study as files of ELAN: tiers for each person, and the recordings linked."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from ..imports.optional_packages import load
from ..study.layout import RECORDINGS
from ..study.tables import EVENTS, KEPT_APART
from ..timeline.room_clock import room_clock
from . import bids_documents as documents
from .event_tables import EVENT_TABLES, count_empty_ids, person_column
from .export_report import ExportReport
from .media_files import media_files
from .other_tables import concatenated
from .output_folder import output_folder
from .preparation import check_options, prepare
from .room_origin import ROOM_FROM
from .study_rows import SESSION, batches, by_session, count_by_session, row_count

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from ..offline.reader import StudyReader
    from .media_files import MediaFile
    from .output_folder import OutputFolder
    from .preparation import Preparation

FORMAT = "ELAN"
_TABLES = (*EVENT_TABLES, "ratings_continuous")
_TIERS = {
    "components": "answers",
    "ratings_sparse": "ratings",
    "ratings_continuous": "continuous ratings",
    "chat": "messages",
    "videochat": "video call",
    "sync": "synchrony",
}
_MIME = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".ogg": "audio/ogg",
    ".wav": "audio/x-wav",
}
_ONE_EACH = "Symbolic_Association"
_FURTHEST_MS = 2**30
"""Twelve days: the schema holds times to 32 bits, and the sum of shift, onset and length is one."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = """
- `ses-*.eaf`: one room each, with tiers for each person: `states`, `answers`, `ratings`,
  `continuous ratings`, `messages`, `events`, `video call`, `synchrony`; what happened to the whole
  room stands in the tiers of `room`. A second tier of a kind, such as `answers 2`, takes what
  overlaps.
- `media/`: the linked films and sound, where they are part of the export.

Times are whole milliseconds. Where something happened before the first state of the room, all
times of the file are later by the property `hyperstudy_shift_ms`; the onset on the room's clock is
the time in ELAN less that. A moment lasts one millisecond.

A tier whose name ends in `room_from` belongs to the tier named before that. It has `sessionId` for
each annotation of a row for which the server sent no `roomId`: the row is in the room that it has
as `sessionId`, the older name.
"""


class Annotation(NamedTuple):
    """Something on a tier: from, to (ms on the room's clock) and what.

    ``by_session`` tells of a row that names its room in ``sessionId`` alone.
    """

    start: int
    end: int
    text: str
    by_session: bool = False


def export_elan(
    study: StudyReader,
    folder: str | os.PathLike[str],
    *,
    media: str = "link",
    names: bool = False,
    dates: str = "shift",
    pseudonyms: str | os.PathLike[str] | None = None,
) -> ExportReport:
    """Write a file of ELAN for each room; see `Study.export_elan`."""
    load("pyarrow")
    media, dates = check_options(media, dates)
    with output_folder(folder, FORMAT) as out:
        report = ExportReport(out.folder, FORMAT)
        prepared = prepare(study, report, names=names, dates=dates, pseudonyms=pseudonyms)
        for table in study.tables:
            report.total(table, row_count(study, table))
        files: dict[str, list[MediaFile]] = defaultdict(list)
        for file in media_files(study) if media != "none" else ():
            if file.person in prepared.people.persons and file.room in prepared.people.rooms:
                files[file.room].append(file)
            else:
                report.file_left_out()
        for room in sorted(prepared.people.rooms):
            _write_room(study, out, report, prepared, room, files[room], media)
        _count_the_rest(study, report, prepared)
        redaction = prepared.redaction
        who = documents.who_is_named(names=redaction.keeps_names, shifted=redaction.shifts)
        out.text("README.md", documents.readme_of(study, who, _PARTS))
        report.files = out.finish()
    return report


def _write_room(
    study: StudyReader,
    out: OutputFolder,
    report: ExportReport,
    prepared: Preparation,
    room: str,
    files: list[MediaFile],
    media: str,
) -> None:
    name = f"{prepared.labels.room(room)}.eaf"
    tiers: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
    for table in _TABLES:
        if table not in study.tables:
            continue
        rows = concatenated(batches(study, table, room=room))
        if rows is not None:
            _add_rows(tiers, report, prepared, table, rows, name)
            report.placed_by_session(table, count_by_session(rows))
            report.of_nobody(table, count_empty_ids(rows))
    _close_states(tiers)
    linked: list[tuple[str, str, int]] = []
    numbers: Counter[tuple[str, str]] = Counter()
    starts = _starts(study, room) if files else {}
    for file in files:
        start = starts.get(file.recording)
        if start is None or not abs(start) <= _FURTHEST_MS:
            report.decided("recordings", "startTime", "not linked: its start is not known")
            continue
        numbers[file.person, file.kind] += 1
        person = prepared.labels.person(file.person)
        number = numbers[file.person, file.kind]
        base = f"{prepared.labels.room(room)}_{person}_{file.kind}{number}{file.ending}"
        out.media(f"media/{base}", file.path, media)
        if not prepared.redaction.keeps_names:
            report.file_as_recorded()
        mime = _MIME.get(file.ending, "unknown")
        if file.kind == "audio" and file.ending == ".webm":
            mime = "audio/webm"
        linked.append((f"media/{base}", mime, round(start)))
    # ELAN takes the first one for the master, whose time no other can go before.
    linked.sort(key=lambda one: (one[2], one[0]))
    if tiers or linked:
        out.path(name).write_bytes(_eaf(tiers, linked, _date(study, prepared)))


def _starts(study: StudyReader, room: str) -> dict[str, float]:
    """Give when each recording of a room begins, in ms on its clock; see `Study.clock`."""
    clock = room_clock(study, room, study.folder / RECORDINGS)
    found: dict[str, float] = {}
    for row in clock.recordings.to_dict("records"):
        values: dict[str, Any] = {str(name): value for name, value in row.items()}
        found[values["recordingId"]] = float(values["onset_start"]) - 1000 * float(
            values["file_start"]
        )
    return found


def _add_rows(
    tiers: dict[tuple[str, str], list[Annotation]],
    report: ExportReport,
    prepared: Preparation,
    table: str,
    rows: Any,
    name: str,
) -> None:
    persons = person_column(rows).to_pylist()
    kept = prepared.redaction.apply(table, rows).to_pylist()
    marked = by_session(rows)
    old = [False] * rows.num_rows if marked is None else marked.to_pylist()
    there = left = far = long = removed = 0
    onsets = rows["onset"].to_pylist()
    for person, row, onset, mark in zip(persons, kept, onsets, old, strict=True):
        if onset is None or not math.isfinite(onset):
            left += 1
            continue
        if abs(onset) > _FURTHEST_MS:
            far += 1
            continue
        length = _length(table, row)
        if length > _FURTHEST_MS:
            length = 0.0
            long += 1
        who = "room" if person is None else prepared.labels.person(person)
        start = round(onset)
        end = max(start + 1, round(onset + max(0.0, length)))
        text = _text(table, row)
        clean = _NOT_IN_XML.sub("", text)
        removed += clean != text
        state = table == "events" and row.get("category") == "state"
        tier = "states" if state else _TIERS.get(table, "events")
        tiers[who, tier].append(Annotation(start, end, clean, mark))
        there += 1
    report.exported(table, there, name)
    report.left_out(table, left, "it has no onset")
    report.left_out(table, far, "its onset is more than 12 days from the first state of the room")
    report.decided(table, "duration", "a moment, since nothing lasts longer than 12 days", long)
    report.decided(table, "text", "characters that XML forbids were left out", removed)


def _length(table: str, row: dict[str, Any]) -> float:
    if table == "components":
        found = row.get("responseTime")
    elif table == "ratings_sparse":
        end, start = row.get("ratingEndOnset"), row.get("onset")
        found = None if end is None or start is None else end - start
    else:
        found = row.get("duration")
    return float(found) if found is not None and math.isfinite(found) else 0.0


def _text(table: str, row: dict[str, Any]) -> str:
    if table in (EVENTS, *KEPT_APART):
        if row.get("category") == "state":
            return str(row.get("stateName") or row.get("stateId") or row.get("eventType") or "")
        words = [row.get("eventType") or row.get("category"), row.get("content")]
        if words[1] is None:
            words.append(row.get("response") or row.get("value") or row.get("data"))
        return ": ".join(str(one) for one in words if one is not None)
    if table == "components":
        words = [row.get("componentType"), row.get("content") or row.get("response")]
        return ": ".join(str(one) for one in words if one is not None)
    if table in ("ratings_sparse", "ratings_continuous"):
        value = row.get("value")
        return "" if value is None else repr(value)
    if table == "chat":
        return str(row.get("content") or "")
    if table == "videochat":
        words = [row.get("eventType"), row.get("trackType"), row.get("connectionQuality")]
        return " ".join(str(one) for one in words if one is not None)
    drift = row.get("timeDrift")
    return "" if drift is None else f"{drift!r} ms"


def _close_states(tiers: dict[tuple[str, str], list[Annotation]]) -> None:
    """Let a state last until the next one of its tier; the last one until the last row."""
    every = [one.end for of_tier in tiers.values() for one in of_tier]
    for (_, tier), of_tier in tiers.items():
        if tier != "states":
            continue
        of_tier.sort(key=lambda one: one.start)
        follow = [*(one.start for one in of_tier[1:]), max(every)]
        of_tier[:] = [
            one._replace(end=max(one.start + 1, until))
            for one, until in zip(of_tier, follow, strict=True)
        ]


def _lanes(annotations: Iterable[Annotation]) -> list[list[Annotation]]:
    """Spread annotations so that none overlap in a lane: ELAN holds a tier to that."""
    lanes: list[list[Annotation]] = []
    for one in sorted(annotations):
        for lane in lanes:
            if lane[-1].end <= one.start:
                lane.append(one)
                break
        else:
            lanes.append([one])
    return lanes


def _eaf(
    tiers: dict[tuple[str, str], list[Annotation]],
    linked: list[tuple[str, str, int]],
    day: str,
) -> bytes:
    first = min(
        [one.start for of_tier in tiers.values() for one in of_tier]
        + [start for _, _, start in linked],
        default=0,
    )
    shift = max(0, -first)
    root = ET.Element(
        "ANNOTATION_DOCUMENT",
        {
            "AUTHOR": "hyperstudy",
            "DATE": day,
            "FORMAT": "3.0",
            "VERSION": "3.0",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv3.0.xsd",
        },
    )
    header = ET.SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    for path, mime, start in linked:
        # ELAN's players show the place (time of the file + TIME_ORIGIN) of a medium: this is the
        # place that is at 0 of the file, which is before the beginning of one that starts later.
        origin = -(start + shift)
        relative = f"./{path}"
        descriptor = {"MEDIA_URL": relative, "RELATIVE_MEDIA_URL": relative, "MIME_TYPE": mime}
        ET.SubElement(header, "MEDIA_DESCRIPTOR", {**descriptor, "TIME_ORIGIN": str(origin)})
    _property(header, "hyperstudy_shift_ms", str(shift))
    lanes = [
        (who, tier if number == 0 else f"{tier} {number + 1}", lane)
        for (who, tier), of_tier in sorted(tiers.items())
        for number, lane in enumerate(_lanes(of_tier))
    ]
    count = sum(len(lane) + sum(one.by_session for one in lane) for _, _, lane in lanes)
    _property(header, "lastUsedAnnotationId", str(count))
    order = ET.SubElement(root, "TIME_ORDER")
    number = 0
    remarks: list[tuple[str, str, list[str]]] = []
    for who, tier, lane in lanes:
        of_tier = ET.SubElement(
            root,
            "TIER",
            {"TIER_ID": f"{who} {tier}", "PARTICIPANT": who, "LINGUISTIC_TYPE_REF": "default-lt"},
        )
        old: list[str] = []
        for one in lane:
            number += 1
            begin, end = f"ts{2 * number - 1}", f"ts{2 * number}"
            for slot, time in ((begin, one.start), (end, one.end)):
                given = {"TIME_SLOT_ID": slot, "TIME_VALUE": str(time + shift)}
                ET.SubElement(order, "TIME_SLOT", given)
            annotation = ET.SubElement(of_tier, "ANNOTATION")
            alignable = ET.SubElement(
                annotation,
                "ALIGNABLE_ANNOTATION",
                {"ANNOTATION_ID": f"a{number}", "TIME_SLOT_REF1": begin, "TIME_SLOT_REF2": end},
            )
            ET.SubElement(alignable, "ANNOTATION_VALUE").text = one.text
            if one.by_session:
                old.append(f"a{number}")
        if old:
            remarks.append((who, tier, old))
    _remarks(root, remarks, number)
    ET.SubElement(
        root,
        "LINGUISTIC_TYPE",
        {
            "GRAPHIC_REFERENCES": "false",
            "LINGUISTIC_TYPE_ID": "default-lt",
            "TIME_ALIGNABLE": "true",
        },
    )
    if remarks:
        ET.SubElement(
            root,
            "LINGUISTIC_TYPE",
            {
                "CONSTRAINTS": _ONE_EACH,
                "GRAPHIC_REFERENCES": "false",
                "LINGUISTIC_TYPE_ID": ROOM_FROM,
                "TIME_ALIGNABLE": "false",
            },
        )
        about = "1-1 association with a parent annotation"
        ET.SubElement(root, "CONSTRAINT", {"DESCRIPTION": about, "STEREOTYPE": _ONE_EACH})
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    # A reader takes a carriage return that stands as it is for a line feed.
    return written.replace(b"\r", b"&#13;") + b"\n"


def _remarks(root: ET.Element, remarks: list[tuple[str, str, list[str]]], number: int) -> None:
    """Mark annotations of rows that name their room in ``sessionId`` alone, tier by tier."""
    for who, tier, marked in remarks:
        parent = f"{who} {tier}"
        given = {
            "TIER_ID": f"{parent} {ROOM_FROM}",
            "PARTICIPANT": who,
            "LINGUISTIC_TYPE_REF": ROOM_FROM,
            "PARENT_REF": parent,
        }
        of_tier = ET.SubElement(root, "TIER", given)
        for annotated in marked:
            number += 1
            about = {"ANNOTATION_ID": f"a{number}", "ANNOTATION_REF": annotated}
            annotation = ET.SubElement(of_tier, "ANNOTATION")
            remark = ET.SubElement(annotation, "REF_ANNOTATION", about)
            ET.SubElement(remark, "ANNOTATION_VALUE").text = SESSION


def _date(study: StudyReader, prepared: Preparation) -> str:
    """Give the time of the last pull, moved as all others are."""
    pulled = study.pulled_at
    if pulled is None:
        return "1970-01-01T00:00:00+00:00"
    return prepared.redaction.moment(pulled.isoformat())


def _property(header: ET.Element, name: str, value: str) -> None:
    ET.SubElement(header, "PROPERTY", {"NAME": name}).text = value


def _count_the_rest(study: StudyReader, report: ExportReport, prepared: Preparation) -> None:
    for table in study.tables:
        left = row_count(study, table) - report.rows_of(table)
        if table in _TABLES:
            outside = sum(
                rows.num_rows for rows in batches(study, table, outside=prepared.people.rooms)
            )
            report.left_out(table, outside, "it belongs to no room")
        elif table == "eyetracking":
            report.left_out(table, left, "gaze is no annotation: export_bids has it")
        elif table == "recordings":
            report.left_out(table, left, "recordings are linked, not annotated")
        else:
            report.left_out(table, left, "it is no moment in a room: export_bids has it")
