"""The page of a report: one file that needs nothing else."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..exceptions import InputError
from ..files.atomic import target, whole
from ..study.layout import check_outside
from .comparison import compare, read_report
from .findings import grouped, threshold
from .measures import MEASURES, display
from .measuring import measure
from .media_content import PLACES, has_decoder
from .report import Report, facts_of, file_entries

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd

    from ..offline.reader import StudyReader
    from .measuring import Quality
    from .rules import Rules

__all__ = ["make_report"]

_MOST_URGENT = 5
_ONE_LINE = 20
_LENGTHS = ["span_s", "duration_s", "file_s", "lengths_differ_s", "clock_uncertainty_ms"]
_CONTENTS = [name for name in MEASURES["recordings"] if name not in _LENGTHS]
_NUMBER = re.compile(r"[-–]?[\d,.]*( ?(%|s|ms|min|Hz|ms/min))?$")
_UNITS = {"share": "%", "number": "number", "ratio": "ratio", "ms/min": "ms in a minute"} | {
    name: name for name in ("s", "ms", "min", "Hz")
}


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
        page = _page(study, made, identify)
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


def _looked_into(quality: Quality, downloaded: bool) -> str:
    """Return how much of the files of recordings was looked at."""
    recordings = quality.recordings
    if recordings.empty:
        return ""
    if not downloaded:
        return (
            "The files of the recordings were not pulled, and nothing is known of what is in them: "
            "pull with --recordings."
        )
    if not has_decoder():
        return (
            "The files of the recordings were not looked into, because PyAV is not installed: "
            'pip install "hyperstudy[media]". Nothing is known of their gaps, silence and black '
            "pictures."
        )
    hours = display(float(recordings["file_s"].sum()) / 3600, "number")
    return (
        f"{int(recordings['unplayable'].notna().sum())} of {len(recordings)} recordings have files "
        f"here, with {hours} hours. The times of all their packets were read. At up to {PLACES} "
        f"places of each stream, spread over it, a second of sound was listened to and a picture "
        f"looked at: {display(float(recordings['sound_s'].sum()), 's')} of sound and "
        f"{display(float(recordings['pictures'].sum()))} pictures in all. What lies between was "
        "not looked at."
    )


def _page(study: StudyReader, report: Report, identify: bool) -> str:
    try:
        jinja: Any = import_module("jinja2")
        charts: Any = import_module(".charts", __package__)
        import_module("matplotlib")
    except ImportError:
        raise ImportError(
            'A report needs Jinja2 and matplotlib: pip install "hyperstudy[report]"'
        ) from None
    here = files(__package__ or "hyperstudy.quality")
    environment = jinja.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja.StrictUndefined
    )
    quality = report.quality
    groups = grouped(quality.findings, quality.rules)
    marked: dict[str, list[Any]] = {}
    for one in quality.findings:
        marked.setdefault(one.anchor, []).append(one)
    environment.filters["heading_of"] = _heading
    environment.filters["moment"] = _moment

    def notes_of(frame: Any) -> list[dict[str, str]]:
        """Give what else is to be said of recordings: marks, gaps, and what the clock found."""
        rows = zip(frame["label"], frame["anchor"], frame["longest_gap_s_note"],
                   frame["clock_says"], _streams_of(frame), strict=True)  # fmt: skip
        return [
            {
                "label": label,
                "anchor": anchor,
                "text": ". ".join(
                    [f"Gaps, in seconds of the file: {gaps}"] * bool(gaps)
                    + [says] * bool(says)
                    + [f"Streams of the file: {streams}"] * bool(streams)
                ),
            }
            for label, anchor, gaps, note, streams in rows
            for says in [_without_gaps(note) if gaps else note]
            if gaps or says or streams or anchor in marked
        ]

    environment.globals |= {
        "display": display,
        "threshold": threshold,
        "measures": MEASURES,
        "rows_of": _rows_of,
        "coverage_of": _coverage_of,
        "notes_of": notes_of,
        "of_sync": _of_sync,
        "lengths": _LENGTHS,
        "contents": _CONTENTS,
        "rules_of": _rules_of,
        "text_columns": _text_columns,
        "unit_of": _UNITS.get,
        "known": _known,
        "tables_of": _tables_of,
        "files_of": _files_of,
        "events_of": _events_of,
        "median_of": _median_of,
    }
    template = environment.from_string((here / "report.html.jinja").read_text(encoding="utf-8"))
    by_room = dict(iter(quality.states.groupby("roomId")))
    text: str = template.render(
        report=report,
        quality=quality,
        facts=report.facts,
        groups=groups,
        files=file_entries(quality.files),
        looked_into=_looked_into(quality, study.manifest.recordings is not None),
        urgent=groups[:_MOST_URGENT],
        marked=marked,
        style=(here / "report.css").read_text(encoding="utf-8"),
        rooms=list(_room_entries(quality, charts, by_room)),
        people=list(_people_entries(quality)),
        left_where=_left_where(quality),
        minutes=charts.minutes_chart(quality.participants, "minutes")
        if "minutes" in quality.participants and quality.participants["minutes"].notna().any()
        else None,
        films=[
            (one, charts.ratings_chart(one, f"film-{at}"))
            for at, one in enumerate(quality.agreements)
        ],
        grid=_grid,
        identify=identify,
        methods=study.methods(),
        versions=_versions(study),
        manifest_files=_manifest_files(study),
        inside=json.dumps(report.to_dict(), ensure_ascii=True).replace("<", "\\u003c"),
    )
    return text


def _grid(
    frame: pd.DataFrame, table: str, given: Sequence[str] = ()
) -> list[tuple[str, list[str]]]:
    """Choose the measures of a table that have values, each with its texts."""
    chosen = [name for name in given or MEASURES[table] if frame[name].notna().any()]
    return [
        (name, [display(value, MEASURES[table][name].unit) for value in frame[name]])
        for name in chosen
    ]


def _streams_of(frame: Any) -> list[str]:
    """Return what is in each stream of the files that have several of a kind."""
    notes = zip(frame["silent_share_note"], frame["black_share_note"], strict=True)
    return [", ".join(one for one in both if one) for both in notes]


def _without_gaps(note: str) -> str:
    """Leave out what the clock says of gaps, where they are listed."""
    return "; ".join(one for one in note.split("; ") if "without packets" not in one
                     and not one.startswith("no packets for"))  # fmt: skip


def _of_sync(frame: pd.DataFrame) -> list[tuple[str, list[str]]]:
    return _grid(frame, "participants", [one for one in MEASURES["participants"] if "sync" in one])


def _text_columns(rows: Sequence[Sequence[Any]]) -> dict[int, str]:
    """Find the columns with words in them, which are read from the left, and long ones in lines."""
    found: dict[int, str] = {}
    for row in rows:
        for at, cell in enumerate(row):
            text = str(cell)
            if at and not _NUMBER.match(text):
                long = len(text) > _ONE_LINE or found.get(at) == "t long"
                found[at] = "t long" if long else "t"
    return found


def _rules_of(rules: Rules) -> list[list[str]]:
    return [
        [
            f"{one.title} ({one.name})",
            one.level,
            MEASURES[one.of][one.measure].meaning,
            threshold(one),
            ", ".join(
                f"{least:g} {MEASURES[one.of][name].heading.lower()}"
                for name, least in one.needs.items()
            ),
        ]
        for one in rules.rules
    ]


def _heading(name: str, table: str) -> str:
    return MEASURES[table][name].heading


def _known(count: int | None) -> str:
    return "not known" if count is None else str(count)


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _tables_of(frame: Any, columns: Any) -> list[list[str]]:
    rows = zip(_rows_of(frame, columns), frame["findings"], strict=True)
    any_findings = bool(frame["findings"].any())
    return [[*cells, *([findings] if any_findings else [])] for cells, findings in rows]


def _files_of(files: Sequence[dict[str, Any]]) -> list[list[str]]:
    return [
        [one["path"], (one["table"] or "–").replace("_", " "), display(one["rows"]), one["problem"],
         one["advice"]]
        for one in files
    ]  # fmt: skip


def _events_of(frame: Any) -> list[list[str]]:
    return [
        [str(kind) if isinstance(kind, str) else "without a type", str(category), f"{count:,}"]
        for category, kind, count in frame.itertuples(index=False)
    ]


def _rows_of(frame: pd.DataFrame, columns: Sequence[tuple[str, list[str]]]) -> list[list[str]]:
    return [
        list(cells) for cells in zip(frame["label"], *(texts for _, texts in columns), strict=True)
    ]


def _coverage_of(frame: pd.DataFrame, tables: Sequence[str]) -> list[list[str]]:
    return [
        [str(row["label"]), *(f"{row[one]:,}" for one in tables)] for _, row in frame.iterrows()
    ]


def _median_of(values: dict[str, float | None]) -> float | None:
    from statistics import median

    known = [one for one in values.values() if one is not None]
    return median(known) if known else None


def _room_entries(quality: Quality, charts: Any, states: dict[Any, Any]) -> Any:
    spans = dict(iter(quality.spans.groupby("roomId")))
    drifts = dict(iter(quality.drifts.groupby("roomId")))
    for at, (_, room) in enumerate(quality.rooms.iterrows()):
        own_people: Any = quality.participants
        persons = own_people[own_people["roomId"] == room["roomId"]]
        first = persons.drop_duplicates("participantId")
        labels = dict(zip(first["participantId"], first["label"], strict=True))
        own, mine = states.get(room["roomId"]), spans.get(room["roomId"])
        ends: list[float] = []
        if own is not None:
            own = _state_spans(own)
            ends.append(own["onset_end"].max() / 60_000)
        if mine is not None:
            ends.append(mine["onset_end"].max() / 60_000)
        end = max((one for one in ends if one > 0), default=None)
        picture = None
        if own is not None and mine is not None and len(mine):
            picture = charts.room_chart(room["label"], own, mine, labels, f"room-{at}", end)
        course = drifts.get(room["roomId"]) if len(persons) else None
        yield {
            "row": room,
            "picture": picture,
            "drift": None
            if course is None
            else charts.drift_chart(room["label"], course, persons, f"drift-{at}", end),
            "synced": persons[persons["sync_samples"].fillna(0) > 0],
            "coverage": quality.coverage[quality.coverage["roomId"] == room["roomId"]],
            "recordings": quality.recordings[quality.recordings["roomId"] == room["roomId"]],
        }


def _state_spans(states: Any) -> pd.DataFrame:
    # The first of the room stands for all: states are gone through together.
    first: Any = states[states["participantId"] == states["participantId"].iloc[0]].copy()
    first["onset_start"] = 1000 * first["begun_s"]
    first["onset_end"] = 1000 * (first["begun_s"] + first["seconds"].fillna(0))
    return cast("pd.DataFrame", first)


def _people_entries(quality: Quality) -> Any:
    states = dict(iter(quality.states.groupby(["roomId", "participantId"])))
    about = MEASURES["participants"]
    group = {
        name: quality.participants[name].median()
        for name in MEASURES["participants"]
        if quality.participants[name].notna().any()
    }
    for _, person in quality.participants.iterrows():
        yield {
            "row": person,
            "values": [
                [about[name].meaning, display(person[name], about[name].unit),
                 display(middle, about[name].unit)]
                for name, middle in group.items()
                if person[name] == person[name]
            ],
            "states": _states_of(states.get((person["roomId"], person["participantId"]))),
        }  # fmt: skip


def _states_of(states: Any) -> list[list[str]]:
    if states is None:
        return []
    rows = zip(states["state"], states["seconds"], states["group_median_s"], strict=True)
    return [
        [str(state), display(seconds, "s"), display(middle, "s")] for state, seconds, middle in rows
    ]


def _left_where(quality: Quality) -> list[tuple[str, str, str]]:
    """Give label, anchor and state of everybody who left before the end."""
    last = quality.states.groupby(["roomId", "participantId"])["state"].last()
    return [
        (
            one["label"],
            one["anchor"],
            str(last.get((one["roomId"], one["participantId"]), "a state that is not known")),
        )
        for _, one in quality.participants.iterrows()
        if one["dropped_out"] == 1
    ]


def _versions(study: StudyReader) -> list[tuple[str, str]]:
    pulls = study.manifest.pulls
    versions = dict(pulls[-1]["versions"]) if pulls else {}
    return [(str(name), str(value)) for name, value in versions.items()]


def _manifest_files(study: StudyReader) -> list[tuple[str, int, str]]:
    entries = study.manifest.tables.values()
    return [(one.path, one.rows, one.sha256) for entry in entries for one in entry.files]
