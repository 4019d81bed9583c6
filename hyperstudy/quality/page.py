"""The page of a report: one file that needs nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from .findings import grouped, threshold
from .measures import MEASURES, display
from .page_tables import (
    coverage_rows,
    event_rows,
    file_rows,
    measure_columns,
    measure_rows,
    rule_rows,
    state_rows,
    sync_columns,
    table_rows,
    text_columns,
)
from .recording_notes import looked_into, recording_notes
from .report import file_entries

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader
    from .measuring import Quality
    from .report import Report

__all__ = ["rendered"]

_MOST_URGENT: Final = 5
_LENGTHS: Final = ["span_s", "duration_s", "file_s", "lengths_differ_s", "clock_uncertainty_ms"]
_CONTENTS: Final = [name for name in MEASURES["recordings"] if name not in _LENGTHS]
_UNITS: Final = {"share": "%", "number": "number", "ratio": "ratio", "ms/min": "ms in a minute"} | {
    name: name for name in ("s", "ms", "min", "Hz")
}


def rendered(study: StudyReader, report: Report, *, identify: bool) -> str:
    """Give the page of a report as HTML.

    Parameters
    ----------
    study : StudyReader
        The study, which knows its methods, versions and files.
    report : Report
        What was measured of it.
    identify : bool
        Show the ids of people, rooms and recordings beside their labels.

    Raises
    ------
    ImportError
        If Jinja2 or matplotlib is missing.
    """
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
    environment.globals |= {
        "display": display,
        "threshold": threshold,
        "measures": MEASURES,
        "rows_of": measure_rows,
        "coverage_of": coverage_rows,
        "notes_of": partial(recording_notes, marked=marked),
        "of_sync": sync_columns,
        "lengths": _LENGTHS,
        "contents": _CONTENTS,
        "rules_of": rule_rows,
        "text_columns": text_columns,
        "unit_of": _UNITS.get,
        "known": _known,
        "tables_of": table_rows,
        "files_of": file_rows,
        "events_of": event_rows,
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
        looked_into=looked_into(quality, study.manifest.recordings is not None),
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
        grid=measure_columns,
        identify=identify,
        methods=study.methods(),
        versions=_versions(study),
        manifest_files=_manifest_files(study),
        inside=json.dumps(report.to_dict(), ensure_ascii=True).replace("<", "\\u003c"),
    )
    return text


def _heading(name: str, table: str) -> str:
    return MEASURES[table][name].heading


def _known(count: int | None) -> str:
    return "not known" if count is None else str(count)


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


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
            "states": state_rows(states.get((person["roomId"], person["participantId"]))),
        }  # fmt: skip


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
