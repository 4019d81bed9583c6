"""What is counted of whole tables: rows promised and read, by participant, type and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..study.tables import EVENTS, KEPT_APART
from .measures import MEASURES
from .participant_measures import KEY
from .people_by_id import person_of, tables_with_people

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["coverage", "event_types", "spans", "table_counts"]

_OF_EVENTS = (EVENTS, *KEPT_APART)


def table_counts(whole: StudyReader, study: StudyReader, files: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each table: how complete it is.

    Parameters
    ----------
    whole : StudyReader
        The study as it was pulled.
    study : StudyReader
        The study without files that cannot be read.
    files : DataFrame
        Those files, with the ``table`` and ``rows`` that are left out with each.
    """
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


def coverage(study: StudyReader, persons: pd.DataFrame) -> pd.DataFrame:
    """Count the rows of each table by participant, a column for each table."""
    frame = persons[[*KEY, "label", "anchor"]].drop_duplicates(KEY)
    tables = tables_with_people(study)
    if not tables:
        return frame
    # In one query, as for the spans.
    counted: pd.DataFrame = study.sql(
        " union all ".join(
            f"""select '{table}' as "table", {person_of(study, table)} as participantId,
              count(*) as counted, roomId
            from {table} group by all"""
            for table in tables
        )
    )
    counted["roomId"] = counted["roomId"].fillna("").astype("str")
    for table in tables:
        counts = counted.loc[counted["table"] == table, [*KEY, "counted"]]
        frame = frame.merge(counts, on=KEY, how="left").rename(columns={"counted": table})
        frame[table] = frame[table].fillna(0).astype("int64")
    return frame


def event_types(study: StudyReader) -> pd.DataFrame:
    """Count the events by category and type."""
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


def spans(study: StudyReader) -> pd.DataFrame:
    """Give the first and last onset (ms) of each participant in each table of samples."""
    import pandas as pd

    queries = [
        f"""select {at} as place, roomId, {person_of(study, table)} as participantId,
          '{table}' as "table", min(onset) as onset_start, max(onset) as onset_end
        from {table} where onset is not null group by all"""
        for at, table in enumerate(
            ("ratings_continuous", "sync", "eyetracking", "ratings_sparse", "chat")
        )
        if table in study.tables and study.manifest.tables[table].rows
    ]
    if queries:
        # In one query: DuckDB takes longer to begin each than to answer it.
        frame: pd.DataFrame = study.sql(
            f"""select * exclude (place) from ({" union all ".join(queries)})
            order by place, roomId, participantId"""
        )
        return frame
    return pd.DataFrame(columns=["roomId", "participantId", "table", "onset_start", "onset_end"])
