"""The frames behind a report: everything that is counted of a study, and what the rules mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ..exceptions import InputError
from ..offline.dataframe_tools import one_connection
from . import clocks, participants, recordings, rooms, table_counts
from .findings import Finding, apply_rules
from .measures import MEASURES
from .participant_measures import state_times
from .readable import file_problems, without
from .rules import Rules, default_rules, read_rules
from .sync_course import drift_courses

if TYPE_CHECKING:
    import os

    import pandas as pd

    from ..offline.reader import StudyReader
    from ..study.verify import StudyCheck
    from .agreement import Agreement

__all__ = ["Quality", "measure"]


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
        Measures, a row for each. ``label`` is what the page calls them. A participant who came
        twice has two rows; in the same room, what was measured there stands in the first. Where
        rows of participants are lost, people are those whose ids other tables have (``by_id``):
        their role and how they ended are not known. Where rows of rooms are lost, rooms are those
        that other tables name: when they began is taken from events.
    states : DataFrame
        Time of each participant in each state, with the median of all.
    coverage : DataFrame
        Rows of each table by participant.
    event_types : DataFrame
        Events by category and type.
    spans : DataFrame
        From which onset to which (ms) there are rows of a participant in a table.
    study : DataFrame
        One row: what is counted of the study as a whole.
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
    with one_connection(study.folder, study.manifest):
        return _of_readable(whole, study, files, chosen)


def _of_readable(
    whole: StudyReader, study: StudyReader, files: pd.DataFrame, chosen: Rules
) -> Quality:
    of_rooms = rooms.rooms(whole, study)
    of_participants, agreements = participants.with_ratings(
        study, participants.participants(study, of_rooms, chosen)
    )
    of_recordings = recordings.recordings(study, participants.labels(of_participants))
    clocks.add(study, of_rooms, of_recordings)
    rooms.add_sums(of_rooms, of_participants, of_recordings)
    frames = {
        "study": _of_study(whole),
        "tables": table_counts.table_counts(whole, study, files),
        "files": files,
        "rooms": of_rooms,
        "participants": of_participants,
        "recordings": of_recordings,
    }
    for table, frame in frames.items():
        for name in MEASURES[table]:
            if name not in frame:
                frame[name] = float("nan")
            frame[name] = frame[name].astype("float64")
    return Quality(
        **frames,
        states=state_times(study),
        coverage=table_counts.coverage(study, of_participants),
        event_types=table_counts.event_types(study),
        spans=table_counts.spans(study),
        drifts=drift_courses(study),
        agreements=agreements,
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


def _of_study(study: StudyReader) -> pd.DataFrame:
    """Give the one row that rules on the whole study are applied to."""
    import pandas as pd

    files = study.manifest.recordings or {"failed": 0}
    return pd.DataFrame(
        {
            "label": ["The study"],
            "anchor": ["completeness"],
            "recording_files_missing": [files["failed"]],
        }
    )
