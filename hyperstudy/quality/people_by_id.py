"""Who took part, by the ids in other tables, where rows of participants are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..study.tables import KEPT_APART

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["people_by_id", "tables_with_people"]

_TABLES: Final = (
    "events", "components", "ratings_sparse", "ratings_continuous", "chat", "videochat",
    "recordings", "sync", "eyetracking", *KEPT_APART,
)  # fmt: skip
_TIMES: Final = ("timestamp", "startTime")


def tables_with_people(study: StudyReader) -> list[str]:
    """Give the tables whose rows name participants, and that have rows."""
    return [one for one in _TABLES if one in study.tables and study.manifest.tables[one].rows]


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
        names = set(study.sql(f'select * from "{table}" limit 0', output="arrow").column_names)
        if "participantId" not in names:
            continue
        rooms = [one for one in ("roomId", "sessionId") if one in names]
        room = f"coalesce({', '.join(rooms)}, '')" if rooms else "''"
        time = next((one for one in _TIMES if one in names), "null")
        parts.append(
            f"select {room} as room, participantId, min({time})::timestamptz as seen "
            f'from "{table}" where participantId is not null group by all'
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
