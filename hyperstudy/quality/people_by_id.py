"""Who took part, and in which rooms, by the ids in other tables, where their own rows are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..study.tables import KEPT_APART

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["people_by_id", "person_of", "rooms_by_id", "tables_with_people"]

_TABLES: Final = (
    "events", "components", "ratings_sparse", "ratings_continuous", "chat", "videochat",
    "recordings", "sync", "eyetracking", *KEPT_APART,
)  # fmt: skip
_TIMES: Final = ("timestamp", "startTime")


def tables_with_people(study: StudyReader) -> list[str]:
    """Give the tables whose rows name participants, and that have rows."""
    return [one for one in _TABLES if one in study.tables and study.manifest.tables[one].rows]


def person_of(study: StudyReader, table: str) -> str:
    """Give whom a row of a table is about, in SQL: of a message, who sent it."""
    names = {name for name, _ in study.manifest.tables[table].schema}
    there = [one for one in ("participantId", "senderId") if one in names]
    return f"coalesce({', '.join(there)})" if there else "null"


def people_by_id(study: StudyReader) -> pd.DataFrame:
    """Find the participants of each room whose ids occur in any table but their own.

    Parameters
    ----------
    study : StudyReader
        The study.

    Returns
    -------
    pandas.DataFrame
        participantId, roomId, in the order in which they occur first. Rows that name no room count
        only for those who occur in none.
    """
    import pandas as pd

    parts: list[str] = []
    for table in tables_with_people(study):
        names = {name for name, _ in study.manifest.tables[table].schema}
        person = person_of(study, table)
        if person == "null":
            continue
        rooms = [one for one in ("roomId", "sessionId") if one in names]
        room = f"coalesce({', '.join(rooms)}, '')" if rooms else "''"
        time = next((one for one in _TIMES if one in names), "null")
        parts.append(
            f"select {room} as room, {person} as participantId, min({time})::timestamptz as seen "
            f"from \"{table}\" where {person} <> '' group by all"
        )
    if not parts:
        return pd.DataFrame(columns=["participantId", "roomId"])
    found: pd.DataFrame = study.sql(
        f"""with found as (
          select room, participantId, min(seen) as seen from ({" union all ".join(parts)})
          group by all)
        select participantId, nullif(room, '') as "roomId" from found
        where room != '' or participantId not in (
          select participantId from found where room != '')
        order by seen nulls last, room, participantId"""
    )
    return found


def rooms_by_id(study: StudyReader, *, by_participants: bool) -> pd.DataFrame:
    """Find the rooms whose ids occur in any table but their own.

    Parameters
    ----------
    study : StudyReader
        The study.
    by_participants : bool
        Also those that only the list of participants names.

    Returns
    -------
    pandas.DataFrame
        roomId; begun: when its first state began, by the events (their time less their onset, the
        median), missing where none tells. In this order.
    """
    import pandas as pd

    parts: list[str] = []
    for table in (*tables_with_people(study), *["participants"] * by_participants):
        if table not in study.tables:
            continue
        names = {name for name, _ in study.manifest.tables[table].schema}
        if "roomId" not in names:
            continue
        begun = "null::bigint"
        if table == "events" and {"timestamp", "onset"} <= names:
            begun = "(epoch_us(timestamp::timestamptz) - onset * 1000)::bigint"
        parts.append(f"""select roomId, {begun} as begun from "{table}" where roomId <> ''""")
    if not parts:
        none = pd.DataFrame({"roomId": [], "begun": []})
        return none.astype({"roomId": object, "begun": "datetime64[us, UTC]"})
    frame: pd.DataFrame = study.sql(
        f"""select roomId, make_timestamptz(median(begun)::bigint) as begun
        from ({" union all ".join(parts)}) group by roomId order by begun nulls last, roomId"""
    )
    return frame
