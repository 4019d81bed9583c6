"""The frames behind a report: everything that is counted of a study, and what the rules mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..exceptions import HyperStudyError, InputError
from ..study.tables import EVENTS, KEPT_APART
from . import clocks, people
from .agreement import Agreement, FilmCourses
from .film_ratings import film_ratings
from .findings import Finding, apply_rules
from .measures import MEASURES
from .people_by_id import people_by_id, tables_with_people
from .rating_gaps import RatingGaps
from .readable import file_problems, without
from .rules import Rules, default_rules, read_rules
from .sync_course import drift_courses

if TYPE_CHECKING:
    import os

    import pandas as pd

    from ..offline.reader import StudyReader
    from ..study.verify import StudyCheck

__all__ = ["Quality", "measure"]

_OF_EVENTS = (EVENTS, *KEPT_APART)


@frozen(eq=False)
class Quality:
    """What is known of the quality of a study's data: frames, and what the rules mark.

    Attributes
    ----------
    tables : DataFrame
        Completeness, a row for each table; ``rows_unreadable`` counts rows in files that are
        missing or damaged, and that no other frame counts.
    files : DataFrame
        Files that are not what was pulled: ``path``, the ``table`` and ``rows`` that are left out
        with it, ``problem`` and ``advice``. Empty if all is well.
    rooms, participants, recordings : DataFrame
        Measures, a row for each; a participant who came twice has two rows. ``label`` is what
        the page calls them. Where rows of participants are lost, people are those whose ids other
        tables have (``by_id``): their role and how they ended are not known.
    states : DataFrame
        Time of each participant in each state, with the median of all.
    coverage : DataFrame
        Rows of each table by participant.
    event_types : DataFrame
        Events by category and type.
    spans : DataFrame
        From which onset to which (ms) there are rows of a participant in a table.
    agreements : list of Agreement
        Ratings over film time, film by film.
    drifts : DataFrame
        How far each player ran apart from the host's, over the time of its room.
    findings : list of Finding
        What the rules mark, the gravest first.
    rules : Rules
        The rules.
    """

    tables: pd.DataFrame
    files: pd.DataFrame
    rooms: pd.DataFrame
    participants: pd.DataFrame
    recordings: pd.DataFrame
    states: pd.DataFrame
    coverage: pd.DataFrame
    event_types: pd.DataFrame
    spans: pd.DataFrame
    drifts: pd.DataFrame
    study: pd.DataFrame
    agreements: list[Agreement]
    findings: list[Finding]
    rules: Rules

    @property
    def passed(self) -> bool:
        """No rule of level "must" marks anything."""
        return not any(one.level == "must" for one in self.findings)

    @property
    def unread(self) -> list[str]:
        """The tables of which not all files could be read."""
        return list(dict.fromkeys(self.files["table"].dropna()))

    def __repr__(self) -> str:
        unread = f", not all read of {', '.join(self.unread)}" if self.unread else ""
        return (
            f"Quality({len(self.rooms)} rooms, {len(self.participants)} participants, "
            f"{len(self.findings)} findings{unread})"
        )

    def _repr_html_(self) -> str:
        from html import escape

        items = "".join(
            f"<li>{escape(one.title)}: {escape(one.text)}</li>" for one in self.findings
        )
        return f"<p>{escape(repr(self))}</p><ul>{items}</ul>"


def measure(
    study: StudyReader,
    *,
    rules: str | os.PathLike[str] | Rules | None = None,
    check_files: bool = True,
) -> Quality:
    """Measure the quality of a study's data, and apply the rules.

    Parameters
    ----------
    study : StudyReader
        The study.
    rules : path or Rules, optional
        A file with rules that differ from those of the package.
    check_files : bool, optional
        Also compare the hash of each file with the manifest; otherwise only its size.

    Returns
    -------
    Quality
        The frames and findings.

    Raises
    ------
    InputError
        If the rules cannot be read, or `rooms` or `participants` were not pulled.

    Notes
    -----
    Files that are missing or damaged are left out, and everything else is measured: ``files`` and
    a finding of level "must" for each say which.
    """
    if rules is None:
        chosen = default_rules()
    else:
        chosen = rules if isinstance(rules, Rules) else read_rules(rules)
    _ask_for_data(study)
    verified = study.verify(contents=check_files, progress=False)
    try:
        return _measured(study, verified, chosen)
    except Exception:
        # With equal sizes only reading shows that a file is damaged.
        again = verified if verified.contents else study.verify(progress=False)
        if (again.missing, again.different) == (verified.missing, verified.different):
            raise
        return _measured(study, again, chosen)


def _measured(whole: StudyReader, verified: StudyCheck, chosen: Rules) -> Quality:
    files = file_problems(whole, verified)
    study = without(whole, files)
    rooms = _rooms(study)
    persons = _participants(whole, study, rooms, chosen)
    labels = {
        (str(room), str(person)): str(label)
        for room, person, label in zip(
            persons["roomId"], persons["participantId"], persons["label"], strict=True
        )
    }
    persons, courses = _with_ratings(study, persons, labels)
    recordings = _recordings(study, persons)
    clocks.add(study, rooms, recordings)
    rooms = _sum_of_rooms(rooms, persons, recordings)
    about = _about(whole)
    frames = {
        "study": about,
        "tables": _tables(whole, study, files),
        "files": files,
        "rooms": rooms,
        "participants": persons,
        "recordings": recordings,
    }
    for table, frame in frames.items():
        for name in MEASURES[table]:
            if name not in frame:
                frame[name] = float("nan")
            frame[name] = frame[name].astype("float64")
    return Quality(
        tables=frames["tables"],
        files=files,
        rooms=rooms,
        participants=persons,
        recordings=recordings,
        states=people.state_times(study),
        coverage=_coverage(study, persons),
        event_types=_event_types(study),
        spans=_spans(study),
        drifts=drift_courses(study),
        study=about,
        agreements=courses,
        findings=apply_rules(chosen, frames),
        rules=chosen,
    )


def _ask_for_data(study: StudyReader) -> None:
    """Refuse a study without the rows that every number of the report rests on."""
    lacking = [one for one in ("rooms", "participants") if not _has(study, one)]
    if lacking:
        raise InputError(
            f"{study.folder} cannot be measured: {' and '.join(lacking)} were not pulled, so that "
            "nobody knows who took part.",
            hint="Pull them, too: hs.pull(..., types=[..., 'rooms', 'participants']).",
        )


def _has(study: StudyReader, table: str) -> bool:
    return table in study.tables or table in study.manifest.refused


def _about(study: StudyReader) -> pd.DataFrame:
    import pandas as pd

    files = study.manifest.recordings or {"failed": 0}
    return pd.DataFrame(
        {
            "label": ["The study"],
            "anchor": ["completeness"],
            "recording_files_missing": [files["failed"]],
        }
    )


def _tables(whole: StudyReader, study: StudyReader, files: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    lost = files.groupby("table")["rows"].sum()
    rows: list[dict[str, Any]] = []
    for name, entry in whole.manifest.tables.items():
        odd = [one for one, _ in entry.schema if one.endswith("_as_received")]
        unreadable = 0
        if odd and name in study.tables:
            counts = ", ".join(f'count("{one}")' for one in odd)
            unreadable = int(study.sql(f'select {counts} from "{name}"').iloc[0].sum())
        gone = int(lost.get(name, 0))
        findings = entry.findings()
        if gone:
            findings.append(
                f"{gone:,} rows are in files that cannot be read, and are counted nowhere"
            )
        rows.append(
            {
                "table": name,
                "rows_promised": entry.promised,
                "rows": entry.rows,
                "rows_missing": entry.missing,
                "rows_unreadable": gone,
                "rows_repeated": entry.repeated,
                "rows_twice": entry.twice,
                "values_unreadable": unreadable,
                "server_findings": len(entry.problems) + len(entry.warnings),
                "refused": 0,
                "findings": "; ".join(findings),
            }
        )
    rows += [
        {"table": name, "refused": 1, "findings": why}
        for name, why in whole.manifest.refused.items()
    ]
    frame = pd.DataFrame(rows, columns=["table", "findings", *MEASURES["tables"]])
    frame["label"] = frame["table"].str.replace("_", " ")
    frame["anchor"] = "table-" + frame["table"]
    return frame


def _definition(study: StudyReader) -> dict[str, Any]:
    try:
        return study.get_experiment_config()
    except HyperStudyError:
        # Its file is damaged, which is a finding of its own.
        return {}


def _spans(study: StudyReader) -> pd.DataFrame:
    import pandas as pd

    asked = [
        f"""select roomId, participantId, '{table}' as "table",
          min(onset) as onset_start, max(onset) as onset_end
        from {table} where onset is not null group by all"""
        for table in ("ratings_continuous", "sync", "eyetracking", "ratings_sparse", "chat")
        if table in study.tables and study.manifest.tables[table].rows
    ]
    if asked:
        # In one question: each takes DuckDB longer to begin than to answer.
        frame: pd.DataFrame = study.sql(" union all ".join(asked))
        return frame
    return pd.DataFrame(columns=["roomId", "participantId", "table", "onset_start", "onset_end"])


def _rooms(study: StudyReader) -> pd.DataFrame:
    import pandas as pd

    if "rooms" not in study.tables:
        return pd.DataFrame(columns=["roomId", "label", "anchor", "begun"])
    frame: pd.DataFrame = study.sql(
        """select id as "roomId", deploymentName as deployment, status, completionReason as reason,
          createdAt, coalesce(firstStateStartedAt, startTime) as begun,
          duration / 60000 as minutes from rooms order by createdAt, id"""
    )
    width = max(2, len(str(len(frame))))
    labels = [f"R{at:0{width}}" for at in range(1, len(frame) + 1)]
    frame["label"] = pd.Series(labels, index=frame.index, dtype=object)
    frame["anchor"] = "room-" + frame["label"]
    done = frame["status"].eq("completed").astype("float64")
    frame["finished"] = done.mask(frame["status"].isin(["active", "waiting"]))
    return frame


def _known_people(whole: StudyReader, study: StudyReader) -> pd.DataFrame:
    """Give who took part; where rows of participants are lost, also those whom others name."""
    import pandas as pd

    rows: pd.DataFrame = pd.DataFrame()
    if "participants" in study.tables:
        rows = study.sql(
            """select participantId, roomId, role, status,
              coalesce(completionOutcome, completionCode) as outcome, joinedAt, completedAt
            from participants order by joinedAt, participantId"""
        ).assign(by_id=False)
        if study.manifest.tables["participants"].rows == (
            whole.manifest.tables["participants"].rows
        ):
            return rows
    named = people_by_id(study).assign(role=None, status=None, outcome=None, by_id=True)
    for name in ("joinedAt", "completedAt"):
        named[name] = pd.Series(pd.NaT, index=named.index, dtype="datetime64[us, UTC]")
    if rows.empty:
        return named
    there = set(zip(rows["participantId"], rows["roomId"].fillna(""), strict=True))
    keys = zip(named["participantId"], named["roomId"].fillna(""), strict=True)
    others = named[[one not in there for one in keys]]
    # Without the columns that are empty, which would decide of the types of both.
    kept = others[["participantId", "roomId", "by_id"]]
    return pd.concat([rows, kept], ignore_index=True) if len(kept) else rows


def _participants(
    whole: StudyReader, study: StudyReader, rooms: pd.DataFrame, rules: Rules
) -> pd.DataFrame:
    import pandas as pd

    frame = _known_people(whole, study)
    if frame.empty and "participants" not in study.tables:
        columns = [*people.KEY, "label", "anchor", "outcome", "role", "status", "by_id"]
        return pd.DataFrame(columns=columns)
    order = list(dict.fromkeys(frame["participantId"]))
    width = max(2, len(str(len(order))))
    known = {person: f"P{at:0{width}}" for at, person in enumerate(order, 1)}
    room_labels = dict(zip(rooms["roomId"], rooms["label"], strict=True))
    # Of no rows at all, pandas would make numbers.
    frame["person"] = frame["participantId"].map(known).astype(object)
    frame["room"] = frame["roomId"].map(room_labels).astype(object)
    twice = frame["person"].duplicated(keep=False) & frame["room"].notna()
    frame["label"] = frame["person"].where(
        ~twice, frame["person"] + " in " + frame["room"].fillna("")
    )
    numbers = frame.groupby("person").cumcount()
    frame["anchor"] = [
        f"person-{person}" + (f"-{number + 1}" if number else "")
        for person, number in zip(frame["person"], numbers, strict=True)
    ]
    frame["roomId"] = frame["roomId"].fillna("").astype("str")
    for asked in (
        *people.per_person(study),
        people.attention(study, rules.attention_checks, _definition(study)),
    ):
        mine = asked.assign(roomId=asked["roomId"].fillna("").astype("str"))
        frame = frame.merge(mine, on=people.KEY, how="left", validate="many_to_one")
    begun = frame["roomId"].map(dict(zip(rooms["roomId"], rooms["begun"], strict=True)))
    began = pd.to_datetime(begun, utc=True)
    late = (frame["joinedAt"] - began).dt.total_seconds()
    frame["late_s"] = late.clip(lower=0)
    length = frame["roomId"].map(dict(zip(rooms["roomId"], rooms.get("minutes", []), strict=True)))
    in_room = (frame["completedAt"] - began).dt.total_seconds() / 60 - frame["late_s"] / 60
    frame["minutes"] = length.astype("float64").combine_first(in_room)
    done = frame["status"].eq("completed") & frame["minutes"].gt(0)
    frame["time_against_group"] = (frame["minutes"] / frame.loc[done, "minutes"].median()).where(
        done
    )
    left = frame["status"].eq("disconnected").astype("float64")
    frame["dropped_out"] = left.where(frame["status"].notna())
    for name in ("disconnections", "events_twice", "chat_messages"):
        if name in frame:
            frame.loc[frame["roomId"] != "", name] = frame[name].fillna(0)
    return frame


def _with_ratings(
    study: StudyReader, persons: pd.DataFrame, labels: dict[tuple[str, str], str]
) -> tuple[pd.DataFrame, list[Agreement]]:
    """Add what continuous ratings say on film time, which are read once."""
    films, gaps = FilmCourses(labels), RatingGaps()
    for one in film_ratings(study):
        films.add(one)
        gaps.add(one)
    courses = films.agreements()
    _add_agreement(persons, courses)
    return persons.merge(gaps.frame(), on=people.KEY, how="left"), courses


def _add_agreement(persons: pd.DataFrame, courses: list[Agreement]) -> None:
    values: dict[str, list[float]] = {}
    for course in courses:
        for label, value in course.with_others.items():
            if value is not None:
                values.setdefault(label, []).append(value)
    means = {label: sum(those) / len(those) for label, those in values.items()}
    persons["rating_agreement"] = persons["label"].map(means).astype("float64")


def _recordings(study: StudyReader, persons: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    if "recordings" not in study.tables:
        return pd.DataFrame(columns=["recordingId", "roomId", "label", "anchor"])
    frame: pd.DataFrame = study.sql(
        """select recordingId, roomId, participantId, metadata_type as kind, format, status,
          startTime, videoOffset / 1000 as offset_s,
          epoch(endTime - startTime) as span_s, duration / 1000 as duration_s
        from recordings order by startTime, recordingId"""
    )
    labels = {
        (room, person): label
        for room, person, label in zip(
            persons["roomId"], persons["participantId"], persons["label"], strict=True
        )
    }
    names: list[str] = []
    for room, person, kind in zip(
        frame["roomId"], frame["participantId"], frame["kind"], strict=True
    ):
        whose = labels.get((room, person), "somebody unknown")
        name = f"{kind if isinstance(kind, str) else 'recording'} of {whose}"
        count = sum(one == name or one.startswith(f"{name} (") for one in names) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    frame["label"] = names
    frame["anchor"] = [f"recording-{at}" for at in range(1, len(frame) + 1)]
    return frame


def _sum_of_rooms(
    rooms: pd.DataFrame, persons: pd.DataFrame, recordings: pd.DataFrame
) -> pd.DataFrame:
    by_room = persons.groupby("roomId")
    rooms["people"] = rooms["roomId"].map(by_room.size())
    if not persons.empty:
        late = persons["late_s"]
        rooms["latecomers"] = rooms["roomId"].map(
            (late > 1)
            .astype("float64")
            .where(late.notna())
            .groupby(persons["roomId"])
            .sum(min_count=1)
        )
    for name, how in (
        ("disconnections", "sum"),
        ("sync_share_above_100ms", "max"),
        ("sync_lag_ms", "max"),
    ):
        if name in persons:
            rooms[name] = rooms["roomId"].map(by_room[name].agg(how))
    if "sync_drift_ms_per_min" in persons:
        trend = persons.assign(size=persons["sync_drift_ms_per_min"].abs()).groupby("roomId")[
            "size"
        ]
        rooms["sync_drift_ms_per_min"] = rooms["roomId"].map(trend.max())
    rooms["recordings"] = rooms["roomId"].map(recordings.groupby("roomId").size()).fillna(0)
    return rooms


def _coverage(study: StudyReader, persons: pd.DataFrame) -> pd.DataFrame:
    frame = persons[[*people.KEY, "label", "anchor"]].copy()
    tables = tables_with_people(study)
    if not tables:
        return frame
    # In one question, as for the spans.
    counted: pd.DataFrame = study.sql(
        " union all ".join(
            f"""select '{table}' as "table", participantId, count(*) as counted,
              {"coalesce(roomId, sessionId)" if table in _OF_EVENTS else "roomId"} as "roomId"
            from {table} group by all"""
            for table in tables
        )
    )
    counted["roomId"] = counted["roomId"].fillna("").astype("str")
    for table in tables:
        counts = counted.loc[counted["table"] == table, [*people.KEY, "counted"]]
        frame = frame.merge(counts, on=people.KEY, how="left").rename(columns={"counted": table})
        frame[table] = frame[table].fillna(0).astype("int64")
    return frame


def _event_types(study: StudyReader) -> pd.DataFrame:
    import pandas as pd

    if "events" not in study.tables:
        return pd.DataFrame(columns=["category", "eventType", "events"])
    there = [one for one in _OF_EVENTS if one in study.tables]
    every = " union all ".join(f"select category, eventType from {one}" for one in there)
    counted: pd.DataFrame = study.sql(
        f"""select category, eventType, count(*) as events from ({every})
        group by all order by category, events desc, eventType"""
    )
    return counted
