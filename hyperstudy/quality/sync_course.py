"""How far the players of a room ran apart from the host's, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

    from ..offline.reader import StudyReader

__all__ = ["BINS", "drift_courses"]

BINS: Final = 120
"""Points of the curve of a participant, at most."""
_SHORTEST_BIN_MS: Final = 2_000


def drift_courses(study: StudyReader) -> pd.DataFrame:
    """Give the course of each participant's difference to the host.

    Parameters
    ----------
    study : StudyReader
        The study.

    Returns
    -------
    pandas.DataFrame
        roomId, participantId; ``minute``, the middle of a stretch, since the first state of the
        room; ``drift_ms``, the median of ``timeDrift`` in it (negative is behind the host);
        ``furthest_ms``, the value that is furthest from 0. A room has at most `BINS` stretches;
        one without reports has no row.
    """
    import pandas as pd

    if "sync" not in study.tables:
        return pd.DataFrame(
            columns=["roomId", "participantId", "minute", "drift_ms", "furthest_ms"]
        )
    frame: pd.DataFrame = study.sql(
        f"""
        with known as (
          select roomId, participantId, onset, timeDrift from sync
          where onset is not null and timeDrift is not null),
        spans as (
          select roomId, min(onset) as begun,
            greatest({_SHORTEST_BIN_MS}, (max(onset) - min(onset)) / {BINS - 1}) as width
          from known group by roomId)
        select roomId, participantId,
          (min(begun) + (floor((onset - begun) / width) + 0.5) * min(width)) / 60000 as minute,
          median(timeDrift) as drift_ms, case when max(timeDrift) >= -min(timeDrift)
            then max(timeDrift) else min(timeDrift) end as furthest_ms
        from known join spans using (roomId)
        group by roomId, participantId, floor((onset - begun) / width)
        order by roomId, participantId, minute"""
    )
    return frame
